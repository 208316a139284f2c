import {articleId} from '../../core/article.ts'
import type {Round} from '../../core/round.ts'
import type {Project} from '../../project/project.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import type {ShareSource, ShareTarget} from '../../storage/segments/share-source.ts'
import {documentFrom} from '../document-from.ts'
import type {DurableLog} from '../durable-log.ts'
import type {HubDocuments} from '../hub-documents.ts'
import {metadataOf} from '../sidecars.ts'
import {updateNews} from '../update-news.ts'
import {isClosed, mayBring} from './writers.ts'

/** A project as it is written into a shared folder or an exchange file. */
export function projectSource({
  folder,
  rounds,
}: {
  folder: Pick<ProjectFolder, 'store' | 'texts'>
  rounds: () => readonly Round[]
}): Omit<ShareSource, 'onUpdate'> {
  return {
    documents: () => folder.store.documents(),
    load: name => folder.store.load(name),
    texts: folder.texts,
    closed: address => isClosed(address, rounds()),
  }
}

/** A project as it takes what arrives: first the log, then everybody who has the document open. */
export function projectTarget({
  folder,
  project,
  log,
  documents,
}: {
  folder: Pick<ProjectFolder, 'store' | 'texts'>
  project: Project
  log: DurableLog
  documents: Pick<HubDocuments, 'apply' | 'loaded'>
}): ShareTarget {
  const hasNews = async (name: string, update: Uint8Array): Promise<boolean> => {
    const open = documents.loaded(name)
    if (open !== undefined) return updateNews(open, update) === 'something'
    const stored = documentFrom(await folder.store.load(name))
    try {
      return updateNews(stored, update) === 'something'
    } finally {
      stored.destroy()
    }
  }
  return {
    apply: async (name, address, update) => {
      if (!(await hasNews(name, update))) return
      const entry = {name, address, update}
      const written = await log.append([entry])
      if (!written.ok) throw new Error(written.error)
      await documents.apply(entry)
    },
    applyText: async text => {
      const known = project.articles.get(articleId(text))
      await folder.texts.put(text, known === undefined ? {title: '', sourceName: '', warnings: []} : metadataOf(known))
    },
    accepts: (address, {person}) => mayBring(project.people.get(person), address),
  }
}
