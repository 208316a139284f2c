import {kindOfLayer, layerNamed} from '../../core/schema/schema.ts'
import {isClaimMention} from '../../core/schema/claim-layers.ts'
import {newArticleAnnotation} from '../../core/annotation/new-annotation.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {markCommand} from './mark-command.ts'
import {takeBackNoClaim} from './read-mark.ts'
import {relateCommand} from './relate.ts'
import {select} from './select.ts'
import {tell} from '../ui/say.ts'

const COMMANDS = {span: markCommand, article: articleCommand, relation: relateCommand} as const

/** Makes an annotation in a layer, as its kind is: of the selected words, of the whole article, or from the selected annotation to another. */
export const makeCommand =
  (name: string): Command =>
  (workspace, run) => {
    const layer = layerNamed(workspace.project.schema(), name)
    return layer !== undefined && COMMANDS[kindOfLayer(layer)](name)(workspace, run)
  }

/** Says something of the article as a whole; where that is said already in this layer, it is selected. */
function articleCommand(layer: string): Command {
  return about(editable, (workspace, article) => {
    const there = article.listed().find(({annotation}) => annotation.layer === layer)?.annotation
    if (there !== undefined) return select(workspace, there.id)
    const {by, at} = workspace.act()
    const schema = workspace.project.schema()
    const made = newArticleAnnotation({layer}, schema, by, {id: workspace.newId(), at})
    if (!made.ok) return say(workspace, tell(made.error))
    article.set.transact(() => {
      article.set.add([made.value])
      if (isClaimMention(schema, made.value)) takeBackNoClaim(workspace, article)
    })
    select(workspace, made.value.id)
  })
}

const say = (workspace: Workspace, text: string): void => void workspace.toasts.show({text, tone: 'error', here: true})
