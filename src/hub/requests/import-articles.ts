import type {Sentence} from '../../core/language/message.ts'
import type {ArticleEntry, ArticleId, ArticleMetadata} from '../../core/article/article.ts'
import type {ArticleSource} from '../../core/article/article-source.ts'
import {isWithin, MOST_SOURCES, sourceOf} from '../../core/article/article-source.ts'
import type {TextEncoding} from '../../core/text/text-encoding.ts'
import type {ImportFile, ImportOutcome} from '../../ipc/host-api.ts'
import {sourceEdits} from '../../project/article-sources.ts'
import {IMPORT} from '../../project/origin.ts'
import type {Project} from '../../project/project.ts'
import {project as projectOf} from '../../project/project.ts'
import type {ReadArticle} from '../../storage/texts/import-files.ts'
import {guessedLanguage} from '../../storage/texts/guessed-language.ts'
import {readArticle} from '../../storage/texts/import-files.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {sentenceOf} from '../sentence-of.ts'
import {metadataOf} from '../sidecars.ts'
import type {RequestContext} from './request-context.ts'

type ReadText = Extract<ReadArticle, {state: 'text'}>

/** Articles entered into the project with one change: enough to be quick, few enough that other work comes in between. */
const AT_ONCE = 200

/** Takes files as articles: text first, then the entry in the project, and the outcome told once both are on disk. `shownTitle`: what an article that is there already is called to whoever asks. */
export async function importFiles(
  context: RequestContext,
  files: readonly ImportFile[],
  encoding: TextEncoding | null,
  shownTitle: (article: ArticleId) => string | undefined,
): Promise<readonly ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  for (let at = 0; at < files.length; at += AT_ONCE) outcomes.push(...(await importSome(context, files.slice(at, at + AT_ONCE), encoding)))
  return outcomes.map(outcome => (outcome.state === 'duplicate' ? {...outcome, title: shownTitle(outcome.article) ?? outcome.title} : outcome))
}

async function importSome(
  {folder, project, changes}: RequestContext,
  files: readonly ImportFile[],
  encoding: TextEncoding | null,
): Promise<readonly ImportOutcome[]> {
  const batch = newBatch(project)
  const outcomes: ImportOutcome[] = []
  /** Why a text could not be kept, by its article. */
  const problems = new Map<ArticleId, Sentence>()
  /** The disk takes many together nearly as fast as one, and while others are read. */
  const putting: Promise<unknown>[] = []
  for (const {name, bytes} of files) {
    const found = readArticle(name, bytes, encoding)
    const here = found.state === 'text' ? batch.known(found) : undefined
    const read = found.state === 'text' && here === undefined ? await inItsLanguage(found) : found
    if (read.state !== 'text') outcomes.push({file: name, ...read})
    else if (here === undefined) {
      batch.entering.set(read.id, read)
      outcomes.push({file: name, state: 'imported', article: read.id, title: read.metadata.title, warnings: read.metadata.warnings})
    } else outcomes.push({file: name, state: 'duplicate', article: here.id, title: here.title, isNewSource: batch.addSource(here, sourceOf(read.metadata))})
    // Also a text that is known: one that was deleted or altered by hand is put back this way. One that ends otherwise has its file already.
    if (read.state === 'text' && (here === undefined || here.id === read.id))
      putting.push(folder.texts.put(read.text, metadataOf(here ?? read.metadata)).catch(error => problems.set(read.id, sentenceOf(error))))
    await turn()
  }
  await Promise.all(putting)
  for (const id of problems.keys()) {
    batch.entering.delete(id)
    batch.sources.delete(id)
  }
  /** As the project has it by then, which has read them all already. */
  const last = (): number => project.articles.all().reduce((highest, {position}) => Math.max(highest, position), -1)
  const written = await changes.run([{address: {kind: 'project'}, make: doc => enter(projectOf(doc, IMPORT), batch, last())}])
  return outcomes.map(outcome => {
    if (outcome.state !== 'imported' && outcome.state !== 'duplicate') return outcome
    const isEntered = outcome.state === 'imported' || outcome.isNewSource
    const problem = problems.get(outcome.article) ?? (isEntered && !written.ok ? written.error : undefined)
    return problem === undefined ? outcome : {file: outcome.file, state: 'refused', reason: problem}
  })
}

/** With the language that it seems to be in, where the file does not say one and the words are enough to tell. */
async function inItsLanguage(read: ReadText): Promise<ReadText> {
  const language = read.metadata.language ?? (await guessedLanguage(read.text))
  return language === undefined ? read : {...read, metadata: {...read.metadata, language}}
}

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
function enter(entered: Project, {entering, sources}: Batch, last: number): void {
  let position = last
  entered.transact(() => {
    for (const {id, metadata, words, length} of entering.values()) {
      if (entered.articles.get(id) === undefined) entered.articles.put({id, position: ++position, words, length, ...metadata} satisfies ArticleEntry)
    }
    for (const [id, added] of sources) entered.articles.patch(id, sourceEdits(added, []))
  })
}
