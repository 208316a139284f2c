import type {FeatureValue} from '../annotation.ts'
import {articleId, normalText} from '../article.ts'
import {longestMarks, MOST_MARKS} from '../combining-marks.ts'
import type {CodePointIndex} from '../code-points.ts'
import {codePointIndex} from '../code-points.ts'
import {featureProblem} from '../new-annotation.ts'
import {cutsCharacter} from '../selector.ts'
import {isImpossibleDate} from '../published-date.ts'
import {placeOf} from '../shape-problem.ts'
import {fits, slice} from '../span.ts'
import type {AnnotationEntry, DatasetDocument, Missing} from './dataset-document.ts'
import type {Named, Names} from './missing.ts'
import {namedByAnnotation, namedByHead, names} from './missing.ts'
import {featureValue} from './read-dataset.ts'

type Text = {readonly text: string; readonly index: CodePointIndex | undefined}

/** What is wrong with a document of the right shape: texts, ids, spans, labels, references. One sentence each. */
export function checkDataset(document: DatasetDocument): string[] {
  return [...articleProblems(document), ...doubledIds(document), ...annotationProblems(document), ...danglingReferences(document)]
}

function* articleProblems({articles}: DatasetDocument): Generator<string> {
  for (const [index, {id, sha256, text, published, otherSources}] of articles.entries()) {
    const place = `articles[${index}]`
    for (const [at, date] of [
      ['published', published] as const,
      ...(otherSources ?? []).map((source, n) => [`otherSources[${n}].published`, source.published] as const),
    ])
      if (date !== undefined && isImpossibleDate(date)) yield `${place}.${at} is "${date}", which no calendar has. Correct it.`
    if (longestMarks(text) > MOST_MARKS)
      yield `${place}.text has more than ${MOST_MARKS} combining marks on one letter, which no writing has. Take that article out.`
    else if (normalText(text) !== text) yield `${place}.text is not in normal form (LF line ends, NFC, no byte order mark). Take the text as it was exported.`
    else if (articleId(text) !== sha256)
      yield `${place}.sha256 is not the hash of the text, which was changed after the export. Take the text as it was exported.`
    if (id !== sha256) yield `${place}.id is not the same as its sha256. Make both the hash of the text.`
  }
}

function* doubledIds(document: DatasetDocument): Generator<string> {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['annotators', document.annotators.map(each => each.id)],
    ['topics', document.topics.map(each => each.id)],
    ['entities', document.entities.map(each => JSON.stringify([each.owner, each.id]))],
    ['claims', document.claims.map(each => JSON.stringify([each.owner, each.id]))],
    ['articles', document.articles.map(each => each.id)],
    ['readMarks', document.readMarks.map(each => JSON.stringify([each.article, each.owner, each.by]))],
  ]
  for (const [list, keys] of lists) {
    const seen = new Map<string, number>()
    for (const [index, key] of keys.entries()) {
      const earlier = seen.get(key)
      if (earlier === undefined) seen.set(key, index)
      else yield `${list}[${index}] is there already as ${list}[${earlier}]. Take one out or correct its id.`
    }
  }
  const seen = new Map<string, string>()
  for (const list of ['annotations', 'removedAnnotations'] as const) {
    for (const [index, {id}] of document[list].entries()) {
      const earlier = seen.get(id)
      if (earlier === undefined) seen.set(id, `${list}[${index}]`)
      else yield `${list}[${index}].id is the id of ${earlier} too. Give each annotation its own.`
    }
  }
}

function* annotationProblems(document: DatasetDocument): Generator<string> {
  const texts = new Map<string, Text>(
    document.articles.map(({id, text}) => [id, {text, index: document.offsets === 'codepoint' ? codePointIndex(text) : undefined}]),
  )
  for (const list of ['annotations', 'removedAnnotations'] as const) {
    for (const [index, entry] of document[list].entries()) {
      const place = `${list}[${index}]`
      const text = texts.get(entry.article)
      if (text === undefined) yield `${place}.article is not among the articles. Add the article or take the annotation out.`
      else yield* spanProblems(entry, text, place)
      yield* labelProblems(entry, document, place)
    }
  }
  for (const [index, {article}] of document.readMarks.entries()) {
    if (!texts.has(article)) yield `readMarks[${index}].article is not among the articles. Add the article or take the mark out.`
  }
}

function* spanProblems({start, end, quote, prefix, suffix}: AnnotationEntry, {text, index}: Text, place: string): Generator<string> {
  const span = index === undefined ? {start, end} : {start: index.toUtf16(start), end: index.toUtf16(end)}
  if (!fits(text, span)) yield `${place} runs from ${start} to ${end}, which is no stretch of its article. Correct start and end.`
  else if (cutsCharacter(text, span.start) || cutsCharacter(text, span.end))
    yield `${place} cuts a character in two. Correct start and end, or the unit in "offsets".`
  else if (slice(text, span) !== quote)
    yield `${place}.quote is not what the article says from ${start} to ${end}. Correct the span or the quote, or the unit in "offsets".`
  else if (!text.slice(0, span.start).endsWith(prefix)) yield `${place}.prefix is not what the article says before the span. Correct it.`
  else if (!text.startsWith(suffix, span.end)) yield `${place}.suffix is not what the article says after the span. Correct it.`
}

/** Labels of an earlier version of the schema may have gone since; the judgement stays. */
function* labelProblems({layer, features, schemaVersion}: AnnotationEntry, {schema}: DatasetDocument, place: string): Generator<string> {
  if (schemaVersion > schema.version) yield `${place}.schemaVersion is ${schemaVersion}, but the schema is of version ${schema.version}. Correct one of them.`
  if (schemaVersion !== schema.version) return
  const unknownLayer = !schema.layers.some(each => each.name === layer)
  if (unknownLayer) {
    yield `${place}.layer is "${layer}", which the schema does not have. Correct it or add the layer to the schema.`
    return
  }
  for (const [name, entry] of Object.entries(features)) {
    const value: FeatureValue = featureValue(entry)
    const problem = featureProblem(schema, layer, name, value)
    if (problem !== undefined) yield `${place}.${placeOf(['features', name, ...problem.path])}: ${problem.problem}`
  }
}

function* danglingReferences(document: DatasetDocument): Generator<string> {
  const known = held(document)
  for (const what of document.missing) known.hold(what)
  for (const {what, path} of namedIn(document)) {
    if (!known.holds(what))
      yield `${placeOf(path)} names the ${what.kind} "${what.id}"${inScope(what)}, which the dataset does not hold. Add it, correct the id, or list it under "missing".`
  }
}

function* namedIn(document: DatasetDocument): Generator<Named> {
  yield* namedByHead(document)
  for (const [index, {by}] of document.readMarks.entries()) yield {what: {kind: 'annotator', id: by}, path: ['readMarks', index, 'by']}
  for (const list of ['annotations', 'removedAnnotations'] as const) {
    for (const [index, entry] of document[list].entries()) yield* namedByAnnotation(entry, [list, index])
  }
  for (const [index, {removedBy}] of document.removedAnnotations.entries())
    yield {what: {kind: 'annotator', id: removedBy}, path: ['removedAnnotations', index, 'removedBy']}
}

function held(document: DatasetDocument): Names {
  const known = names()
  for (const {id} of document.annotators) known.hold({kind: 'annotator', id})
  for (const {id} of document.topics) known.hold({kind: 'topic', id})
  for (const {owner, id} of document.entities) known.hold({kind: 'entity', owner, id})
  for (const {owner, id} of document.claims) known.hold({kind: 'claim', owner, id})
  for (const {article, owner, id} of [...document.annotations, ...document.removedAnnotations]) known.hold({kind: 'mention', article, owner, id})
  return known
}

const inScope = (what: Missing): string => ('owner' in what ? ` of ${what.owner}` : '')
