import type {Annotation} from '../../core/annotation/annotation.ts'
import {carriedFeatures} from '../../core/annotation/carried-features.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Extent} from '../../core/text/extent.ts'
import {extentOf, holds, partAt, partsOf, withPart} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import type {CommandId} from '../../ipc/commands.ts'
import {titleHere} from '../state/command-words.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, onSpan} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {addAnnotations, resize} from './edit-annotations.ts'
import {offerUndo} from './replay.ts'
import {select} from './select.ts'
import {say, tell} from '../ui/say.ts'

type Placed = {readonly article: OpenArticle; readonly annotation: Annotation; readonly extent: Extent}

/** The words that are selected, and the annotation that they can be added to: the one that is selected, or was until they were. */
export function partsToExtend(workspace: Workspace): (Placed & {readonly selection: Span}) | undefined {
  const {selection, selected, beside} = workspace.view.get()
  const id = selected ?? beside
  const article = editable(workspace)
  const extent = id === undefined ? undefined : article?.highlights.get(id)
  const annotation = id === undefined ? undefined : article?.set.get(id)
  if (article === undefined || extent === undefined || annotation === undefined || selection === undefined || holds(extent, selection)) return undefined
  return {article, annotation, extent, selection}
}

/** The selected annotation where it is in several parts, and the part at the caret; the last where the caret is in none. */
function partHere(workspace: Workspace): (Placed & {readonly at: number}) | undefined {
  const on = onSpan(workspace)
  const extent = on?.article.highlights.get(on.annotation.id)
  if (on === undefined || extent?.parts === undefined) return undefined
  return {...on, extent, at: partAt(extent, workspace.panes.article?.caret()) ?? extent.parts.length - 1}
}

/** What the command is called while it is known what it would add to. */
export function addPartTitle(workspace: Workspace): string {
  const found = partsToExtend(workspace)
  if (found === undefined) return titleHere('part.add')
  const {layer, selector} = found.annotation
  return say('Add selection to {layer} “{words}”', {layer: layerNamed(workspace.project.schema(), layer)?.label ?? layer, words: short(selector?.quote ?? '')})
}

export const partCommands: Readonly<Record<Extract<CommandId, `part.${string}`>, Command>> = {
  'part.add': about(partsToExtend, (workspace, {article, annotation: {id}, extent, selection}) => {
    const done = resize(workspace, article, id, extentOf(article.text, [...partsOf(extent), selection]))
    if (!done.ok) return showProblem(workspace, tell(done.error))
    workspace.view.update(before => ({...before, selected: id, beside: undefined, selection: undefined}))
    // The browser's own selection would hide the new part: the caret goes to its end.
    workspace.panes.article?.select({start: selection.end, end: selection.end})
  }),
  'part.remove': about(partHere, (workspace, {article, annotation, at}) => removePart(workspace, article, annotation.id, at)),
  'part.split': about(partHere, (workspace, {article, annotation}) => splitParts(workspace, article, annotation.id)),
}

/** Takes one of several parts out of an annotation and offers to take that back. */
export function removePart(workspace: Workspace, article: OpenArticle, id: string, at: number): void {
  const extent = article.highlights.get(id)
  const left = extent?.parts === undefined ? undefined : withPart(article.text, extent, at, undefined)
  if (left === undefined) return
  const done = resize(workspace, article, id, left)
  if (!done.ok) return showProblem(workspace, tell(done.error))
  workspace.panes.article?.place(partsOf(left)[Math.max(0, at - 1)] ?? left)
  offerUndo(workspace, say('Part removed.'))
}

/** Makes an annotation of each part: the first stays what it is, the others get its layer, labels and links. One step. */
export function splitParts(workspace: Workspace, article: OpenArticle, id: string): void {
  const annotation = article.set.get(id)
  const [first, ...others] = partsOf(article.highlights.get(id) ?? {start: 0, end: 0})
  if (annotation === undefined || first === undefined || others.length === 0) return
  let done: Result<unknown> = refused('')
  article.set.transact(() => {
    done = addAnnotations(workspace, article, annotation, others, annotation.origin)
    if (done.ok) done = resize(workspace, article, id, first)
  })
  if (!done.ok) return showProblem(workspace, tell(done.error))
  select(workspace, id)
  const stays = carriedFeatures(workspace.project.schema(), annotation).staying.map(({label}) => label)
  const made = say('Made {annotations, plural, one {# annotation} other {# annotations}} of it.', {annotations: others.length + 1})
  const kept = stays.length === 0 ? [] : [say('Only the first keeps: {features}.', {features: stays.join(', ')})]
  offerUndo(workspace, [made, ...kept].join(' '))
}

const showProblem = (workspace: Workspace, text: string): void => void workspace.toasts.show({text, tone: 'error', here: true})
