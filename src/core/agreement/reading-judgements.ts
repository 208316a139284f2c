import type {Annotation, AnnotatorId, FeatureValue, Target} from '../annotation/annotation.ts'
import {isLabels, isReference, stancesOf} from '../annotation/annotation.ts'
import type {ArticleId} from '../article/article.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {Annotator, SnapshotRegistry, SnapshotSet, SnapshotWorklist} from '../dataset/project-snapshot.ts'
import {distinctNames} from '../person/distinct-names.ts'
import type {Topic} from '../registry/registry.ts'
import {isAnnotatorIn, workRoundOf} from '../round/blindness.ts'
import type {Owner, RoundId} from '../round/owner.ts'
import {workOf} from '../round/owner.ts'
import type {Round} from '../round/round.ts'
import type {Finish} from '../round/worklist.ts'
import {finishedIn, standingOf} from '../round/worklist.ts'
import type {Feature, Schema} from '../schema/schema.ts'
import {keyOf, layerNamed, STANCES} from '../schema/schema.ts'
import type {Extent} from '../text/extent.ts'
import {wordsOf} from '../text/segmentation.ts'
import type {JudgedText, Judgement, Judgements} from './judgement.ts'

/** What judgements are read with, beside the sets. */
export type JudgedProject = {
  readonly schema: Schema
  readonly people: readonly Annotator[]
  readonly topics: readonly Topic[]
  readonly registries: readonly SnapshotRegistry[]
  /** The rounds that are compared, and no others. */
  readonly rounds: readonly Round[]
  readonly worklists: readonly Pick<SnapshotWorklist, 'round' | 'annotator' | 'finished'>[]
  /** Whether an article in which she said something counts as read to the end although she has not said so. */
  readonly takesUnfinished?: boolean
  readonly withTokens?: boolean
}

/** Reads article by article, so that no more of a project is in memory than can be compared. */
export interface ReadingJudgements {
  /** The next article, and all sets of it, in any order. `isHere`: whether what was finished has come, where some of it may still be on its way. */
  article(entry: {readonly id: ArticleId; readonly title: string}, text: string, sets: readonly SnapshotSet[], isHere?: (finish: Finish) => boolean): void
  /** All that was read. */
  judgements(): Judgements
}

export function readingJudgements(project: JudgedProject): ReadingJudgements {
  const {schema, people, rounds} = project
  const finished = finishedWork(project)
  const judgementOf = judgementReader(schema)
  const target = targetNames(project)
  const scopes = new Map(rounds.map(({id, articles}) => [id, articles && new Set(articles)]))
  const texts: JudgedText[] = []
  const seen = new Set<AnnotatorId>()
  let [unfinished, late, absent] = [0, 0, 0]

  /** `undefined` where the set is not compared. */
  const judged = (set: SnapshotSet, reader: AnnotatorId, isFinished: boolean): readonly Judgement[] | undefined => {
    const standing = set.annotations.filter(({id, removed}) => removed === undefined && set.late?.annotations.has(id) !== true)
    late += set.late?.annotations.size ?? 0
    const isRead =
      isFinished ||
      set.readMarks.some(({by}) => by === reader && set.late?.readMarks.has(by) !== true) ||
      (project.takesUnfinished === true && standing.length > 0)
    if (!isRead && standing.length > 0) unfinished++
    return isRead ? standing.map(each => judgementOf(each, at => target(set.owner, at))) : undefined
  }

  return {
    article: ({id, title}, text, sets, isHere = () => true) => {
      const tokens = project.withTokens === true ? [...wordsOf(text)] : []
      for (const round of rounds) {
        if (scopes.get(round.id)?.has(id) === false) continue
        const readers = new Map<AnnotatorId, Judgement[]>()
        const away = new Set<AnnotatorId>()
        for (const {annotator, finish} of finished(round.id, id)) {
          if (!isAnnotatorIn(round, annotator)) continue
          if (isHere(finish)) readers.set(annotator, [])
          else away.add(annotator)
        }
        const complete = new Set(readers.keys())
        absent += [...away].filter(annotator => !complete.has(annotator)).length
        for (const set of sets) {
          const work = workOf(set.owner)
          if (work === undefined || work.round !== workRoundOf(round) || !isAnnotatorIn(round, work.annotator)) continue
          if (away.has(work.annotator) && !complete.has(work.annotator)) continue
          const own = judged(set, work.annotator, complete.has(work.annotator))
          // Who was two persons has two sets.
          if (own !== undefined) readers.set(work.annotator, [...(readers.get(work.annotator) ?? []), ...own])
        }
        for (const annotator of readers.keys()) seen.add(annotator)
        const inOrder = new Map([...readers].sort(([a], [b]) => inCodeUnits(a, b)))
        if (readers.size > 0) texts.push({article: id, title, round: round.id, length: text.length, tokens, readers: inOrder})
      }
    },
    judgements: () => {
      const names = distinctNames([...seen].sort(inCodeUnits).map(id => ({id, name: people.find(each => each.id === id)?.name ?? id})))
      return {
        schema,
        annotators: [...names].map(([id, name]) => ({id, name})).sort((a, b) => inCodeUnits(a.id, b.id)),
        rounds: rounds.map(({id, name}) => ({id, name})),
        texts,
        names: referenceNames(project),
        leftOut: {unfinished, late, absent},
      }
    },
  }
}

type Finished = {readonly annotator: AnnotatorId; readonly finish: Finish}

/** Who has finished an article in a round, and did not take it back. */
function finishedWork({worklists}: JudgedProject): (round: RoundId, article: ArticleId) => readonly Finished[] {
  const work = new Map<string, Finished[]>()
  for (const {round, annotator, finished} of worklists)
    for (const article of finishedIn(finished))
      for (const finish of standingOf(finished, article)) {
        const key = JSON.stringify([round, article])
        work.set(key, [...(work.get(key) ?? []), {annotator, finish}])
      }
  return (round, article) => work.get(JSON.stringify([round, article])) ?? []
}

type Answers = (annotation: Annotation) => {readonly answers: Judgement['answers']; readonly withStances: boolean}

/** Only features that count for agreement are read, and of these no text: two people never write the same. */
function answerReader(schema: Schema): Answers {
  const byLayer = new Map<string, readonly string[]>()
  const countingIn = (layer: string): readonly string[] => {
    const known = byLayer.get(layer) ?? (layerNamed(schema, layer)?.features ?? []).filter(isCompared).map(keyOf)
    byLayer.set(layer, known)
    return known
  }
  return annotation => {
    const counting = countingIn(annotation.layer)
    const answers: Record<string, readonly string[]> = {}
    for (const name of counting) {
      const labels = name === STANCES ? [] : labelsOf(annotation.features[name])
      if (labels.length > 0) answers[name] = labels
    }
    return {answers, withStances: counting.includes(STANCES)}
  }
}

export const isCompared = ({kind, countsForAgreement}: Feature): boolean => kind !== 'text' && countsForAgreement !== false

function labelsOf(value: FeatureValue | undefined): readonly string[] {
  if (value === undefined || value === '') return []
  if (isLabels(value)) return value
  if (isReference(value)) return ['id' in value ? `${value.kind}:${value.id}` : value.kind]
  return typeof value === 'object' ? [] : [`${value}`]
}

/** Reads what of an annotation is compared. `target`: what a stance is towards, called alike by all who mean the same. */
export function judgementReader(schema: Schema): (annotation: Annotation, target: (at: Target) => string) => Judgement {
  const answersOf = answerReader(schema)
  return (annotation, target) => {
    const {id, layer, selector, from, to} = annotation
    const {answers, withStances} = answersOf(annotation)
    return {
      id,
      layer,
      ...(selector !== undefined && {extent: extentIn(selector), quote: selector.quote}),
      ...(from !== undefined && {from, to}),
      answers,
      stances: withStances ? stancesOf(annotation).map(stance => ({target: target(stance.target), value: stance.value})) : [],
    }
  }
}

const extentIn = ({start, end, parts}: Extent): Extent => (parts === undefined ? {start, end} : {start, end, parts})

function referenceNames({registries}: JudgedProject): ReadonlyMap<string, string> {
  const entities = registries.flatMap(each => each.entities.map(({id, name}) => [`entity:${id}`, name] as const))
  const claims = registries.flatMap(each => each.claims.map(({id, text}) => [`claim:${id}`, text] as const))
  return new Map([...entities, ...claims])
}

/** What a stance is towards, named as in the registry of whose the set is, or else of the team. */
function targetNames({registries, topics}: JudgedProject): (owner: Owner, target: Target) => string {
  const named = new Map<string, string>()
  for (const {owner, entities, claims} of registries) {
    for (const {id, name, type} of entities) named.set(JSON.stringify([owner, 'entity', id]), `entity:${type}:${name.trim().toLowerCase()}`)
    for (const {id, text} of claims) named.set(JSON.stringify([owner, 'claim', id]), `claim:${text.trim().toLowerCase()}`)
  }
  const topicNames = new Map(topics.map(({id, name}) => [id, name]))
  return (owner, {kind, id}) => {
    if (kind === 'topic') return `topic:${topicNames.get(id) ?? id}`
    return named.get(JSON.stringify([owner, kind, id])) ?? named.get(JSON.stringify(['team', kind, id])) ?? `${kind}:${id}`
  }
}
