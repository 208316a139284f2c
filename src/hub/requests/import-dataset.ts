import * as Y from 'yjs'
import type {ArticleEntry} from '../../core/article/article.ts'
import type {SoundDataset} from '../../core/dataset/sound-dataset.ts'
import {PASSES, readDataset} from '../../core/dataset/sound-dataset.ts'
import {NO_DATASET} from '../../core/dataset/survey.ts'
import {openJson} from '../../core/json/json-file.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {documentName} from '../../project/document-address.ts'
import {newSetUpdate} from '../../project/new-set.ts'
import {enterSnapshot} from '../../project/project-snapshot.ts'
import type {FileSource} from '../../storage/texts/file-source.ts'
import {CHANGED} from '../../storage/texts/file-source.ts'
import type {NewDocument} from '../../storage/project-store.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {sentenceOf} from '../sentence-of.ts'
import {setIndexOf} from '../index/annotation-rows.ts'
import {goesOn} from '../../core/schema/schema-change.ts'
import {metadataOf} from '../sidecars.ts'
import type {RequestContext} from './request-context.ts'

type ImportedDataset = {readonly articles: number; readonly annotations: number}

/** Follows an import, and can end it as long as nothing was changed. */
type ImportWatch = {
  /** A part of the whole, from 0 to 1. */
  onProgress(part: number): void
  readonly signal: AbortSignal | undefined
}

export type DatasetImport = (file: FileSource, watch: ImportWatch) => Promise<Result<ImportedDataset>>

const NOT_EMPTY = 'This project already holds articles. Make a new project and import the dataset there.'
const OTHER_SCHEMA = 'This dataset has another schema than the project, and a guest brings none. Import it at the project’s hub.'
const CANCELLED = 'The import was cancelled. Nothing was changed.'

/** Texts that are written at the same time: most of the time is the disk's. */
const TEXTS_AT_ONCE = 16

/** Turns this project, which must be empty, into what a dataset holds: all of it or nothing, with no more of it in memory than what one owner says of one article. */
export async function importDataset(
  context: Pick<RequestContext, 'folder' | 'project' | 'changes' | 'elsewhere'>,
  file: FileSource,
  watch: ImportWatch,
): Promise<Result<ImportedDataset>> {
  const {folder, project, changes} = context
  const isEmpty = project.articles.all().length === 0 && (await folder.store.documents()).every(({address}) => address.kind === 'project')
  if (!isEmpty) return refused(NOT_EMPTY)
  const progress = progressOf(file, watch)
  try {
    const opened = await progress.through(openJson(file.source))
    if (!opened.ok) return opened
    if (opened.value === undefined) return refused(NO_DATASET)
    const read = await progress.through(readDataset(opened.value))
    if (!read.ok) {
      const [first, ...others] = read.error
      return refused(`${first}${others.length === 0 ? '' : ` There are ${others.length} problems more; claimlight check names them all.`}`)
    }
    const dataset = read.value
    if (context.elsewhere !== undefined && (project.schemaProblem() !== undefined || !goesOn(project.schema(), dataset.head.schema)))
      return refused(OTHER_SCHEMA)
    if (!(await file.isUnchanged())) return refused(CHANGED)
    // Texts first: one that nothing names is harmless, an article without its text is not.
    const articles = await putTexts(context, dataset, progress)
    const filled = await changes.fill(enterSnapshot({...dataset.head, articles}), newSets(context, {dataset, file, progress}))
    return filled.ok ? ok(dataset.counts) : filled
  } catch (error) {
    return refused(sentenceOf(error))
  }
}

type Progress = {
  /** Takes all steps, each so many bytes further, with turns for others between. */
  through<T>(steps: Generator<number, T, undefined>): Promise<T>
  further(bytes: number): Promise<void>
}

function progressOf({source}: FileSource, {onProgress, signal}: ImportWatch): Progress {
  let done = 0
  const further = async (bytes: number): Promise<void> => {
    if (signal?.aborted === true) throw new Error(CANCELLED)
    done += bytes
    onProgress(Math.min(1, done / (PASSES.taken * Math.max(1, source.size))))
    await turn()
  }
  return {
    further,
    through: async steps => {
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value
        await further(step.value)
      }
    },
  }
}

/** The articles as the project lists them. */
async function putTexts({folder}: Pick<RequestContext, 'folder'>, dataset: SoundDataset, progress: Progress): Promise<readonly ArticleEntry[]> {
  const entries: ArticleEntry[] = []
  const putting = new Set<Promise<unknown>>()
  try {
    for (const {text, ...entry} of dataset.articles()) {
      entries.push(entry)
      const put = folder.texts.put(text, metadataOf(entry))
      putting.add(put)
      // Whoever waits for it is told.
      put.then(
        () => putting.delete(put),
        () => undefined,
      )
      if (putting.size >= TEXTS_AT_ONCE) await Promise.race(putting)
      await progress.further(0)
    }
    await Promise.all(putting)
  } finally {
    await Promise.allSettled(putting)
  }
  return entries
}

async function* newSets(
  {folder, project}: Pick<RequestContext, 'folder' | 'project'>,
  {dataset, file, progress}: {readonly dataset: SoundDataset; readonly file: FileSource; readonly progress: Progress},
): AsyncGenerator<NewDocument, void, undefined> {
  for (const part of dataset.sets()) {
    if (typeof part === 'number') await progress.further(part)
    else {
      const {article, owner, annotations, readMarks} = part
      const address = {kind: 'set', article, owner} as const
      const update = newSetUpdate(new Y.Doc().clientID, annotations, readMarks)
      yield {name: documentName(folder.projectId, address), address, update, index: setIndexOf(annotations, readMarks)}
    }
  }
  if (!(await file.isUnchanged())) throw new Error(CHANGED)
  if (project.articles.all().length > 0) throw new Error(NOT_EMPTY)
}
