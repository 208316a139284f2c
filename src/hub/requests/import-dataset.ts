import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleEntry} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import {goesOn} from '../../core/schema/schema-change.ts'
import type {Watch} from '../../core/watch.ts'
import type {ImportedDataset} from '../../ipc/dataset-api.ts'
import {enterSnapshot} from '../../project/project-snapshot.ts'
import type {NewDocument} from '../../storage/project-store.ts'
import type {FileSource} from '../../storage/texts/file-source.ts'
import {CHANGED} from '../../storage/texts/file-source.ts'
import type {DatasetPart} from '../imports/dataset-parts.ts'
import {sentenceOf} from '../sentence-of.ts'
import {metadataOf} from '../sidecars.ts'
import type {Running, Tasks} from '../tasks/task.ts'
import {tasksHere} from '../tasks/tasks-here.ts'
import type {RequestContext} from './request-context.ts'

export type DatasetImport = (file: FileSource, watch: Watch) => Promise<Result<ImportedDataset>>

type Importing = Pick<RequestContext, 'folder' | 'project' | 'changes' | 'elsewhere'> & {readonly tasks?: Tasks | undefined}

const NOT_EMPTY = message('This project already holds articles. Make a new project and import the dataset there.')
const OTHER_SCHEMA = message('This dataset has another schema than the project, and a guest brings none. Import it at the project’s hub.')

/** Texts that are written at the same time: most of the time is the disk's. */
const TEXTS_AT_ONCE = 16

/**
 * Turns this project, which must be empty, into what a dataset holds: all of it or nothing. The dataset is read by a task, with no more of it in memory than what
 * one owner says of one article; it can be cancelled as long as nothing was changed.
 */
export async function importDataset(context: Importing, file: FileSource, watch: Watch): Promise<Result<ImportedDataset>> {
  const {folder, project, changes} = context
  const isEmpty = project.articles.all().length === 0 && (await folder.store.documents()).every(({address}) => address.kind === 'project')
  if (!isEmpty) return refused(NOT_EMPTY)
  const reading = (context.tasks ?? tasksHere(folder)).run('import', {file: file.file, projectId: folder.projectId}, watch)
  try {
    const begun = await reading.next()
    if (begun.done) return begun.value
    const {head} = begun.value as Extract<DatasetPart, {head: unknown}>
    if (context.elsewhere !== undefined && (project.schemaProblem() !== undefined || !goesOn(project.schema(), head.schema))) return refused(OTHER_SCHEMA)
    if (!(await file.isUnchanged())) return refused(CHANGED)
    // Texts first: one that nothing names is harmless, an article without its text is not.
    const texts = await putTexts(folder, reading)
    if (texts.ended?.ok === false) return texts.ended
    const last: {counts?: Result<ImportedDataset>} = texts.ended === undefined ? {} : {counts: texts.ended}
    const sets = newSets(context, file, {reading, first: texts.first, last})
    const filled = await changes.fill(enterSnapshot({...head, articles: texts.entries}), sets)
    return filled.ok ? (last.counts ?? refused(CHANGED)) : filled
  } catch (error) {
    return refused(sentenceOf(error))
  } finally {
    await reading.return(refused(CHANGED))
  }
}

/** The articles as the project lists them, and what came after them. */
type PutTexts = {readonly entries: readonly ArticleEntry[]; readonly first: readonly NewDocument[]; readonly ended: Result<ImportedDataset> | undefined}

async function putTexts({texts}: Pick<RequestContext['folder'], 'texts'>, reading: Running<'import'>): Promise<PutTexts> {
  const entries: ArticleEntry[] = []
  const putting = new Set<Promise<unknown>>()
  try {
    for (;;) {
      const step = await reading.next()
      if (step.done || !('articles' in step.value)) {
        await Promise.all(putting)
        return {entries, first: !step.done && 'sets' in step.value ? step.value.sets : [], ended: step.done ? step.value : undefined}
      }
      for (const {text, ...entry} of step.value.articles) {
        entries.push(entry)
        const put = texts.put(text, metadataOf(entry))
        putting.add(put)
        // Whoever waits for it is told.
        put.then(
          () => putting.delete(put),
          () => undefined,
        )
        if (putting.size >= TEXTS_AT_ONCE) await Promise.race(putting)
      }
    }
  } finally {
    await Promise.allSettled(putting)
  }
}

/** Throws why nothing is to be written. `last`: what is known when all were given. */
async function* newSets(
  {project}: Pick<RequestContext, 'project'>,
  file: FileSource,
  given: {readonly reading: Running<'import'>; readonly first: readonly NewDocument[]; readonly last: {counts?: Result<ImportedDataset>}},
): AsyncGenerator<NewDocument, void, undefined> {
  yield* given.first
  while (given.last.counts === undefined) {
    const step = await given.reading.next()
    if (step.done) {
      if (!step.value.ok) throw new SentenceError(step.value.error)
      given.last.counts = step.value
    } else if ('sets' in step.value) yield* step.value.sets
  }
  if (!(await file.isUnchanged())) throw new SentenceError(CHANGED)
  if (project.articles.all().length > 0) throw new SentenceError(NOT_EMPTY)
}
