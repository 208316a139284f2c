import type {Annotation} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Owner} from '../../core/round/owner.ts'
import type {Furniture} from '../../core/article/page-furniture.ts'
import {pageFurniture} from '../../core/article/page-furniture.ts'
import type {Anchoring} from '../../core/annotation/selector.ts'
import {anchorsIn} from '../../core/annotation/selector.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'
import type {OpenDocument} from '../../sync/hub-connection.ts'
import type {HighlightIndex} from '../article/highlight-index.ts'
import {highlightIndex} from '../article/highlight-index.ts'
import {inListOrder} from './list-order.ts'
import {say} from '../ui/say.ts'

/** An annotation as this text shows it: at its place, or with the reason why it has none. One that marks no words has no anchoring. */
export type ListedAnnotation = {readonly annotation: Annotation; readonly anchoring: Anchoring | undefined}

/** An article on screen: its text, its annotation set, and the highlights that follow the set. */
export interface OpenArticle {
  readonly id: ArticleId
  /** In whose set it is open. */
  readonly owner: Owner
  readonly text: string
  readonly set: AnnotationSet
  readonly document: OpenDocument
  readonly highlights: HighlightIndex
  readonly furniture: readonly Furniture[]
  /** Nothing in it is changed here: the hub takes nothing of this person, or she has finished it. */
  readOnly(): boolean
  /** Annotations that are not removed, in the order of the list; the same array until something changes. */
  listed(): readonly ListedAnnotation[]
  /** Those that are removed, the latest first; the same array until something changes. */
  removed(): readonly ListedAnnotation[]
  /** Paints all again, after what decides about looks (the current target) has changed. */
  repaint(): void
}

type Lists = {readonly listed: readonly ListedAnnotation[]; readonly removed: readonly ListedAnnotation[]}

/** Nothing for an annotation that is not painted. */
export type Paint = (annotation: Annotation) => {readonly look: string; readonly label: string} | undefined

export function openArticle(given: {
  id: ArticleId
  owner: Owner
  title: string
  text: string
  set: AnnotationSet
  document: OpenDocument
  /** Whether this person has finished it, in a round. */
  isFinished: () => boolean
  paint: Paint
}): OpenArticle {
  const {text, set, paint} = given
  const highlights = highlightIndex(text)
  const anchored = anchorsIn(text)
  let known: (Lists & {readonly of: readonly Annotation[]}) | undefined

  const lists = (): Lists => {
    const all = set.all()
    if (known?.of !== all) {
      const anchor = (annotation: Annotation): ListedAnnotation => ({annotation, anchoring: annotation.selector && anchored(annotation.selector)})
      const listed = all.filter(annotation => annotation.removed === undefined).map(anchor)
      const removed = all.filter(annotation => annotation.removed !== undefined).map(anchor)
      known = {
        of: all,
        listed: inListOrder(listed, set.get),
        removed: removed.sort((a, b) => (b.annotation.removed?.at ?? 0) - (a.annotation.removed?.at ?? 0)),
      }
    }
    return known
  }
  const highlightOf = (annotation: Annotation) => {
    const found = annotation.removed === undefined && annotation.selector !== undefined ? anchored(annotation.selector) : undefined
    const painted = found === undefined || found.state === 'orphan' ? undefined : paint(annotation)
    if (painted === undefined || found === undefined || found.state === 'orphan') return undefined
    const {parts} = found.span
    return {
      id: annotation.id,
      ...found.span,
      ...painted,
      ...(parts !== undefined && {label: say('{label}, in {parts, plural, one {# part} other {# parts}}', {label: painted.label, parts: parts.length})}),
    }
  }
  const repaint = (): void =>
    highlights.set(
      set
        .all()
        .map(highlightOf)
        .filter(each => each !== undefined),
    )

  set.observe(({annotations}) => {
    for (const id of annotations) {
      const annotation = set.get(id)
      const highlight = annotation === undefined ? undefined : highlightOf(annotation)
      if (highlight === undefined) highlights.delete(id)
      else highlights.put(highlight)
    }
  })
  repaint()

  return {
    id: given.id,
    owner: given.owner,
    text,
    set,
    document: given.document,
    highlights,
    furniture: pageFurniture(text, given.title),
    readOnly: () => given.document.readOnly() || given.isFinished(),
    listed: () => lists().listed,
    removed: () => lists().removed,
    repaint,
  }
}
