import type {ArticleEntry} from '../../core/article.ts'
import type {TextEncoding} from '../../core/text-encoding.ts'
import type {ImportFile, ImportOutcome} from '../../ipc/host-api.ts'
import {IMPORT} from '../../project/origin.ts'
import {project as projectOf} from '../../project/project.ts'
import type {ReadArticle} from '../../storage/import-files.ts'
import {readArticle} from '../../storage/import-files.ts'
import {sentenceOf} from '../sentence-of.ts'
import {metadataOf} from '../sidecars.ts'
import type {RequestContext} from './request-context.ts'

type ReadText = Extract<ReadArticle, {state: 'text'}>

/** Articles entered into the project with one change: enough to be quick, few enough that other work comes in between. */
const AT_ONCE = 50

/** Takes files as articles: text first, then the entry in the project, and the outcome told once both are on disk. */
export async function importFiles(context: RequestContext, files: readonly ImportFile[], encoding: TextEncoding | null): Promise<readonly ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  for (let at = 0; at < files.length; at += AT_ONCE) outcomes.push(...(await importSome(context, files.slice(at, at + AT_ONCE), encoding)))
  return outcomes
}

async function importSome(
  {folder, project, changes}: RequestContext,
  files: readonly ImportFile[],
  encoding: TextEncoding | null,
): Promise<readonly ImportOutcome[]> {
  const entering = new Map<string, ReadText>()
  const outcomes: ImportOutcome[] = []
  for (const {name, bytes} of files) {
    const read = readArticle(name, bytes, encoding)
    if (read.state !== 'text') {
      outcomes.push({file: name, ...read})
      continue
    }
    const known = entering.has(read.id) ? read.metadata : project.articles.get(read.id)
    try {
      // Also for a text that is known: one that was deleted or altered by hand is put back this way.
      await folder.texts.put(read.text, metadataOf(known ?? read.metadata))
    } catch (error) {
      outcomes.push({file: name, state: 'refused', reason: sentenceOf(error)})
      continue
    }
    if (known !== undefined) {
      outcomes.push({file: name, state: 'duplicate', article: read.id})
      continue
    }
    entering.set(read.id, read)
    outcomes.push({file: name, state: 'imported', article: read.id, title: read.metadata.title, warnings: read.metadata.warnings})
  }
  const written = await changes.run([
    {
      address: {kind: 'project'},
      make: doc => {
        const entered = projectOf(doc, IMPORT)
        let position = entered.articles.all().reduce((last, article) => Math.max(last, article.position), -1)
        entered.transact(() => {
          for (const {id, metadata, words, length} of entering.values()) {
            if (entered.articles.get(id) === undefined) entered.articles.put({id, position: ++position, words, length, ...metadata} satisfies ArticleEntry)
          }
        })
      },
    },
  ])
  if (written.ok) return outcomes
  return outcomes.map(outcome => (outcome.state === 'imported' ? {file: outcome.file, state: 'refused', reason: written.error} : outcome))
}
