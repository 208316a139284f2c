import type {Annotation, SpanAnnotation} from '../../core/annotation/annotation.ts'
import {isSpanAnnotation} from '../../core/annotation/annotation-kind.ts'
import {authorsOf} from '../../core/annotation/co-authors.ts'
import {relationsAt} from '../../core/annotation/relation.ts'
import {entityFeature} from '../../core/schema/entity-types.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {allStanceChoices} from '../../core/schema/stance-choices.ts'
import {graphemeStep, wordStep} from '../../core/text/segmentation.ts'
import {partAt, partsOf, shareText, withPart} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import type {CommandId} from '../../ipc/commands.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import type {Command} from './command.ts'
import {about, when} from './command.ts'
import {removeAnnotation, resize} from './edit-annotations.ts'
import {toScreen} from './on-text.ts'
import {select} from './select.ts'
import {tell} from '../ui/say.ts'

type AnnotateId = Extract<CommandId, `annotate.${string}`>

/** The article on screen if this person may annotate it. */
export function editable(workspace: Workspace): OpenArticle | undefined {
  const article = workspace.current()
  return article === undefined || article.readOnly() ? undefined : article
}

export function selectedAnnotation(workspace: Workspace): Annotation | undefined {
  const {selected} = workspace.view.get()
  const annotation = selected === undefined ? undefined : workspace.current()?.set.get(selected)
  return annotation?.removed === undefined ? annotation : undefined
}

/** The selected annotation, with its article, where this person may annotate it. */
export function onSelected(workspace: Workspace): Selected | undefined {
  const article = editable(workspace)
  const annotation = selectedAnnotation(workspace)
  return article === undefined || annotation === undefined ? undefined : {article, annotation}
}

type Selected = {readonly article: OpenArticle; readonly annotation: Annotation}

/** The selected annotation, if it marks words. */
export function onSpan(workspace: Workspace): {readonly article: OpenArticle; readonly annotation: SpanAnnotation} | undefined {
  const {article, annotation} = onSelected(workspace) ?? {}
  return article !== undefined && annotation !== undefined && isSpanAnnotation(annotation) ? {article, annotation} : undefined
}

/** Of several parts, the one that the caret is in; else the first has the start, and the last the end. */
const move = (edge: 'start' | 'end', step: 1 | -1): Command =>
  about(onSpan, (workspace, {article, annotation: {id, selector}}) => {
    const parts = partsOf(selector)
    const at = partAt(selector, workspace.panes.article?.caret()) ?? (edge === 'start' ? 0 : parts.length - 1)
    const part = moved(article.text, parts[at] ?? selector, edge, step, workspace.preferences.get().snap)
    const extent = part && withPart(article.text, selector, at, part)
    if (extent === undefined) return
    const done = resize(workspace, article, id, extent)
    if (!done.ok) workspace.toasts.show({text: tell(done.error), tone: 'error', here: true})
  })

const walk = (step: 1 | -1): Command =>
  about(
    workspace => {
      const list = workspace.current()?.listed() ?? []
      const at = list.findIndex(each => each.annotation.id === workspace.view.get().selected)
      return list[at === -1 ? (step === 1 ? 0 : list.length - 1) : (at + step + list.length) % list.length]
    },
    (workspace, {annotation}) => select(workspace, annotation.id),
  )

/** The selected annotation, if it may say which entity it names. */
function linked(workspace: Workspace): Selected | undefined {
  const on = onSelected(workspace)
  return on !== undefined && linkable(workspace, on.annotation) ? on : undefined
}

export const annotateCommands: Readonly<Record<Exclude<AnnotateId, 'annotate.example'>, Command>> = {
  'annotate.target': when(
    ({project}) => allStanceChoices(project.schema()).length > 0,
    workspace => showDialog(workspace, {kind: 'target'}),
  ),
  'annotate.linkEntity': about(linked, (workspace, {annotation}) => showDialog(workspace, {kind: 'link', annotation: annotation.id})),
  'annotate.labelAll': about(onSpan, (workspace, {annotation}) => showDialog(workspace, {kind: 'labelAll', annotation: annotation.id})),
  'annotate.registry': toScreen('claims'),
  'annotate.next': walk(1),
  'annotate.previous': walk(-1),
  'annotate.cycle': about(onSpan, (workspace, {article, annotation: {id, selector}}) => {
    const here = article.highlights.inRange(selector).filter(each => shareText(each, selector))
    const next = here[(here.findIndex(each => each.id === id) + 1) % here.length]
    if (next !== undefined) select(workspace, next.id)
  }),
  'annotate.growStart': move('start', -1),
  'annotate.shrinkStart': move('start', 1),
  'annotate.shrinkEnd': move('end', -1),
  'annotate.growEnd': move('end', 1),
  'annotate.details': about(onSelected, ({panes}) => panes.focusDetails?.()),
  'annotate.sure': about(onSelected, ({panes}) => panes.focusFeature?.(HOW_SURE)),
  'annotate.remove': about(onSelected, (workspace, {article, annotation}) => {
    const going = [annotation, ...relationsAt(article.set.all(), [annotation.id])]
    const others = going.flatMap(each => [...authorsOf(each)]).some(person => person !== workspace.act().by)
    if (others) showDialog(workspace, {kind: 'remove', annotation: annotation.id})
    else removeAnnotation(workspace, article, annotation.id)
  }),
}

/** What the field is called that says how sure one is; no feature of a schema has such a name. */
export const HOW_SURE = '?'

/** Whether an annotation may say which entity it names, or speaks for. */
export const linkable = (workspace: Workspace, {layer}: Annotation): boolean => entityFeature(layerNamed(workspace.project.schema(), layer)) !== undefined

export const showDialog = (workspace: Workspace, dialog: NonNullable<ReturnType<Workspace['view']['get']>['dialog']>): void =>
  workspace.view.update(before => ({...before, dialog}))

function moved(text: string, span: Span, edge: 'start' | 'end', step: 1 | -1, snap: 'grapheme' | 'word'): Span | undefined {
  const by = snap === 'word' ? (edge === 'start' ? startOfWord : endOfWord) : graphemeStep
  const next = {start: span.start, end: span.end, [edge]: by(text, span[edge], step)}
  return next.start < next.end && next[edge] !== span[edge] ? {start: next.start, end: next.end} : undefined
}

/** A start moves to starts of words: rightwards that is over the word it stands at. */
function startOfWord(text: string, offset: number, step: 1 | -1): number {
  if (step === -1) return wordStep(text, offset, -1)
  const end = wordStep(text, wordStep(text, offset, 1), 1)
  return wordStep(text, end, -1)
}

function endOfWord(text: string, offset: number, step: 1 | -1): number {
  if (step === 1) return wordStep(text, offset, 1)
  const start = wordStep(text, wordStep(text, offset, -1), -1)
  return wordStep(text, start, 1)
}
