import type {Annotation, AnnotationId, FeatureValue, Holder, SpanAnnotation, Stance, Target} from '../../core/annotation/annotation.ts'
import {isLabels, stancesOf} from '../../core/annotation/annotation.ts'
import {attributedHolder, attributionOf, followingStances} from '../../core/annotation/attribution.ts'
import {carriedFeatures, valuesOf} from '../../core/annotation/carried-features.ts'
import {relationsAt} from '../../core/annotation/relation.ts'
import {isClaimMention} from '../../core/schema/claim-layers.ts'
import {newAnnotation} from '../../core/annotation/new-annotation.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {selectorOf} from '../../core/annotation/selector.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Extent} from '../../core/text/extent.ts'
import {sameExtent} from '../../core/text/extent.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {takeBackNoClaim} from './read-mark.ts'
import {sameTarget} from '../state/look.ts'
import {resolveIn} from '../state/names.ts'
import {choosing} from '../state/reading.ts'
import {offerUndo} from './replay.ts'
import {isFocusIn} from '../ui/focus-in.ts'
import {say} from '../ui/say.ts'

/** Makes an annotation from a span of the article on screen and selects it. */
export function addAnnotation(
  workspace: Workspace,
  article: OpenArticle,
  layer: string,
  span: Extent,
  features: Annotation['features'] = {},
): Result<SpanAnnotation> {
  const {by, at} = workspace.act()
  const schema = workspace.project.schema()
  const made = newAnnotation({layer, span, features}, article.text, schema, by, {id: workspace.newId(), at})
  if (!made.ok) return made
  const twin = twinOf(article, made.value)
  article.set.transact(() => {
    article.set.add([made.value])
    if (isClaimMention(schema, made.value)) takeBackNoClaim(workspace, article)
  })
  if (twin !== undefined) workspace.toasts.show({text: twinWords(workspace, twin), subject: 'twin', here: true})
  workspace.view.update(before => choosing(before, made.value.id))
  // The browser's own selection would hide the new highlight: the caret goes to its end.
  workspace.panes.article?.select({start: span.end, end: span.end})
  return made
}

/** What stands on the very same words in the same layer already. */
const twinOf = (article: OpenArticle, {layer, selector}: SpanAnnotation): Annotation | undefined =>
  article.listed().find(({annotation: other}) => other.layer === layer && other.selector !== undefined && sameExtent(other.selector, selector))?.annotation

function twinWords(workspace: Workspace, {layer, by}: Annotation): string {
  const what = layerNamed(workspace.project.schema(), layer)?.label ?? layer
  if (by === workspace.act().by) return say('These words were marked as {layer} by you already. Now there are two; Undo takes yours back.', {layer: what})
  const who = workspace.project.people.get(by)?.name ?? say('a colleague')
  return say('These words were marked as {layer} by {who} already. Now there are two; Undo takes yours back.', {layer: what, who})
}

/**
 * Gives other spans the layer, labels and links of an annotation of this article or another, as one step and in this person's name; no
 * text. All or none. `tookNoClaim`: that took her “Read, no claim here” back.
 */
export function addAnnotations(
  workspace: Workspace,
  article: OpenArticle,
  like: Annotation,
  spans: readonly Extent[],
  origin: Annotation['origin'] = 'propagated',
): Result<{readonly tookNoClaim: boolean}> {
  const {by, at} = workspace.act()
  const schema = workspace.project.schema()
  const carried = valuesOf(like.features, carriedFeatures(schema, like, article.set.get(like.id) === undefined ? 'elsewhere' : 'here').carried)
  const made: Annotation[] = []
  for (const span of spans) {
    const stances = stancesOf({...like, features: carried}).map(stance => ({...stance, id: workspace.newId(), by, at}))
    const features = stances.length === 0 ? carried : {...carried, stances}
    const draft = {layer: like.layer, span, features, origin}
    const one = newAnnotation(draft, article.text, schema, by, {id: workspace.newId(), at})
    if (!one.ok) return one
    made.push(one.value)
  }
  let tookNoClaim = false
  article.set.transact(() => {
    article.set.add(made)
    tookNoClaim = made.some(one => isClaimMention(schema, one)) && takeBackNoClaim(workspace, article)
  })
  return ok({tookNoClaim})
}

/** Sets or clears a feature. Where it says to whom something is attributed, this person's stances go with it. */
export function setFeature(
  workspace: Workspace,
  article: OpenArticle,
  id: AnnotationId,
  name: string,
  value: Exclude<FeatureValue, readonly Stance[]> | undefined,
): void {
  const act = workspace.act()
  const schema = workspace.project.schema()
  const {set} = article
  const before = set.get(id)
  if (before === undefined) return
  const {[name]: _old, ...others} = before.features
  const after: Annotation = {...before, features: value === undefined || (isLabels(value) && value.length === 0) ? others : {...others, [name]: value}}
  const lookAfter = (other: AnnotationId): Annotation | undefined => (other === id ? after : set.get(other))
  set.transact(() => {
    set.setFeature(id, name, value, act)
    for (const annotation of [before, ...attributedTo(schema, set.all(), id)]) {
      const now = annotation === before ? after : annotation
      for (const stance of followingStances({schema, before: annotation, after: now, lookBefore: set.get, lookAfter, by: act.by}))
        set.putStance(annotation.id, stance, act)
    }
  })
}

const attributedTo = (schema: Schema, annotations: readonly Annotation[], mention: AnnotationId): readonly Annotation[] =>
  annotations.filter(annotation => {
    const source = attributionOf(schema, annotation)
    return source?.kind === 'mention' && source.id === mention && annotation.id !== mention && annotation.removed === undefined
  })

/** Who a new stance belongs to. */
export const defaultHolder = (workspace: Workspace, article: OpenArticle, annotation: Annotation): Holder =>
  attributedHolder(workspace.project.schema(), annotation, article.set.get)

/** Gives this person's stance towards a target; the same value again takes it back, another one replaces it. Others' stances stay. */
export function toggleStance(workspace: Workspace, article: OpenArticle, annotation: Annotation, target: Target, value: string): void {
  const act = workspace.act()
  const resolve = resolveIn(workspace.project, workspace.registry)
  const mine = stancesOf(annotation).find(stance => stance.by === act.by && sameTarget(stance.target, target, resolve))
  if (mine?.value === value) article.set.removeStance(annotation.id, mine.id, act)
  else
    article.set.putStance(
      annotation.id,
      {...act, id: mine?.id ?? workspace.newId(), holder: mine?.holder ?? defaultHolder(workspace, article, annotation), target, value},
      act,
    )
}

export function putStance(workspace: Workspace, article: OpenArticle, id: AnnotationId, stance: Omit<Stance, 'by' | 'at'> & {readonly by?: string}): void {
  const act = workspace.act()
  article.set.putStance(id, {...stance, ...act}, act)
}

export function resize(workspace: Workspace, article: OpenArticle, id: AnnotationId, extent: Extent): Result<null> {
  const annotation = article.set.get(id)
  if (annotation?.selector === undefined) return refused(say('This annotation is not there any more.'))
  if (sameExtent(extent, annotation.selector)) return ok(null)
  const selector = selectorOf(article.text, extent)
  if (!selector.ok) return selector
  article.set.resize(id, selector.value, workspace.act())
  return ok(null)
}

/** Marks an annotation as removed and offers to take that back. The neighbour in the list is selected next. */
export function removeAnnotation(workspace: Workspace, article: OpenArticle, id: AnnotationId): void {
  const list = article.listed()
  const index = list.findIndex(each => each.annotation.id === id)
  const going = new Set(relationsAt(article.set.all(), [id]).map(relation => relation.id))
  const stays = ({annotation}: (typeof list)[number]): boolean => !going.has(annotation.id)
  const next = list.slice(index + 1).find(stays) ?? list.slice(0, Math.max(0, index)).findLast(stays)
  article.set.remove([id], workspace.act())
  workspace.view.update(before => ({...before, selected: next?.annotation.id}))
  // The list that had the focus is gone then; and a handle belongs to what went.
  if (next === undefined || isFocusIn('[role=slider]')) workspace.panes.article?.focus()
  offerUndo(
    workspace,
    going.size === 0
      ? say('Annotation removed.')
      : say('Annotation removed, and {relations, plural, one {# relation} other {# relations}} with it.', {relations: going.size}),
  )
}
