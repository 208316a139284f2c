import {ofOurs} from '../../core/language/message.ts'
import type {Sentence} from '../../core/language/message.ts'
import type {ArticleEntry, ArticleId, ArticleMetadata} from '../../core/article/article.ts'
import type {ArticleSource} from '../../core/article/article-source.ts'
import {isWithin, MOST_SOURCES, sourceOf} from '../../core/article/article-source.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {TextEncoding} from '../../core/text/text-encoding.ts'
import type {Watch} from '../../core/watch.ts'
import type {ImportFile, ImportOutcome} from '../../ipc/host-api.ts'
import {sourceEdits} from '../../project/article-sources.ts'
import {IMPORT} from '../../project/origin.ts'
import type {Project} from '../../project/project.ts'
import {project as projectOf} from '../../project/project.ts'
import type {ReadArticle} from '../../storage/texts/import-files.ts'
import type {ReadFile} from '../imports/read-articles.ts'
import {sentenceOf} from '../sentence-of.ts'
import {metadataOf} from '../sidecars.ts'
import {taskSentence} from '../tasks/task.ts'
import {tasksHere} from '../tasks/tasks-here.ts'
import type {RequestContext} from './request-context.ts'

type ReadText = Extract<ReadArticle, {state: 'text'}>

/** Articles entered into the project with one change: enough to be quick, few enough that other work comes in between. */
const AT_ONCE = 200

/** How much of an import it is to read the files. */
const READING = 0.5

/** Bytes of files that a thread is begun for; of fewer, most of the time would be the thread's own. */
const MANY = 2 * 1024 * 1024

/** `shownTitle`: what an article that is there already is called to whoever asks. */
type Importing = RequestContext & {readonly shownTitle: (article: ArticleId) => string | undefined}

/**
 * Takes files as articles: text first, then the entry in the project, and the outcome told once both are on disk. Nothing of any file is kept before all are
 * read; until then it can be cancelled.
 */
export async function importFiles(
  context: Importing,
  files: readonly ImportFile[],
  encoding: TextEncoding | null,
  {signal, onPart}: Watch = {},
): Promise<Result<readonly ImportOutcome[]>> {
  const {folder, project, tasks} = context
  const where = files.reduce((sum, {bytes}) => sum + bytes.byteLength, 0) > MANY ? tasks : tasksHere(folder)
  const batch = newBatch(project)
  const texts = putting(folder)
  const outcomes: ImportOutcome[] = []
  const reading = where.run('articles', {files, encoding}, {signal, onPart: part => onPart?.(READING * part)})
  try {
    for (let step = await reading.next(); ; step = await reading.next()) {
      if (!step.done) outcomes.push(taken(step.value, batch, texts))
      else if (!step.value.ok) return step.value
      else break
    }
    if (signal?.aborted === true) return refused(taskSentence.cancelled('articles'))
    const unkept = await texts.kept()
    const unentered = await entered(context, batch, {unkept, onPart: part => onPart?.(READING + (1 - READING) * part)})
    return ok(outcomes.map(outcome => asShown(unlessProblem(outcome, {unkept, unentered}), context)))
  } finally {
    await texts.dropped()
  }
}

/** Texts that are written already and not kept yet: the disk takes many together nearly as fast as one, and while others are read. */
function putting({texts}: Pick<RequestContext['folder'], 'texts'>) {
  const writing = new Map<ArticleId, Promise<unknown>[]>()
  const problems = new Map<ArticleId, Sentence>()
  let decide: (isWanted: boolean) => void = () => undefined
  const isWanted = new Promise<boolean>(resolve => {
    decide = resolve
  })
  const all = (): Promise<unknown> => Promise.all([...writing.values()].flat())
  return {
    put: (id: ArticleId, text: string, metadata: ArticleMetadata): void => {
      const put = texts.put(text, metadata, isWanted).catch(error => problems.set(id, sentenceOf(error)))
      writing.set(id, [...(writing.get(id) ?? []), put])
    },
    /** Why a text could not be kept, by its article. */
    kept: async (): Promise<ReadonlyMap<ArticleId, Sentence>> => {
      decide(true)
      await all()
      return problems
    },
    /** Leaves nothing of those that were not kept. */
    dropped: async (): Promise<void> => {
      decide(false)
      await all()
    },
  }
}

function taken({name, read}: ReadFile, batch: Batch, texts: Pick<ReturnType<typeof putting>, 'put'>): ImportOutcome {
  // A thread has read it.
  if (read.state === 'refused') return {file: name, state: 'refused', reason: ofOurs(read.reason)}
  if (read.state === 'offered') return {file: name, ...read}
  const here = batch.known(read)
  // Also a text that is known: one that was deleted or altered by hand is put back this way. One that ends otherwise has its file already.
  if (here === undefined || here.id === read.id) texts.put(read.id, read.text, metadataOf(here ?? read.metadata))
  if (here !== undefined)
    return {file: name, state: 'duplicate', article: here.id, title: here.title, isNewSource: batch.addSource(here, sourceOf(read.metadata))}
  batch.entering.set(read.id, read)
  return {file: name, state: 'imported', article: read.id, title: read.metadata.title, warnings: read.metadata.warnings}
}

/** Why an article, or a further source of one, could not be entered. */
async function entered(
  {project, changes}: Pick<RequestContext, 'project' | 'changes'>,
  {entering, sources}: Batch,
  {unkept, onPart}: {readonly unkept: ReadonlyMap<ArticleId, Sentence>; readonly onPart: (part: number) => void},
): Promise<ReadonlyMap<ArticleId, Sentence>> {
  const problems = new Map<ArticleId, Sentence>()
  const ids = [...new Set([...entering.keys(), ...sources.keys()])].filter(id => !unkept.has(id))
  /** As the project has it by then, which has read them all already. */
  const last = (): number => project.articles.all().reduce((highest, {position}) => Math.max(highest, position), -1)
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE)
    const written = await changes.run([{address: {kind: 'project'}, make: doc => enter(projectOf(doc, IMPORT), some, {entering, sources}, last())}])
    if (!written.ok) for (const id of some) problems.set(id, written.error)
    onPart((at + some.length) / ids.length)
  }
  if (ids.length === 0) onPart(1)
  return problems
}

function unlessProblem(
  outcome: ImportOutcome,
  {unkept, unentered}: {readonly unkept: ReadonlyMap<ArticleId, Sentence>; readonly unentered: ReadonlyMap<ArticleId, Sentence>},
): ImportOutcome {
  if (outcome.state !== 'imported' && outcome.state !== 'duplicate') return outcome
  const isEntered = outcome.state === 'imported' || outcome.isNewSource
  const problem = unkept.get(outcome.article) ?? (isEntered ? unentered.get(outcome.article) : undefined)
  return problem === undefined ? outcome : {file: outcome.file, state: 'refused', reason: problem}
}

const asShown = (outcome: ImportOutcome, {shownTitle}: Importing): ImportOutcome =>
  outcome.state === 'duplicate' ? {...outcome, title: shownTitle(outcome.article) ?? outcome.title} : outcome

type Known = ArticleMetadata & {readonly id: ArticleId}

/** Articles and further sources that go into the project together. */
type Batch = {
  readonly entering: Map<ArticleId, ReadText>
  readonly sources: Map<ArticleId, ArticleSource[]>
  /** The article that has the same text, in the project or in this batch. */
  known(read: ReadText): Known | undefined
  /** Whether the source was not known yet. */
  addSource(article: Known, source: ArticleSource): boolean
}

function newBatch(project: Project): Batch {
  const entering = new Map<ArticleId, ReadText>()
  const sources = new Map<ArticleId, ArticleSource[]>()
  return {
    entering,
    sources,
    known: ({alike}) => {
      for (const id of alike) {
        const entry = project.articles.get(id) ?? entering.get(id)?.metadata
        if (entry !== undefined) return {...entry, id}
      }
      return undefined
    },
    addSource: (article, source) => {
      const added = sources.get(article.id) ?? []
      const all = [sourceOf(article), ...(article.otherSources ?? []), ...added]
      if (all.some(each => isWithin(source, each)) || all.length > MOST_SOURCES) return false
      sources.set(article.id, [...added, source])
      return true
    },
  }
}

/** `last`: the highest place in the list of articles. */
function enter(into: Project, ids: readonly ArticleId[], {entering, sources}: Pick<Batch, 'entering' | 'sources'>, last: number): void {
  let position = last
  into.transact(() => {
    for (const id of ids) {
      const read = entering.get(id)
      const added = sources.get(id)
      if (read !== undefined && into.articles.get(id) === undefined) {
        const {metadata, words, length} = read
        into.articles.put({id, position: ++position, words, length, ...metadata} satisfies ArticleEntry)
      }
      if (added !== undefined) into.articles.patch(id, sourceEdits(added, []))
    }
  })
}
