import {codePointIndex} from '../text/code-points.ts'
import type {JsonFile} from '../json/json-file.ts'
import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {CheckedText} from './check-dataset.ts'
import {checkArticle, checkHead, checkSet, knownIn} from './check-dataset.ts'
import {finishProblems, withUnsealed} from './check-finishes.ts'
import {checkRounds} from './check-rounds.ts'
import type {DatasetDocument} from './dataset-document.ts'
import {rankOf} from './dataset-lists.ts'
import type {ProblemList} from './problem-list.ts'
import {problemList} from './problem-list.ts'
import type {Owner} from '../round/owner.ts'
import {ownerOf} from '../round/owner.ts'
import type {ProjectSnapshot, SealedFinish, SnapshotArticle, SnapshotSet} from './project-snapshot.ts'
import {snapshotAnnotation, snapshotArticle, snapshotReadMark, snapshotRegistries} from './read-dataset.ts'
import type {SaidEntries} from './said-entries.ts'
import {readAgain, readSet} from './said-entries.ts'
import {openRound} from './round-entries.ts'
import type {SealReport, Seals} from './seals.ts'
import {snapshotVersion} from './version-entries.ts'
import {seals} from './seals.ts'
import {snapshotWorklist} from './worklist-entries.ts'
import type {Survey} from './survey.ts'
import {surveyDataset} from './survey.ts'

/** A dataset in which nothing is wrong. */
export interface SoundDataset {
  readonly head: Omit<ProjectSnapshot, 'articles' | 'sets'>
  readonly counts: {readonly articles: number; readonly annotations: number}
  /** Whether what was finished in rounds is what was sealed then. It is told, and stands in the way of nothing. */
  readonly seals: SealReport
  /** Whoever says anything in it, or has finished something. */
  owners(): ReadonlySet<Owner>
  articles(): Generator<SnapshotArticle, void, undefined>
  /** What is said about the articles, by one owner after the other. Reads the file once more, with no more of it in memory than one set; between them come the bytes gone through since. */
  sets(): Generator<SnapshotSet | number, void, undefined>
}

/** How often a dataset is gone through: looked through, read, checked, and, where it is taken, read again. */
export const PASSES = {checked: 3, taken: 4} as const

/** Reads a dataset that was looked through, all of it or nothing. The problems each name their place in the file and what to do. Yields the bytes gone through since. */
export function* readDataset(file: JsonFile): Generator<number, Result<SoundDataset, readonly Sentence[]>, undefined> {
  const surveyed = yield* surveyDataset(file)
  if (!surveyed.ok) return surveyed
  const survey = surveyed.value
  const problems = problemList()
  const worklists = survey.head.worklists.map(snapshotWorklist)
  const nameOf = {
    round: (id: string) => survey.head.rounds.find(round => round.id === id)?.name ?? id,
    annotator: (id: string) => survey.head.annotators.find(person => person.id === id)?.name ?? id,
  }
  const sealed = seals(worklists, nameOf)
  yield* checkParts(file, survey, sealed, problems)
  yield* checkIds(file, survey, problems)
  if (!problems.isEmpty) return refused(problems.sentences())
  const {name, schema, annotators, topics, rounds, versions} = survey.head
  return ok({
    head: {
      name,
      schema,
      ...(versions.length > 0 && {versions: versions.map(each => snapshotVersion(each, schema))}),
      annotators,
      ...(rounds.length > 0 && {rounds: rounds.map(openRound)}),
      ...(worklists.length > 0 && {worklists: withUnsealed(worklists, rounds)}),
      topics: topics.map(topic => ({...topic, at: Date.parse(topic.at)})),
      registries: snapshotRegistries(survey.head),
    },
    seals: {...sealed.report(), odd: [...finishProblems(survey.head, worklists, survey.articles, nameOf)]},
    counts: {articles: survey.articles.length, annotations: file.fields.get('annotations')?.list?.from.length ?? 0},
    owners: () => {
      const said = [...survey.groups.sets().values()].flatMap(sets => sets.map(({owner}) => owner))
      return new Set([...said, ...worklists.map(({annotator, round}) => ownerOf(annotator, round))])
    },
    *articles() {
      for (const index of survey.articles.keys()) yield snapshotArticle(readArticle(file, index))
    },
    sets: () => setsOf(file, survey, sealed),
  })
}

function* checkParts(file: JsonFile, {head, articles, groups}: Survey, sealed: Seals, problems: ProblemList): Generator<number, void, undefined> {
  const known = knownIn(head)
  checkHead(head, articles, known, problems)
  checkRounds(head, articles, groups, problems)
  const left = new Map(groups.sets())
  const checked = function* (id: string, text: CheckedText | undefined): Generator<number, void, undefined> {
    for (const place of left.get(id) ?? []) {
      const said = yield* readSet(file, groups, place)
      for (const _rest of checkSet(said, text, known, problems)) yield 0
      if (text !== undefined && sealed.of(id, place.owner).length > 0) sealed.compare({article: id, ...saidIn(said, converting(text))}, place.owner)
    }
    for (const owner of unsaid(sealed.owners(id), left.get(id))) sealed.compare({article: id, annotations: [], readMarks: []}, owner)
    left.delete(id)
  }
  for (const [index, id] of articles.entries()) {
    const article = readArticle(file, index)
    checkArticle(article, index, problems)
    yield* checked(id, {text: article.text, index: head.offsets === 'codepoint' ? codePointIndex(article.text) : undefined})
    yield sizeOf(file, index)
  }
  for (const id of [...left.keys()]) yield* checked(id, undefined)
}

const converting =
  ({index}: CheckedText) =>
  (offset: number): number =>
    index?.toUtf16(offset) ?? offset

/** What one owner says of an article, as plain values. */
const saidIn = (said: SaidEntries, convert: (offset: number) => number): Pick<SnapshotSet, 'annotations' | 'readMarks'> => ({
  annotations: [...said.annotations, ...said.removedAnnotations].map(({entry}) => snapshotAnnotation(entry, convert)),
  readMarks: said.readMarks.map(({entry}) => snapshotReadMark(entry)),
})

function lateIn({annotations, removedAnnotations, readMarks}: SaidEntries): Pick<SnapshotSet, 'late'> {
  const late = {
    annotations: new Set([...annotations, ...removedAnnotations].flatMap(({entry}) => (entry.late === true ? [entry.id] : []))),
    readMarks: new Set(readMarks.flatMap(({entry}) => (entry.late === true ? [entry.by] : []))),
  }
  return late.annotations.size + late.readMarks.size === 0 ? {} : {late}
}

/** Those who finished an article and said nothing of it, which is sealed too. */
function unsaid(finished: readonly Owner[], sets: readonly {readonly owner: Owner}[] = []): readonly Owner[] {
  const said = new Set(sets.map(({owner}) => owner))
  return finished.filter(owner => !said.has(owner))
}

function* setsOf(file: JsonFile, {head, articles, groups}: Survey, sealed: Seals): Generator<SnapshotSet | number, void, undefined> {
  const sets = groups.sets()
  for (const [index, article] of articles.entries()) {
    const convert = head.offsets === 'codepoint' ? codePointIndex(readArticle(file, index).text).toUtf16 : (offset: number): number => offset
    yield sizeOf(file, index)
    for (const place of sets.get(article) ?? []) {
      const said = yield* readSet(file, groups, place)
      yield {article, owner: place.owner, ...saidIn(said, convert), ...lateIn(said), ...noncesOf(sealed.of(article, place.owner))}
    }
    for (const owner of unsaid(sealed.owners(article), sets.get(article)))
      yield {article, owner, annotations: [], readMarks: [], ...noncesOf(sealed.of(article, owner))}
  }
}

const noncesOf = (finishes: readonly SealedFinish[]): Pick<SnapshotSet, 'nonces'> => (finishes.length === 0 ? {} : {nonces: finishes})

const readArticle = (file: JsonFile, index: number): DatasetDocument['articles'][number] =>
  readAgain(file, 'articles', index, index + 1)[0] as DatasetDocument['articles'][number]

function sizeOf(file: JsonFile, index: number): number {
  const list = file.fields.get('articles')?.list
  return list === undefined ? 0 : list.to.at(index) - list.from.at(index)
}

/** Ids of annotations that stand twice. */
function* checkIds(file: JsonFile, {prints}: Survey, problems: ProblemList): Generator<number, void, undefined> {
  const count = file.fields.get('annotations')?.list?.from.length ?? 0
  for (const alike of prints.alike()) {
    const seen = new Map<string, string>()
    for (const number of alike) {
      const [list, at] = number < count ? (['annotations', number] as const) : (['removedAnnotations', number - count] as const)
      const {id} = readAgain(file, list, at, at + 1)[0] as DatasetDocument['annotations'][number]
      const earlier = seen.get(id)
      if (earlier === undefined) seen.set(id, `${list}[${at}]`)
      else problems.add(rankOf(list), at, message('{place} is the id of {earlier} too. Give each annotation its own.', {place: `${list}[${at}].id`, earlier}))
      yield 0
    }
  }
}
