import type * as z from 'zod'
import {batchEnd, readElements, readValue} from '../json/json-values.ts'
import type {JsonFile} from '../json/json-file.ts'
import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Schema} from '../schema/schema.ts'
import {parseSchema} from '../schema/schema-file.ts'
import {labelUnseen} from '../schema/schema-labels.ts'
import {shapeProblems} from '../json/shape-problem.ts'
import type {DatasetDocument, RoundEntry, VersionEntry} from './dataset-document.ts'
import {DATASET_VERSION, datasetShape} from './dataset-document.ts'
import {laterInElement, laterInHead} from './field-versions.ts'
import type {ListName, Said} from './dataset-lists.ts'
import {ELEMENTS, isListName, rankOf} from './dataset-lists.ts'
import type {IdPrints} from './id-prints.ts'
import {idPrints} from './id-prints.ts'
import type {ProblemList} from './problem-list.ts'
import {problemList} from './problem-list.ts'
import {versionProblem} from './version-entries.ts'
import type {SetGroups} from './set-groups.ts'
import {setGroups} from './set-groups.ts'

type ShortList = Exclude<ListName, 'articles' | Said>

/** What stands in a dataset beside what grows with it. */
export type SurveyedHead = Pick<DatasetDocument, 'offsets' | 'name' | 'leftOut'> & {readonly [L in ShortList]: NonNullable<DatasetDocument[L]>} & {
  readonly schema: Schema
  readonly rounds: readonly RoundEntry[]
  readonly versions: readonly VersionEntry[]
}

/** A dataset of the right shape: where everything is in it. */
export type Survey = {
  readonly head: SurveyedHead
  /** Ids in the order of the file. */
  readonly articles: readonly string[]
  readonly groups: SetGroups
  /** Of annotations, those that were removed after the others. */
  readonly prints: IdPrints
}

/** Reads all of a dataset once, for its shape. Yields the bytes gone through since. */
export function* surveyDataset(file: JsonFile): Generator<number, Result<Survey, readonly Sentence[]>, undefined> {
  const head = readHead(file)
  if (!head.ok) return refused([head.error])
  const stranger = strangerProblem(head.value)
  if (stranger !== undefined) return refused([stranger])
  const problems = problemList()
  const shape = datasetShape.safeParse(head.value)
  for (const problem of shape.success ? [] : shapeProblems(shape.error.issues, head.value, '', message('The dataset'))) problems.add(0, 0, problem)
  const isFirst = (head.value as {readonly version?: unknown}).version === 1
  const found = {short: emptyLists(), articles: [] as string[], groups: setGroups(), prints: idPrints()}
  // In the order of ours, in which removed annotations come after the others.
  for (const name of Object.keys(ELEMENTS) as ListName[]) {
    const list = file.fields.get(name)?.list
    const read =
      list === undefined
        ? ok(null)
        : yield* surveyList(file, name, list, problems, (element, at) => {
            const later = isFirst ? laterInElement(`${name}[${at}]`, name, element as object) : undefined
            if (later !== undefined) problems.add(rankOf(name), at, later)
            note(found, name, element)
          })
    if (!read.ok) return refused([read.error])
  }
  const later = isFirst && shape.success ? laterInHead(shape.data) : undefined
  if (later !== undefined) problems.add(0, 0, later)
  if (!shape.success || !problems.isEmpty) return refused(problems.sentences())
  const schema = parseSchema(shape.data.schema)
  if (!schema.ok) return refused([schema.error])
  const unseen = labelUnseen(schema.value)
  if (unseen !== undefined) return refused([unseen])
  const {offsets, name, rounds = [], versions = [], leftOut} = shape.data
  const wrong = versions.map((entry, at) => versionProblem(entry, at, versions, schema.value)).find(problem => problem !== undefined)
  if (wrong !== undefined) return refused([wrong])
  return ok({
    head: {...found.short, offsets, name, rounds, versions, schema: schema.value, ...(leftOut && {leftOut})},
    articles: found.articles,
    groups: found.groups,
    prints: found.prints,
  })
}

type Found = Pick<Survey, 'groups' | 'prints'> & {readonly short: {[L in ShortList]: NonNullable<DatasetDocument[L]>}; readonly articles: string[]}

const emptyLists = (): Found['short'] => ({annotators: [], topics: [], entities: [], claims: [], worklists: [], missing: []})

function note({short, articles, groups, prints}: Found, name: ListName, element: unknown): void {
  if (name === 'articles') articles.push((element as DatasetDocument['articles'][number]).id)
  else if (name === 'annotations' || name === 'removedAnnotations' || name === 'readMarks') {
    const {article, owner} = element as DatasetDocument[Said][number]
    groups.note(name, article, owner)
    if (name !== 'readMarks') prints.note((element as DatasetDocument['annotations'][number]).id)
  } else (short[name] as unknown[]).push(element)
}

/** The outermost object, with empty lists in the place of those that are read element by element. */
function readHead(file: JsonFile): Result<object> {
  const head: [string, unknown][] = []
  for (const [name, {value, names, list}] of file.fields) {
    if (isListName(name) && list !== undefined) head.push([name, []])
    else {
      const read = readValue(file, name, value, names)
      if (!read.ok) return read
      head.push([name, read.value])
    }
  }
  return ok(Object.fromEntries(head))
}

/** Why a JSON value is no dataset that this version reads, before its shape is looked at. */
function strangerProblem(value: object): Message | undefined {
  const {format, version} = value as {readonly format?: unknown; readonly version?: unknown}
  if (format !== 'claimlight-dataset') return NO_DATASET
  if (typeof version === 'number' && version > DATASET_VERSION) {
    return message('This dataset is of version {version}, and this Claimlight reads datasets up to version {known}. Install a newer Claimlight to open it.', {
      version,
      known: DATASET_VERSION,
    })
  }
  return undefined
}

export const NO_DATASET = message(
  'This JSON file is no Claimlight dataset: "format" at its top is not "claimlight-dataset". Choose a file that Claimlight exported.',
)

function* surveyList(
  file: JsonFile,
  name: ListName,
  list: NonNullable<ReturnType<JsonFile['fields']['get']>>['list'] & object,
  problems: ProblemList,
  take: (element: unknown, at: number) => void,
): Generator<number, Result<null>, undefined> {
  const shape: z.ZodType = ELEMENTS[name]
  for (let first = 0; first < list.from.length; ) {
    const last = batchEnd(list, first, list.from.length)
    const read = readElements(file, name, list, first, last)
    if (!read.ok) return read
    for (const [at, element] of read.value.entries()) {
      const parsed = shape.safeParse(element)
      if (parsed.success) take(element, first + at)
      else {
        const place = `${name}[${first + at}]`
        for (const problem of shapeProblems(parsed.error.issues, element, place, place)) problems.add(rankOf(name), first + at, problem)
      }
    }
    yield list.to.at(last - 1) - list.from.at(first)
    first = last
  }
  return ok(null)
}
