import {articleId, normalText} from '../article/article.ts'
import {longestMarks, MOST_MARKS} from '../text/combining-marks.ts'
import type {CodePointIndex} from '../text/code-points.ts'
import {kindProblemIn} from '../annotation/annotation-kind.ts'
import {labelProblems} from '../annotation/label-problems.ts'
import {tooMuchSaid} from '../annotation/most-said.ts'
import {labelField, UNKEPT} from '../annotation/record-key.ts'
import {COMMON_NAME, everyObjectHas, isKey} from '../json/key.ts'
import type {Selector} from '../annotation/selector.ts'
import {isImpossibleDate} from '../article/published-date.ts'
import {workOf} from '../round/owner.ts'
import type {Schema} from '../schema/schema.ts'
import {STANCES} from '../schema/schema.ts'
import {placeOf} from '../json/shape-problem.ts'
import {fits, slice} from '../text/span.ts'
import {cutsCharacter} from '../text/whole-characters.ts'
import {partsProblem} from './check-parts.ts'
import {saidProblems} from './check-said.ts'
import type {AnnotationEntry, DatasetDocument, Missing} from './dataset-document.ts'
import {rankOf} from './dataset-lists.ts'
import {entryKind, isSpanEntry} from './entry-kind.ts'
import type {Named, Names} from './missing.ts'
import {namedByAnnotation, namedByHead, namedByWorklist, names} from './missing.ts'
import type {ProblemList} from './problem-list.ts'
import {featureValue, isStanceEntries, snapshotFeatures} from './read-dataset.ts'
import type {Numbered, SaidEntries} from './said-entries.ts'
import type {SurveyedHead} from './survey.ts'

/** `index`: where the file counts code points. */
export type CheckedText = {readonly text: string; readonly index: CodePointIndex | undefined}

/** What the parts of a dataset are checked against. */
export type Known = {readonly schema: Schema; readonly names: Names}

/** What a dataset holds beside what is said about its articles. */
export function knownIn({schema, annotators, topics, entities, claims, missing}: SurveyedHead): Known {
  const known = names()
  for (const {id} of annotators) known.hold({kind: 'annotator', id})
  for (const {id} of topics) known.hold({kind: 'topic', id})
  for (const {owner, id} of entities) known.hold({kind: 'entity', owner, id})
  for (const {owner, id} of claims) known.hold({kind: 'claim', owner, id})
  for (const what of missing) known.hold(what)
  return {schema, names: known}
}

/** What is wrong with a dataset beside its articles and what is said about them. */
export function checkHead(head: SurveyedHead, articles: readonly string[], known: Known, problems: ProblemList): void {
  checkDoubled('annotators', head.annotators, ({id}) => id, problems)
  checkDoubled('topics', head.topics, ({id}) => id, problems)
  checkDoubled('entities', head.entities, ({owner, id}) => JSON.stringify([owner, id]), problems)
  checkDoubled('claims', head.claims, ({owner, id}) => JSON.stringify([owner, id]), problems)
  checkDoubled('articles', articles, id => id, problems)
  for (const named of namedByHead(head)) checkNamed(named, known, problems)
  for (const [at, list] of head.worklists.entries()) for (const named of namedByWorklist(list, ['worklists', at])) checkNamed(named, known, problems)
}

function checkDoubled<T>(
  list: 'annotators' | 'topics' | 'entities' | 'claims' | 'articles',
  elements: readonly T[],
  keyOf: (element: T) => string,
  problems: ProblemList,
): void {
  const seen = new Map<string, number>()
  for (const [index, element] of elements.entries()) {
    const key = keyOf(element)
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, index)
    else problems.add(rankOf(list), index, doubled(list, index, earlier))
  }
}

export const doubled = (list: string, index: number, earlier: number): string =>
  `${list}[${index}] is there already as ${list}[${earlier}]. Take one out or correct its id.`

export function checkArticle(
  {id, sha256, text, published, otherSources, ...details}: DatasetDocument['articles'][number],
  index: number,
  problems: ProblemList,
): void {
  const place = `articles[${index}]`
  const add = (sentence: string): void => problems.add(rankOf('articles'), index, sentence)
  for (const [at, date] of [
    ['published', published] as const,
    ...(otherSources ?? []).map((source, n) => [`otherSources[${n}].published`, source.published] as const),
  ])
    if (date !== undefined && isImpossibleDate(date)) add(`${place}.${at} is "${date}", which no calendar has. Correct it.`)
  if (longestMarks(text) > MOST_MARKS)
    add(`${place}.text has more than ${MOST_MARKS} combining marks on one letter, which no writing has. Take that article out.`)
  else if (normalText(text) !== text) add(`${place}.text is not in normal form (LF line ends, NFC, no byte order mark). Take the text as it was exported.`)
  else if (articleId(text) !== sha256) add(`${place}.sha256 is not the hash of the text, which was changed after the export. Take the text as it was exported.`)
  if (isTooMuch({...details, published}) || (otherSources ?? []).some(isTooMuch))
    add(`${place} has more details than a project can keep: ${LONGEST_TEXT} characters. Shorten them.`)
  if (id !== sha256) add(`${place}.id is not the same as its sha256. Make both the hash of the text.`)
}

/** With room for what stands beside them. */
const isTooMuch = (details: object): boolean => JSON.stringify(details).length > LONGEST_TEXT - 500

/** What is wrong with what one owner says of an article; `text` is absent where that is not among the articles. Rests now and then. */
export function* checkSet(said: SaidEntries, text: CheckedText | undefined, known: Known, problems: ProblemList): Generator<undefined, void, undefined> {
  const mentions = new Set([...said.annotations, ...said.removedAnnotations].map(({entry}) => entry.id))
  for (const list of ['annotations', 'removedAnnotations'] as const) {
    for (const [n, numbered] of said[list].entries()) {
      checkAnnotation(list, numbered, text, {...known, mentions}, problems)
      if (n % STEP === STEP - 1) yield
    }
  }
  for (const {at, entry} of said.removedAnnotations)
    checkNamed({what: {kind: 'annotator', id: entry.removedBy}, path: ['removedAnnotations', at, 'removedBy']}, known, problems)
  for (const list of ['annotations', 'removedAnnotations', 'readMarks'] as const)
    for (const {at, entry} of said[list])
      if (entry.late === true && workOf(entry.owner) === undefined)
        problems.add(rankOf(list), at, `${list}[${at}].late says that it came after its round was opened, but ${entry.owner} is in no round. Take it out.`)
  const marked = new Map<string, number>()
  for (const {at, entry} of said.readMarks) {
    if (text === undefined) problems.add(rankOf('readMarks'), at, `readMarks[${at}].article is not among the articles. Add the article or take the mark out.`)
    const earlier = marked.get(entry.by)
    if (earlier === undefined) marked.set(entry.by, at)
    else problems.add(rankOf('readMarks'), at, doubled('readMarks', at, earlier))
    checkNamed({what: {kind: 'annotator', id: entry.by}, path: ['readMarks', at, 'by']}, known, problems)
  }
}

/** Annotations between two rests. */
const STEP = 100

function checkAnnotation(
  list: 'annotations' | 'removedAnnotations',
  {at, entry}: Numbered<AnnotationEntry>,
  text: CheckedText | undefined,
  known: Known & {readonly mentions: ReadonlySet<string>},
  problems: ProblemList,
): void {
  const placeOfIt = (): string => `${list}[${at}]`
  const add = (sentence: string): void => problems.add(rankOf(list), at, sentence)
  if (text === undefined) add(`${placeOfIt()}.article is not among the articles. Add the article or take the annotation out.`)
  else {
    const problem = isSpanEntry(entry) ? spanProblem(entry, text) : undefined
    if (problem !== undefined) add(`${placeOfIt()}${problem}`)
  }
  if (entry.id.length > LONGEST_ID) add(`${placeOfIt()}.id ${TOO_LONG}`)
  else if (!isKey(entry.id)) add(`${placeOfIt()}.id ${UNSEEN}`)
  const tooMuch = tooMuchSaid([entry, ...(entry.said ?? [])].map(({features}) => ({features: snapshotFeatures(features)})))
  if (tooMuch !== undefined) add(`${placeOfIt()}: ${tooMuch}`)
  const saidKept = (entry.said ?? []).flatMap((wording, nth) => [...keptProblems(wording)].map(problem => `said[${nth}].${problem}`))
  for (const problem of new Set([...keptProblems(entry), ...saidKept, ...labelSentences(entry, known.schema), ...saidProblems(entry, known.schema)]))
    add(`${placeOfIt()}.${problem}`)
  namedByAnnotation(entry, (what, ...steps) => {
    if (what.kind !== 'mention' || !known.mentions.has(what.id)) checkNamed({what, path: [list, at, ...steps]}, known, problems)
  })
}

function spanProblem({start, end, parts, quote, prefix, suffix}: Selector, {text, index}: CheckedText): string | undefined {
  const span = index === undefined ? {start, end} : {start: index.toUtf16(start), end: index.toUtf16(end)}
  if (!fits(text, span)) return ` runs from ${start} to ${end}, which is no stretch of its article. Correct start and end.`
  if (cutsCharacter(text, span.start) || cutsCharacter(text, span.end)) return ' cuts a character in two. Correct start and end, or the unit in "offsets".'
  if (parts !== undefined) {
    const problem = partsProblem({start, end, parts, quote}, text, offset => index?.toUtf16(offset) ?? offset)
    if (problem !== undefined) return problem
  } else if (slice(text, span) !== quote)
    return `.quote is not what the article says from ${start} to ${end}. Correct the span or the quote, or the unit in "offsets".`
  if (!text.slice(0, span.start).endsWith(prefix)) return '.prefix is not what the article says before the span. Correct it.'
  return text.startsWith(suffix, span.end) ? undefined : '.suffix is not what the article says after the span. Correct it.'
}

/**
 * Whether an annotation says what no dataset with this schema and text can hold, as a program that is not ours can write it: in a layer or a label that the schema does not have, under a version
 * that is still to come, at words that the article does not have, or from itself to itself. `selector`: in UTF-16.
 */
export const isUnfit = (entry: AnnotationEntry, selector: Selector | undefined, text: string, schema: Schema): boolean =>
  (entry.from !== undefined && entry.from === entry.to) ||
  (selector !== undefined && spanProblem(selector, {text, index: undefined}) !== undefined) ||
  !labelSentences(entry, schema).next().done ||
  !saidProblems(entry, schema).next().done

/** What a hub takes as one text. UTF-16 units. */
const LONGEST_TEXT = 100_000

/** And as one id. UTF-16 units. */
const LONGEST_ID = 200
const TOO_LONG = `has more than ${LONGEST_ID} characters, which no project can keep. Shorten it, wherever it stands.`
const UNSEEN = 'holds signs that nobody sees, or is a name that programs take for something else. Write another one, wherever it stands.'

/** What no project can keep, under whatever version of the schema it was said. */
function* keptProblems({features}: Pick<AnnotationEntry, 'features'>): Generator<string> {
  const ids = new Set<string>()
  const lists = Object.keys(features).filter(name => isStanceEntries(features[name]))
  if (lists.length > 1) yield `features has two lists of stances, ${lists[0]} and ${lists[1]}. An annotation has one: join them.`
  for (const name in features) {
    const place = placeOf(['features', name])
    if (everyObjectHas(name)) yield `${place} ${COMMON_NAME}`
    if (name === '') yield 'features has a value under an empty name. Give it one.'
    const value = features[name]
    if (!isStanceEntries(value) && !isKey(`feature/${name}`)) yield `features has the name "${name.slice(0, 40)}", ${UNKEPT}.`
    else if (Array.isArray(value) && !isStanceEntries(value)) {
      for (const [index, label] of value.entries()) {
        if (!isKey(labelField(name, label))) yield `${placeOf(['features', name, index])} is "${label.slice(0, 40)}", ${UNKEPT}.`
      }
    }
    if (typeof value === 'string' && value.length > LONGEST_TEXT) yield `${place} must have at most ${LONGEST_TEXT} characters. Shorten it.`
    if (isStanceEntries(value)) {
      for (const [index, {id}] of value.entries()) {
        if (id.length > LONGEST_ID) yield `${placeOf(['features', name, index, 'id'])} ${TOO_LONG}`
        else if (!isKey(id)) yield `${placeOf(['features', name, index, 'id'])} ${UNSEEN}`
        if (ids.size === ids.add(id).size) yield `${placeOf(['features', name, index, 'id'])}: Two stances have the id "${id}". Give each its own.`
      }
    } else if (name === STANCES) yield `${place} can only be a list of stances. Write it as one, or give the feature another name.`
  }
}

function* labelSentences(entry: AnnotationEntry, schema: Schema): Generator<string> {
  const {layer, schemaVersion} = entry
  if (schemaVersion > schema.version) yield `schemaVersion is ${schemaVersion}, but the schema is of version ${schema.version}. Correct one of them.`
  const kind = kindProblemIn(schema, layer, entryKind(entry), schemaVersion)
  if (kind !== undefined) yield `layer: ${kind}`
  for (const found of labelProblems(entry, schema, featureValue)) {
    if (found.of === 'layer') yield `layer is "${layer.slice(0, 80)}", which the schema does not have. Correct it or add the layer to the schema.`
    else yield `${placeOf(['features', ...found.path])}: ${found.problem}`
  }
}

function checkNamed({what, path}: Named, {names: known}: Known, problems: ProblemList): void {
  if (known.holds(what)) return
  const [list, at] = path as readonly [Parameters<typeof rankOf>[0], number]
  problems.add(
    rankOf(list),
    at,
    `${placeOf(path)} names the ${what.kind} "${what.id.slice(0, 80)}"${inScope(what)}, which the dataset does not hold. Add it, correct the id, or list it under "missing".`,
  )
}

const inScope = (what: Missing): string => ('owner' in what ? ` of ${what.owner.slice(0, 80)}` : '')
