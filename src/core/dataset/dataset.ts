import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import {parseJson} from '../json-text.ts'
import {parseSchema} from '../schema-file.ts'
import {shapeProblems} from '../shape-problem.ts'
import {byKeys} from '../code-unit-order.ts'
import {checkDataset} from './check-dataset.ts'
import type {OffsetUnit} from './dataset-document.ts'
import {DATASET_VERSION, datasetShape} from './dataset-document.ts'
import type {ProjectSnapshot, SnapshotSet} from './project-snapshot.ts'
import {projectSnapshot} from './read-dataset.ts'
import type {LongList} from './write-dataset.ts'
import {datasetWriting} from './write-dataset.ts'

/** More problems than this say nothing new. */
const MOST_PROBLEMS = 100

/** The dataset of a project as JSON: the same bytes for the same data, whoever exports them, wherever and whenever. */
export function exportDataset(snapshot: ProjectSnapshot, {unit}: {readonly unit: OffsetUnit}): string {
  const lists: {[L in LongList]: string[]} = {articles: [], annotations: [], removedAnnotations: [], readMarks: []}
  const writing = datasetWriting({...snapshot, unit, leftOut: undefined}, (list, text) => lists[list].push(text))
  const sets = new Map<string, SnapshotSet[]>()
  for (const set of [...snapshot.sets].sort(byKeys('owner'))) sets.set(set.article, [...(sets.get(set.article) ?? []), set])
  for (const article of [...snapshot.articles].sort(byKeys('id'))) {
    writing.article(article)
    for (const set of sets.get(article.id) ?? []) for (const _rest of writing.set(set));
    sets.delete(article.id)
  }
  const [stray] = sets.keys()
  if (stray !== undefined) throw new Error(`The snapshot has annotations on the article ${stray}, but not the article.`)
  const parts = [...writing.parts(snapshot.annotators)]
  return parts.map(part => ('text' in part ? part.text : lists[part.list].join(''))).join('')
}

/** Reads a dataset back, whole or not at all. The problems each name their place in the file and what to do. */
export function parseDataset(text: string): Result<ProjectSnapshot, readonly string[]> {
  const json = parseJson(text)
  if (!json.ok) return refused([json.error])
  const stranger = strangerProblem(json.value)
  if (stranger !== undefined) return refused([stranger])
  const parsed = datasetShape.safeParse(json.value)
  if (!parsed.success) return refused(first(shapeProblems(parsed.error.issues, json.value, '', 'The dataset')))
  const schema = parseSchema(parsed.data.schema)
  if (!schema.ok) return refused([schema.error])
  const problems = checkDataset(parsed.data)
  return problems.length > 0 ? refused(first(problems)) : ok(projectSnapshot(parsed.data))
}

/** Why a JSON value is no dataset that this version reads, before its shape is looked at. */
function strangerProblem(value: unknown): string | undefined {
  const {format, version} = (typeof value === 'object' && value !== null ? value : {}) as {readonly format?: unknown; readonly version?: unknown}
  if (format !== 'claimlight-dataset')
    return 'This JSON file is no Claimlight dataset: "format" at its top is not "claimlight-dataset". Choose a file that Claimlight exported.'
  if (typeof version === 'number' && version > DATASET_VERSION) {
    return `This dataset is of version ${version}, and this Claimlight reads datasets up to version ${DATASET_VERSION}. Install a newer Claimlight to open it.`
  }
  return undefined
}

const first = (problems: readonly string[]): readonly string[] =>
  problems.length <= MOST_PROBLEMS ? problems : [...problems.slice(0, MOST_PROBLEMS), `And ${problems.length - MOST_PROBLEMS} problems more.`]
