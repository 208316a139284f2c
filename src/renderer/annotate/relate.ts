import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {isRelation} from '../../core/annotation/annotation-kind.ts'
import {namedWords} from '../../core/annotation/annotation-words.ts'
import {endProblem, newRelation} from '../../core/annotation/relation.ts'
import type {Layer} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Reading} from '../state/reading.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, onSelected} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {offerUndo} from './replay.ts'
import {select} from './select.ts'
import {say, tell} from '../ui/say.ts'

type Relating = {readonly article: OpenArticle; readonly layer: Layer; readonly from: AnnotationId}

/** The relation that is being made on screen. It ends where its first annotation goes, or the schema loses its layer. */
export function relating(workspace: Workspace): Relating | undefined {
  const begun = workspace.view.get().relating
  const article = editable(workspace)
  const schema = workspace.project.schema()
  const layer = begun && layerNamed(schema, begun.layer)
  if (begun === undefined || layer === undefined || article?.id !== begun.article) return undefined
  return endProblem(schema, layer, 'from', article.set.get(begun.from)) === undefined ? {article, layer, from: begun.from} : undefined
}

/** Begins a relation at the selected annotation, which its layer must allow; the other annotation is chosen next. */
export const relateCommand = (name: string): Command =>
  about(
    workspace => {
      const on = onSelected(workspace)
      const schema = workspace.project.schema()
      const layer = layerNamed(schema, name)
      return on !== undefined && layer !== undefined && endProblem(schema, layer, 'from', on.annotation) === undefined ? on : undefined
    },
    (workspace, {article, annotation}) => begin(workspace, {article: article.id, layer: name, from: annotation.id}),
  )

export const stopRelating: Command = about(relating, workspace => begin(workspace, undefined))

/** Another relation, or none: why the one before could not be made is of no use any more. */
function begin(workspace: Workspace, next: Reading['relating']): void {
  workspace.toasts.settle('relation')
  workspace.view.update(before => ({...before, relating: next}))
}

/** A click on annotations, the innermost first: the relation goes to the first that it may go to, or it is said why to none. A click beside all means nothing. */
export function relateToPicked(workspace: Workspace, ids: readonly AnnotationId[]): void {
  const begun = relating(workspace)
  const others = ids.filter(id => id !== begun?.from)
  const schema = workspace.project.schema()
  const to = others.find(id => endProblem(schema, begun?.layer, 'to', begun?.article.set.get(id)) === undefined) ?? others[0] ?? ids[0]
  if (to !== undefined) relateTo(workspace, to)
}

/** Enter at annotations in the text: the selected one, unless the caret went on to others. `false`: no relation is being made. */
export function relateHere(workspace: Workspace, ids: readonly AnnotationId[]): boolean {
  const begun = relating(workspace)
  if (begun === undefined) return false
  const {selected} = workspace.view.get()
  const isSelected =
    selected !== undefined && selected !== begun.from && (ids.length === 0 || ids.includes(selected) || begun.article.set.get(selected)?.selector === undefined)
  relateToPicked(workspace, isSelected ? [selected] : ids)
  return true
}

/** Makes the relation to the selected annotation. */
export const relateToSelected: Command = about(
  workspace => (relating(workspace) === undefined ? undefined : workspace.view.get().selected),
  (workspace, to) => relateTo(workspace, to),
)

/** Makes the relation that was begun, or says why it cannot be; one that is there already is selected. */
function relateTo(workspace: Workspace, to: AnnotationId): void {
  const begun = relating(workspace)
  if (begun === undefined) return
  const {article, layer, from} = begun
  const {set} = article
  const {by, at} = workspace.act()
  const made = newRelation({layer: layer.name, from, to}, set.get, workspace.project.schema(), by, {id: workspace.newId(), at})
  if (!made.ok) return void workspace.toasts.show({text: tell(made.error), tone: 'error', subject: 'relation', here: true})
  const twin = set.all().find(each => isRelation(each) && each.removed === undefined && each.layer === layer.name && each.from === from && each.to === to)
  if (twin === undefined) set.add([made.value])
  begin(workspace, undefined)
  select(workspace, (twin ?? made.value).id)
  if (twin === undefined) offerUndo(workspace, `${tell(namedWords(layer.label, made.value, set.get, short))}.`)
  else workspace.toasts.show({text: say('This relation is there already.'), subject: 'relation', here: true})
}
