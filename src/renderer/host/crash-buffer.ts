import {IndexeddbPersistence, storeState} from 'y-indexeddb'
import type * as Y from 'yjs'
import type {CrashBuffer} from '../../sync/hub-connection.ts'

/** IndexedDB is slow on a busy machine; the hub is the truth, so nothing waits longer. What comes later is taken then. */
const PATIENCE_MS = 3000

/** No machine is that slow: another tab upgrades, or the profile is damaged. */
const HANGS_MS = 60_000

/** How lib0 words what IndexedDB says. */
const STORAGE_ERROR = /^(AbortError|QuotaExceededError|UnknownError|InvalidStateError|TransactionInactiveError):/

/**
 * What the hub has not acknowledged survives the window's death in IndexedDB, one database a document, dropped once all is
 * acknowledged. `onProblem` is told once, when the browser does not let us keep it; the window works on without.
 */
export function indexedDbBuffer(projectId: string, onProblem: () => void): CrashBuffer {
  const attached = new Map<string, IndexeddbPersistence>()
  const wanted = new Map<string, Y.Doc>()
  let usable: Promise<boolean> | undefined
  let told = false
  const problem = (): void => {
    if (!told) onProblem()
    told = true
  }
  // What y-indexeddb could not write is a rejection that nobody but the page sees.
  addEventListener('unhandledrejection', event => {
    if (!(event.reason instanceof Error) || !STORAGE_ERROR.test(event.reason.message)) return
    event.preventDefault()
    problem()
  })
  const stop = (name: string, persistence: IndexeddbPersistence): void => {
    if (attached.get(name) === persistence) attached.delete(name)
    void persistence.destroy().catch(() => undefined)
  }

  const follow = async (name: string, doc: Y.Doc, isFromHub: (origin: unknown) => boolean): Promise<void> => {
    const persistence = new IndexeddbPersistence(databaseOf(name), doc)
    keepOnly(persistence, origin => !isFromHub(origin))
    attached.set(name, persistence)
    await persistence.whenSynced
    const {db} = persistence
    if (db === null) return
    for (const type of ['abort', 'close']) {
      db.addEventListener(type, () => {
        problem()
        stop(name, persistence)
      })
    }
    // Another window of this project had everything acknowledged and drops the database: ours starts again with all we have.
    db.addEventListener('versionchange', () => {
      if (attached.get(name) !== persistence) return
      stop(name, persistence)
      void follow(name, doc, isFromHub)
    })
  }
  const databaseOf = (name: string): string => `claimlight/${projectId}/${name}`

  return {
    attach: async (name, doc, isFromHub) => {
      wanted.set(name, doc)
      const isWanted = (): boolean => wanted.get(name) === doc
      usable ??= isUsable(databaseOf(name))
      const following = usable.then(is => (is ? isWanted() && follow(name, doc, isFromHub) : problem())).then(() => true)
      void Promise.race([following, after(HANGS_MS)]).then(isThere => !isThere && isWanted() && problem())
      await Promise.race([following, after(PATIENCE_MS)])
    },
    detach: async (name, forget) => {
      const persistence = attached.get(name)
      attached.delete(name)
      wanted.delete(name)
      if (persistence === undefined) return
      const {db} = persistence
      if (db === null) return void persistence.destroy().catch(() => undefined)
      const end = async (): Promise<void> => {
        if (!forget) await storeState(persistence, true).then(() => persistence.destroy())
        else await emptied(db).then(() => persistence.clearData())
      }
      // What the browser gave up never settles.
      await Promise.race([end(), after(PATIENCE_MS)]).catch(problem)
    },
  }
}

/** By itself y-indexeddb keeps every update, and so writes a large document whole whenever it comes. */
function keepOnly(persistence: IndexeddbPersistence, isWanted: (origin: unknown) => boolean): void {
  const {doc, _storeUpdate: store} = persistence
  doc.off('update', store)
  persistence._storeUpdate = (update, origin) => {
    if (isWanted(origin)) store(update, origin)
  }
  doc.on('update', persistence._storeUpdate)
}

const after = (milliseconds: number): Promise<false> => new Promise(resolve => setTimeout(() => resolve(false), milliseconds))

/** Whether the browser opens a database at all: in some private windows and with a full disk it does not. */
function isUsable(database: string): Promise<boolean> {
  return new Promise<boolean>(resolve => {
    try {
      const request = indexedDB.open(database)
      request.onupgradeneeded = () => {
        // As y-indexeddb makes them; it does so only in a database that it finds missing.
        request.result.createObjectStore('updates', {autoIncrement: true})
        request.result.createObjectStore('custom')
      }
      request.onerror = () => resolve(false)
      request.onsuccess = () => {
        request.result.close()
        resolve(true)
      }
    } catch {
      resolve(false)
    }
  })
}

/** The database itself goes only when no other window has it open; what is in it goes now. */
function emptied(db: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction('updates', 'readwrite')
    transaction.objectStore('updates').clear()
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
