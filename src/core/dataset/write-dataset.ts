import {workOf} from '../round/owner.ts'
import {iso} from '../iso-time.ts'
import {codePointIndex} from '../text/code-points.ts'
import {annotationEntry, articleEntry, claimEntry, entityEntry, inOrder, readMarkEntry, schemaEntry, sortedBy, topicEntry} from './dataset-entries.ts'
import {isUnfit} from './check-dataset.ts'
import {byKeys} from '../code-unit-order.ts'
import type {AnnotationEntry, LeftOut, Missing, OffsetUnit, RoundEntry, VersionEntry} from './dataset-document.ts'
import {DATASET_VERSION} from './dataset-document.ts'
import {elementsText, fieldPieces, LIST} from './json-pieces.ts'
import {roundEntries} from './round-entries.ts'
import type {Names} from './missing.ts'
import {namedByAnnotation, namedByWorklist, names} from './missing.ts'
import type {Annotator, ProjectSnapshot, SnapshotArticle, SnapshotSet, SnapshotWorklist} from './project-snapshot.ts'
import {versionEntries} from './version-entries.ts'
import type {WorklistEntry} from './worklist-shape.ts'
import {worklistEntry} from './worklist-entries.ts'

/** The lists that grow with a project, in their order in the file. */
export const LONG_LISTS = ['articles', 'annotations', 'removedAnnotations', 'readMarks'] as const
export type LongList = (typeof LONG_LISTS)[number]

/** What of a project is small: everything but its articles and what is said about them. */
export type DatasetHead = Pick<ProjectSnapshot, 'name' | 'schema' | 'versions' | 'topics' | 'registries' | 'rounds'> & {
  readonly unit: OffsetUnit
  readonly leftOut: LeftOut | undefined
}

/** A piece of the file: text, or the place of a long list. */
export type DatasetPart = {readonly text: string} | {readonly list: LongList}

/** Annotations between two rests. */
const STEP = 100

/**
 * Writes a dataset so that equal data are equal bytes, with no more of it in memory than one set: every list sorted, every key in the order of the shape.
 * What stands in the long lists is put away as it comes, and joined with the rest at the end, when it is known who has said something.
 */
export interface DatasetWriting {
  /** Articles come in the order of their ids. */
  article(article: SnapshotArticle): void
  /** What is said about the last article, by one owner after the other, in their order. Rests now and then, for whoever has others to serve. */
  set(set: SnapshotSet): Generator<undefined, void, undefined>
  /** What one annotator was given in a round, and has finished. */
  worklist(list: SnapshotWorklist): void
  /** How many annotations were left out, which no reader of the dataset would take. */
  aside(): number
  /** Everybody who has said something, or was given something. */
  authors(): ReadonlySet<string>
  /** The whole file, piece by piece. */
  parts(annotators: readonly Annotator[]): Generator<DatasetPart, void, undefined>
}

export function datasetWriting(head: DatasetHead, put: (list: LongList, text: string) => void): DatasetWriting {
  const {unit, schema, topics, registries} = head
  // What else a log says of late work is from before hubs judged it, and nobody's.
  const over = new Set(head.rounds?.flatMap(({id, state}) => (state === 'open' ? [id] : [])))
  const isOver = (round: string | undefined): boolean => round !== undefined && over.has(round)
  const counts: {[L in LongList]: number} = {articles: 0, annotations: 0, removedAnnotations: 0, readMarks: 0}
  const add = (list: LongList, elements: readonly unknown[]): void => {
    if (elements.length === 0) return
    put(list, counts[list] === 0 ? LIST.begin : LIST.between)
    put(list, elementsText(elements))
    counts[list] += elements.length
  }
  const known = namesIn({topics, registries})
  const rounds = roundEntries(head.rounds)
  const versions = versionEntries(head.versions ?? [], schema)
  for (const {by} of versions) if (by !== undefined) known.name({kind: 'annotator', id: by})
  const worklists: WorklistEntry[] = []
  let current: {readonly id: string; readonly text: string; readonly convert: (offset: number) => number} | undefined
  let aside = 0

  return {
    article: article => {
      current = {id: article.id, text: article.text, convert: unit === 'codepoint' ? codePointIndex(article.text).fromUtf16 : offset => offset}
      add('articles', [articleEntry(article)])
    },
    *set({article, owner, annotations, readMarks, late: marked}) {
      const late = isOver(workOf(owner)?.round) ? marked : undefined
      if (article !== current?.id) throw new Error(`The snapshot has annotations on the article ${article}, but not the article.`)
      const place = {article, owner}
      const {convert, text} = current
      const sorted = annotations.map(annotation => ({...sortedBy(annotation, convert), annotation})).sort(inOrder)
      const ids = new Set<string>()
      const mentions = new Map<string, Missing>()
      const name = (what: Missing): void => {
        if (what.kind === 'mention') mentions.set(what.id, what)
        else known.name(what)
      }
      // A few at a time: what they are written as takes more room than they do.
      for (let at = 0; at < sorted.length; at += STEP) {
        const standing: AnnotationEntry[] = []
        const removed: object[] = []
        for (const {annotation} of sorted.slice(at, at + STEP)) {
          const plain = annotationEntry(annotation, place, schema, convert)
          if (isUnfit(plain, annotation.selector, text, schema)) {
            aside++
            continue
          }
          const entry: AnnotationEntry = late?.annotations.has(annotation.id) === true ? {...plain, late: true} : plain
          const {removed: mark} = annotation
          ids.add(entry.id)
          namedByAnnotation(entry, name)
          if (mark === undefined) {
            standing.push(entry)
            continue
          }
          known.name({kind: 'annotator', id: mark.by})
          removed.push({...entry, removedBy: mark.by, removedAt: iso(mark.at)})
        }
        add('annotations', standing)
        add('removedAnnotations', removed)
        yield
      }
      for (const what of mentions.values()) if (!ids.has(what.id)) known.name(what)
      const marks = readMarks
        .map(each => ({...readMarkEntry(place, each), ...(late?.readMarks.has(each.by) === true && {late: true as const})}))
        .sort(byKeys('by'))
      for (const {by} of marks) known.name({kind: 'annotator', id: by})
      add('readMarks', marks)
    },
    worklist: list => {
      const entry = worklistEntry(list)
      worklists.push(entry)
      for (const {what} of namedByWorklist(entry, [])) known.name(what)
    },
    authors: known.annotators,
    aside: () => aside,
    *parts(annotators) {
      for (const {id} of annotators) known.hold({kind: 'annotator', id})
      yield {text: '{\n  '}
      yield* texts(headEntry(head, {rounds, versions}, annotators))
      for (const list of LONG_LISTS) {
        yield {text: `,\n  "${list}": `}
        if (counts[list] === 0) yield {text: LIST.empty}
        else {
          yield {list}
          yield {text: LIST.end}
        }
      }
      yield {text: ',\n  '}
      yield* texts({
        ...(worklists.length > 0 && {worklists: worklists.sort(byKeys('round', 'annotator'))}),
        missing: known.missing(),
      } satisfies {worklists?: WorklistEntry[]; missing: Missing[]})
      yield {text: '\n}\n'}
    },
  }
}

function* texts(fields: object): Generator<DatasetPart, void, undefined> {
  for (const text of fieldPieces(fields)) yield {text}
}

/** Everything that topics and registries hold and name. */
function namesIn({topics, registries}: Pick<ProjectSnapshot, 'topics' | 'registries'>): Names {
  const known = names()
  const author = (id: string): void => known.name({kind: 'annotator', id})
  for (const {id, by} of topics) {
    known.hold({kind: 'topic', id})
    author(by)
  }
  for (const {owner, entities, claims} of registries) {
    for (const {id, by} of entities) {
      known.hold({kind: 'entity', owner, id})
      author(by)
    }
    for (const {id, by, about} of claims) {
      known.hold({kind: 'claim', owner, id})
      author(by)
      for (const entity of about) known.name({kind: 'entity', owner, id: entity})
    }
  }
  return known
}

function headEntry(
  {unit, name, leftOut, schema, topics, registries}: DatasetHead,
  {rounds, versions}: {readonly rounds: readonly RoundEntry[]; readonly versions: readonly VersionEntry[]},
  annotators: readonly Annotator[],
): object {
  return {
    format: 'claimlight-dataset',
    version: DATASET_VERSION,
    offsets: unit,
    name,
    leftOut,
    ...(rounds.length > 0 && {rounds}),
    schema: schemaEntry(schema),
    ...(versions.length > 0 && {versions}),
    annotators: annotators.map(({id, name: called}) => ({id, name: called})).sort(byKeys('id')),
    topics: topics.map(topicEntry).sort(byKeys('id')),
    entities: registries.flatMap(({owner, entities}) => entities.map(entity => entityEntry(schema, owner, entity))).sort(byKeys('owner', 'id')),
    claims: registries.flatMap(({owner, claims}) => claims.map(claim => claimEntry(owner, claim))).sort(byKeys('owner', 'id')),
  }
}
