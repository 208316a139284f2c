import type {AnnotationId, AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleId} from '../article/article.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {RoundId} from '../round/owner.ts'
import type {Feature, Layer} from '../schema/schema.ts'
import {keyOf, layerNamed} from '../schema/schema.ts'
import type {Extent} from '../text/extent.ts'
import {itemsApart} from './clusters.ts'
import {pairsOf} from './coding.ts'
import {clusterings} from './feature-askers.ts'
import type {Answered} from './feature-coding.ts'
import {answeredOf, setLabel} from './feature-coding.ts'
import type {JudgedGroup} from './judged-groups.ts'
import {judgedGroups} from './judged-groups.ts'
import type {Judgement, Judgements} from './judgement.ts'
import type {Matching} from './mark-groups.ts'
import {answersIn} from './marks.ts'
import {nothingToCompare} from './nothing-to-compare.ts'

/** Which figure it is whose disagreements are wanted: of all, or of a part. Without a feature they are about where something stands, whatever is said there. */
export type Cell = {
  readonly layer: string
  readonly feature?: string
  readonly first?: AnnotatorId
  readonly second?: AnnotatorId
  readonly without?: AnnotatorId
  readonly article?: ArticleId
  readonly round?: RoundId
  /** Where some gave this label and others did not. */
  readonly label?: string
  /** A cell of a confusion matrix: what one gave the first of, and the other the second; both the same is where they agree. */
  readonly given?: readonly [string, string]
}

/** What one annotator said, as it is shown and found again. */
export type SaidThere = {
  readonly annotator: AnnotatorId
  readonly annotation: AnnotationId
  readonly extent?: Extent
  /** Of a relation both ends, with an arrow between. */
  readonly words: string
  readonly labels: readonly string[]
}

/** Something that annotators of one article do not say alike. `readers`: who is compared there; of whom nothing stands in `said`, she did not mark it. */
export type Disagreement = {
  readonly layer: string
  readonly feature?: string
  readonly article: ArticleId
  readonly title: string
  readonly round: RoundId
  /** Of stances: towards what. */
  readonly target?: string
  readonly readers: readonly AnnotatorId[]
  readonly said: readonly SaidThere[]
}

/** Disagreements of one answer: beyond, nobody reads them. */
const MOST = 100_000

/** What stands behind a figure, in the order of articles and of places in them. Yields the part that is done. */
export function* disagreementsBehind(judgements: Judgements, matching: Matching, cell: Cell): Generator<number, Result<readonly Disagreement[]>> {
  const layer = layerNamed(judgements.schema, cell.layer)
  const feature = layer?.features.find(({name}) => name === cell.feature)
  if (layer === undefined || (cell.feature !== undefined && feature === undefined))
    return refused(message('The schema has no layer or no feature that is called so. Ask for the figures again.'))
  const nothing = nothingToCompare(judgements)
  if (nothing !== undefined) return refused(nothing)
  // Mentions that are put together stand in several articles.
  const isAlone = cell.article !== undefined && feature?.kind !== 'reference'
  const texts = isAlone ? judgements.texts.filter(({article}) => article === cell.article) : judgements.texts
  const groups = yield* judgedGroups(judgements.schema, texts, layer, matching)
  if (!groups.ok) return groups
  const found = disagreementsIn(judgements, layer, groups.value, cell)
  return found.length > MOST
    ? refused(message('These are more than {most, number} disagreements. Choose an article, a pair or a label.', {most: MOST}))
    : ok(found)
}

function disagreementsIn(judgements: Judgements, layer: Layer, groups: readonly JudgedGroup[], cell: Cell): readonly Disagreement[] {
  const feature = cell.feature === undefined ? undefined : layer.features.find(({name}) => name === cell.feature)
  const own = groups.filter(({text}) => (cell.article ?? text.article) === text.article && (cell.round ?? text.round) === text.round)
  const isAsked = (annotator: AnnotatorId): boolean =>
    annotator !== cell.without && (cell.first === undefined || annotator === cell.first || annotator === cell.second)
  if (feature === undefined) return ofPlaces(layer, own, isAsked)
  if (feature.kind === 'reference') return ofClusters(judgements, layer, groups, feature, cell, isAsked)
  return answeredOf(own, feature).flatMap(answered => {
    const answers = new Map([...answered.answers].filter(([annotator]) => isAsked(annotator)))
    return isBehind(answers, cell) ? [ofAnswers(layer, feature, {...answered, answers})] : []
  })
}

function isBehind(answers: Answered['answers'], {label, given, first, second}: Cell): boolean {
  if (answers.size < 2) return false
  if (label !== undefined) return new Set([...answers.values()].map(own => own.includes(label))).size > 1
  const labels = new Map([...answers].map(([annotator, own]) => [annotator, setLabel(own)]))
  if (given === undefined) return new Set(labels.values()).size > 1
  const [a, b] = given
  if (first !== undefined && second !== undefined) return labels.get(first) === a && labels.get(second) === b
  const all = [...labels.values()]
  return a === b ? all.filter(each => each === a).length > 1 : all.includes(a) && all.includes(b)
}

function ofAnswers(layer: Layer, feature: Feature, {group, target, answers}: Answered): Disagreement {
  return {
    ...placeOf(layer, group),
    feature: feature.name,
    ...(target !== undefined && {target}),
    readers: [...answers.keys()],
    said: [...answers].flatMap(([annotator, labels]) => saidBy(group, annotator, () => labels).slice(0, 1)),
  }
}

const placeOf = ({name}: Layer, {text: {article, title, round}}: JudgedGroup): Pick<Disagreement, 'layer' | 'article' | 'title' | 'round'> => ({
  layer: name,
  article,
  title,
  round,
})

function saidBy({text, members}: JudgedGroup, annotator: AnnotatorId, labels: (said: Judgement) => readonly string[]): readonly SaidThere[] {
  const all = text.readers.get(annotator) ?? []
  return (members.get(annotator) ?? []).map(said => ({
    annotator,
    annotation: said.id,
    ...(said.extent !== undefined && {extent: said.extent}),
    words: said.from === undefined ? (said.quote ?? '') : `${quoteOf(all, said.from)} → ${quoteOf(all, said.to)}`,
    labels: labels(said),
  }))
}

const quoteOf = (all: readonly Judgement[], id: AnnotationId | undefined): string => all.find(each => each.id === id)?.quote ?? '…'

/** What not all who read the text have. What lies over each other is told as one, as it is often the same with other ends. */
function ofPlaces(layer: Layer, groups: readonly JudgedGroup[], isAsked: (annotator: AnnotatorId) => boolean): readonly Disagreement[] {
  const found: (Omit<Disagreement, 'said'> & {readonly said: SaidThere[]; end: number})[] = []
  for (const group of groups) {
    const readers = [...group.text.readers.keys()].filter(isAsked)
    const members = [...group.members.keys()].filter(isAsked)
    if (members.length === 0 || readers.length < 2 || members.length === readers.length) continue
    const said = members.flatMap(annotator => saidBy(group, annotator, everythingIn(layer)))
    const [start, end] = [Math.min(...said.map(({extent}) => extent?.start ?? 0)), Math.max(...said.map(({extent}) => extent?.end ?? 0))]
    const last = found.at(-1)
    if (last !== undefined && last.article === group.text.article && last.round === group.text.round && start < last.end) {
      last.said.push(...said)
      last.end = Math.max(last.end, end)
    } else found.push({...placeOf(layer, group), readers, said, end})
  }
  return found.map(({end: _, ...each}) => each)
}

const everythingIn =
  ({features}: Layer) =>
  ({answers}: Judgement): readonly string[] =>
    features.flatMap(feature => answers[keyOf(feature)] ?? [])

/** Mentions that one puts together with others than another does. */
function ofClusters(
  judgements: Judgements,
  layer: Layer,
  groups: readonly JudgedGroup[],
  feature: Feature,
  cell: Cell,
  isAsked: (annotator: AnnotatorId) => boolean,
): readonly Disagreement[] {
  const key = keyOf(feature)
  const annotators = judgements.annotators.filter(({id}) => isAsked(id))
  const put = clusterings(annotators, groups, feature)
  const differing = new Set<string>()
  for (const [a, b] of pairsOf(annotators.length)) {
    const [first, second] = [put.get(annotators[a]?.id ?? ''), put.get(annotators[b]?.id ?? '')]
    if (first !== undefined && second !== undefined) for (const item of itemsApart(first, second)) differing.add(item)
  }
  const shown = (label: string): string => judgements.names.get(label) ?? label
  return groups.flatMap((group, at) => {
    const {text} = group
    if (!differing.has(`${at}`) || (cell.article ?? text.article) !== text.article || (cell.round ?? text.round) !== text.round) return []
    const members = [...group.members.keys()].filter(isAsked)
    const said = members.flatMap(annotator => saidBy(group, annotator, each => answersIn([each], key).map(shown)))
    return [{...placeOf(layer, group), feature: feature.name, readers: members, said}]
  })
}
