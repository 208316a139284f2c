import {IndexeddbPersistence, storeState} from 'y-indexeddb'
import type * as Y from 'yjs'
import type {CrashBuffer} from '../../sync/hub-connection.ts'

/** IndexedDB can hang when another tab upgrades or the profile is damaged; the hub is the truth, so go on without it. */
const PATIENCE_MS = 3000

/** What the hub has not acknowledged survives the window's death in IndexedDB, one database a document, dropped once all is acknowledged. */
export function indexedDbBuffer(projectId: string): CrashBuffer {
  const attached = new Map<string, IndexeddbPersistence>()
  return {
    attach: async (name: string, doc: Y.Doc) => {
      const persistence = new IndexeddbPersistence(`claimlight/${projectId}/${name}`, doc)
      attached.set(name, persistence)
      await Promise.race([persistence.whenSynced, new Promise(resolve => setTimeout(resolve, PATIENCE_MS))])
    },
    detach: async (name, acknowledged) => {
      const persistence = attached.get(name)
      attached.delete(name)
      if (persistence === undefined) return
      if (persistence.db === null) return void persistence.destroy().catch(() => undefined)
      if (acknowledged) await persistence.clearData()
      else {
        await storeState(persistence, true)
        await persistence.destroy()
      }
    },
  }
}
