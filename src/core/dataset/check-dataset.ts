import {articleId, normalText} from '../article/article.ts'
import {longestMarks, MOST_MARKS} from '../text/combining-marks.ts'
import type {CodePointIndex} from '../text/code-points.ts'
import {kindProblemIn} from '../annotation/annotation-kind.ts'
import {labelProblems} from '../annotation/label-problems.ts'
import {tooMuchSaid} from '../annotation/most-said.ts'
import {labelField} from '../annotation/record-key.ts'
import {everyObjectHas, isKey} from '../json/key.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
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

export const doubled = (list: string, index: number, earlier: number): Message =>
  message('{place} is there already as {earlier}. Take one out or correct its id.', {place: `${list}[${index}]`, earlier: `${list}[${earlier}]`})

export function checkArticle(
  {id, sha256, text, published, otherSources, ...details}: DatasetDocument['articles'][number],
  index: number,
  problems: ProblemList,
): void {
  const place = `articles[${index}]`
  const add = (sentence: Message): void => problems.add(rankOf('articles'), index, sentence)
  for (const [at, date] of [
    ['published', published] as const,
    ...(otherSources ?? []).map((source, n) => [`otherSources[${n}].published`, source.published] as const),
  ])
    if (date !== undefined && isImpossibleDate(date)) add(message('{place} is "{date}", which no calendar has. Correct it.', {place: `${place}.${at}`, date}))
  if (longestMarks(text) > MOST_MARKS)
    add(
      message('{place} has more than {most} combining marks on one letter, which no writing has. Take that article out.', {
        place: `${place}.text`,
        most: MOST_MARKS,
      }),
    )
  else if (normalText(text) !== text)
    add(message('{place} is not in normal form (LF line ends, NFC, no byte order mark). Take the text as it was exported.', {place: `${place}.text`}))
  else if (articleId(text) !== sha256)
    add(message('{place} is not the hash of the text, which was changed after the export. Take the text as it was exported.', {place: `${place}.sha256`}))
  if (isTooMuch({...details, published}) || (otherSources ?? []).some(isTooMuch))
    add(message('{place} has more details than a project can keep: {most, number} characters. Shorten them.', {place, most: LONGEST_TEXT}))
  if (id !== sha256) add(message('{place} is not the same as its sha256. Make both the hash of the text.', {place: `${place}.id`}))
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
        problems.add(
          rankOf(list),
          at,
          message('{place} says that it came after its round was opened, but {owner} is in no round. Take it out.', {
            place: `${list}[${at}].late`,
            owner: entry.owner,
          }),
        )
  const marked = new Map<string, number>()
  for (const {at, entry} of said.readMarks) {
    if (text === undefined)
      problems.add(
        rankOf('readMarks'),
        at,
        message('{place} is not among the articles. Add the article or take the mark out.', {place: `readMarks[${at}].article`}),
      )
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
  const place = `${list}[${at}]`
  const add = (problem: Message): void => problems.add(rankOf(list), at, problem)
  if (text === undefined) add(message('{place} is not among the articles. Add the article or take the annotation out.', {place: `${place}.article`}))
  else {
    const problem = isSpanEntry(entry) ? spanProblem(place, entry, text) : undefined
    if (problem !== undefined) add(problem)
  }
  const id = idProblem(`${place}.id`, entry.id)
  if (id !== undefined) add(id)
  const tooMuch = tooMuchSaid([entry, ...(entry.said ?? [])].map(({features}) => ({features: snapshotFeatures(features)})))
  if (tooMuch !== undefined) add(message('{place}: {problem}', {place, problem: tooMuch}))
  const kept = [{at: place, wording: entry}, ...(entry.said ?? []).map((wording, nth) => ({at: `${place}.said[${nth}]`, wording}))]
  const found = kept.flatMap(({at: where, wording}) => [...keptProblems(where, wording)])
  for (const problem of once([...found, ...labelSentences(place, entry, known.schema), ...saidProblems(place, entry, known.schema)])) add(problem)
  namedByAnnotation(entry, (what, ...steps) => {
    if (what.kind !== 'mention' || !known.mentions.has(what.id)) checkNamed({what, path: [list, at, ...steps]}, known, problems)
  })
}

/** Of several that say the same the first. */
const once = (problems: readonly Message[]): Iterable<Message> => new Map(problems.map(problem => [`${problem}`, problem])).values()

function spanProblem(place: string, {start, end, parts, quote, prefix, suffix}: Selector, {text, index}: CheckedText): Message | undefined {
  const span = index === undefined ? {start, end} : {start: index.toUtf16(start), end: index.toUtf16(end)}
  if (!fits(text, span)) return message('{place} runs from {start} to {end}, which is no stretch of its article. Correct start and end.', {place, start, end})
  if (cutsCharacter(text, span.start) || cutsCharacter(text, span.end))
    return message('{place} cuts a character in two. Correct start and end, or the unit in "offsets".', {place})
  if (parts !== undefined) {
    const problem = partsProblem(place, {start, end, parts, quote}, text, offset => index?.toUtf16(offset) ?? offset)
    if (problem !== undefined) return problem
  } else if (slice(text, span) !== quote)
    return message('{place} is not what the article says from {start} to {end}. Correct the span or the quote, or the unit in "offsets".', {
      place: `${place}.quote`,
      start,
      end,
    })
  if (!text.slice(0, span.start).endsWith(prefix))
    return message('{place} is not what the article says before the span. Correct it.', {place: `${place}.prefix`})
  return text.startsWith(suffix, span.end) ? undefined : message('{place} is not what the article says after the span. Correct it.', {place: `${place}.suffix`})
}

/**
 * Whether an annotation says what no dataset with this schema and text can hold, as a program that is not ours can write it: in a layer or a label that the schema does not have, under a version
 * that is still to come, at words that the article does not have, or from itself to itself. `selector`: in UTF-16.
 */
export const isUnfit = (entry: AnnotationEntry, selector: Selector | undefined, text: string, schema: Schema): boolean =>
  (entry.from !== undefined && entry.from === entry.to) ||
  (selector !== undefined && spanProblem('', selector, {text, index: undefined}) !== undefined) ||
  !labelSentences('', entry, schema).next().done ||
  !saidProblems('', entry, schema).next().done

/** What a hub takes as one text. UTF-16 units. */
const LONGEST_TEXT = 100_000

/** And as one id. UTF-16 units. */
const LONGEST_ID = 200

/** What no project can keep as an id. */
function idProblem(place: string, id: string): Message | undefined {
  if (id.length > LONGEST_ID)
    return message('{place} has more than {most, number} characters, which no project can keep. Shorten it, wherever it stands.', {place, most: LONGEST_ID})
  if (isKey(id)) return undefined
  return message('{place} holds signs that nobody sees, or is a name that programs take for something else. Write another one, wherever it stands.', {place})
}

const unkept = (place: string, label: string): Message =>
  message('{place} is "{label}", which is too long, or holds signs that nobody sees. Shorten it, or write it without them.', {place, label: label.slice(0, 40)})

/** What no project can keep, under whatever version of the schema it was said. */
function* keptProblems(at: string, {features}: Pick<AnnotationEntry, 'features'>): Generator<Message> {
  const ids = new Set<string>()
  const [one, other] = Object.keys(features).filter(name => isStanceEntries(features[name]))
  if (one !== undefined && other !== undefined)
    yield message('{place} has two lists of stances, {one} and {other}. An annotation has one: join them.', {place: `${at}.features`, one, other})
  for (const name in features) {
    const place = placeOf([at, 'features', name])
    if (everyObjectHas(name)) yield message('{place} has a name that means something to every program. Give it another.', {place})
    if (name === '') yield message('{place} has a value under an empty name. Give it one.', {place: `${at}.features`})
    const value = features[name]
    if (!isStanceEntries(value) && !isKey(`feature/${name}`))
      yield message('{place} has the name "{name}", which is too long, or holds signs that nobody sees. Shorten it, or write it without them.', {
        place: `${at}.features`,
        name: name.slice(0, 40),
      })
    else if (Array.isArray(value) && !isStanceEntries(value)) {
      for (const [index, label] of value.entries()) if (!isKey(labelField(name, label))) yield unkept(`${place}[${index}]`, label)
    }
    if (typeof value === 'string' && value.length > LONGEST_TEXT)
      yield message('{place} must have at most {most, number} characters. Shorten it.', {place, most: LONGEST_TEXT})
    if (isStanceEntries(value)) {
      for (const [index, {id}] of value.entries()) {
        const where = `${place}[${index}].id`
        const problem = idProblem(where, id)
        if (problem !== undefined) yield problem
        if (ids.size === ids.add(id).size) yield message('{place}: Two stances have the id "{id}". Give each its own.', {place: where, id: id.slice(0, 80)})
      }
    } else if (name === STANCES) yield message('{place} can only be a list of stances. Write it as one, or give the feature another name.', {place})
  }
}

function* labelSentences(place: string, entry: AnnotationEntry, schema: Schema): Generator<Message> {
  const {layer, schemaVersion} = entry
  if (schemaVersion > schema.version)
    yield message('{place} is {version}, but the schema is of version {inForce}. Correct one of them.', {
      place: `${place}.schemaVersion`,
      version: schemaVersion,
      inForce: schema.version,
    })
  const kind = kindProblemIn(schema, layer, entryKind(entry), schemaVersion)
  if (kind !== undefined) yield message('{place}: {problem}', {place: `${place}.layer`, problem: kind})
  for (const found of labelProblems(entry, schema, featureValue)) {
    if (found.of === 'layer')
      yield message('{place} is "{layer}", which the schema does not have. Correct it or add the layer to the schema.', {
        place: `${place}.layer`,
        layer: layer.slice(0, 80),
      })
    else yield message('{place}: {problem}', {place: placeOf([place, 'features', ...found.path]), problem: found.problem})
  }
}

function checkNamed({what, path}: Named, {names: known}: Known, problems: ProblemList): void {
  if (known.holds(what)) return
  const [list, at] = path as readonly [Parameters<typeof rankOf>[0], number]
  problems.add(rankOf(list), at, unknown(placeOf(path), what))
}

function unknown(place: string, what: Missing): Message {
  const {kind} = what
  const told = {place, kind, id: what.id.slice(0, 80)}
  return 'owner' in what
    ? message(
        '{place} names the {kind, select, entity {entity} claim {claim} other {mention}} "{id}" of {owner}, which the dataset does not hold. Add it, correct the id, or list it under "missing".',
        {...told, owner: what.owner.slice(0, 80)},
      )
    : message(
        '{place} names the {kind, select, annotator {annotator} other {topic}} "{id}", which the dataset does not hold. Add it, correct the id, or list it under "missing".',
        told,
      )
}
