import {kindThenOf} from '../../core/schema/kind-then.ts'
import {lastMapping} from '../../core/schema/mapping.ts'
import type {Person} from '../../core/round/owner.ts'
import type {HostEvent} from '../../ipc/host-event.ts'
import type {Project} from '../../project/project.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {afterOpening} from '../after-opening.ts'
import {afterMapping} from './after-mapping.ts'
import type {DurableLog} from '../documents/durable-log.ts'
import type {HubDocuments} from '../documents/hub-documents.ts'
import type {HubNews} from '../hub-news.ts'
import type {RightsNow} from '../rights-now.ts'
import {sidecars} from '../sidecars.ts'
import {searchIndexer} from './search-indexer.ts'
import {setIndexer} from './set-indexer.ts'

/** What is made again from the documents of a hub, and kept in step with them. */
export interface HubIndexes {
  /** Waits until the rows of all sets are there that a crash, an earlier rule or a mapping of the schema left to make. */
  caughtUp(): Promise<void>
  /** Writes what waits. */
  close(): Promise<void>
}

/** `folder`: with texts that are fetched where they are elsewhere; `own`: those here. `indexesTexts`: whether anybody will search. */
export function hubIndexes(given: {
  folder: ProjectFolder
  own: ProjectFolder['texts']
  project: Project
  documents: Pick<HubDocuments, 'loaded' | 'tell'>
  log: Pick<DurableLog, 'written'>
  rights: Pick<RightsNow, 'mayTell'>
  news: Pick<HubNews, 'changed' | 'filled'>
  indexesTexts: boolean
}): HubIndexes {
  const {folder, project, documents, rights, news} = given
  const {store} = folder
  const sets = setIndexer({
    store,
    loaded: documents.loaded,
    written: given.log.written,
    schema: project.schema,
    kindThen: kindThenOf(project.versions),
    onIndexed: written =>
      documents.tell((person: Person): HostEvent | undefined => {
        const articles = written.filter(address => rights.mayTell(person, address) !== 'none').map(({article}) => article)
        return articles.length === 0 ? undefined : {type: 'summaries', articles}
      }),
  })
  news.changed.add(({name, address}) => {
    if (address.kind === 'set') sets.changed(name, address)
  })
  news.filled.add(sets.filled)
  const indexAll = async (): Promise<void> => {
    for (const {name, address} of await store.unindexed(lastMapping(project.schema()))) if (address.kind === 'set') sets.changed(name, address)
    await sets.flush()
  }
  // What a crash left out, in the middle of a change of the schema too.
  const missed = afterOpening(indexAll)
  let remaking = Promise.resolve()
  afterMapping(project, () => {
    remaking = remaking.then(indexAll).catch(error => console.error('The counts could not be made again after a change of the schema:', error))
  })
  const titles = given.indexesTexts ? searchIndexer({store, texts: folder.texts, project}) : undefined
  const metadata = sidecars({texts: given.own, project})
  return {
    caughtUp: async () => {
      await missed()
      await remaking
    },
    close: async () => {
      await missed()
      await remaking
      await sets.flush()
      sets.stop()
      await titles?.close()
      await metadata.close()
    },
  }
}
