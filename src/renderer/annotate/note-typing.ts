import type {Annotation} from '../../core/annotation/annotation.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import type {Feature} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Reading} from '../../project/written-text.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {short} from '../state/short-quote.ts'
import {say} from '../ui/say.ts'

/** A person at a text feature: what she has read there, the text of hers that stands there since her last pause, and all of it as one step for undo. */
export type NoteTyping = {readonly reading: Reading; readonly own?: string; readonly step: object}

export const beginTyping = ({set}: OpenArticle, {id}: Annotation, feature: Feature): NoteTyping => ({reading: set.noteOf(id, feature.name), step: {}})

/** Writes what she has typed so far. What a colleague wrote there since she began is joined to it; where she may not write any more, or the annotation was removed, her words are kept for her. */
export function writeText(workspace: Workspace, article: OpenArticle, annotation: Annotation, feature: Feature, typed: string, typing: NoteTyping): NoteTyping {
  const {id} = annotation
  const {set, document} = article
  const text = typed.trim() === '' ? '' : typed
  const words = {where: say('{feature} on {words}', {feature: feature.label, words: wordsOf(annotation, set.get, short)}), text}
  const standing = set.get(id)
  const layer = standing?.removed === undefined ? standing?.layer : undefined
  const isThere = layerNamed(workspace.project.schema(), layer ?? '')?.features.some(({name, kind}) => name === feature.name && kind === 'text')
  if (document.readOnly() || workspace.opened(article.id) !== article || isThere !== true) {
    workspace.unsaved.keep(words)
    return typing
  }
  const own = workspace.newId()
  workspace.undo.together(() => set.writeText(id, {...workspace.act(), id: own, feature: feature.name, text}, typing.reading), typing.step)
  workspace.unsaved.wrote(document, words, typing.own === undefined ? undefined : typing.reading.text)
  return {reading: {text, texts: text === '' ? [] : [own]}, own, step: typing.step}
}
