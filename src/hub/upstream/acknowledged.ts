import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {Bridges} from './bridges.ts'
import type {ProgressFile} from './upstream-progress.ts'

/** How far the other hub has acknowledged our log, as noted on disk. What is not noted is only compared again. */
export interface Acknowledged {
  /** Has the bridges wait for what our log holds beyond that; looks once. */
  find(): Promise<void>
  /** Notes in a moment that all is acknowledged, when it is. */
  note(): void
  /** What was acknowledged may be gone there: all is offered again. */
  forget(): Promise<void>
  /** Resolves when nothing is being noted; nothing is afterwards. */
  close(): Promise<void>
}

/** Milliseconds at least between notes: each costs a question. */
const NOTE = 1000

/** Records of our own log that are looked through at a time. */
const PAGE = 1000

/** `head`: where the other hub's log is now, `undefined` when it cannot be asked. */
export function acknowledged(given: {
  store: DocumentLog
  progress: ProgressFile
  bridges: Pick<Bridges, 'waiting' | 'waitFor' | 'generation'>
  head: () => Promise<string | undefined>
}): Acknowledged {
  const {store, progress, bridges} = given
  let known = false
  let noting: Promise<void> | undefined
  let closed = false
  let askedHead = Number.NEGATIVE_INFINITY

  const findWaiting = async (): Promise<void> => {
    let place = progress.get().ours
    for (;;) {
      const page = await store.changesSince(place, PAGE)
      if (page === undefined) {
        progress.set({ours: '', theirs: '', head: ''})
        place = ''
        continue
      }
      bridges.waitFor(page.documents)
      place = page.next
      if (!page.more) break
    }
    known = true
  }

  const noteAll = async (): Promise<void> => {
    const generation = bridges.generation()
    try {
      let place = progress.get().ours
      for (let more = true; more; ) {
        const page = await store.changesSince(place, PAGE)
        if (page === undefined) return
        place = page.next
        more = page.more
      }
      if (place === progress.get().ours || performance.now() - askedHead < NOTE) return
      askedHead = performance.now()
      const head = await given.head()
      // A change written meanwhile may lie before this place and wait: then this is for the next time.
      if (head !== undefined && generation === bridges.generation() && bridges.waiting().count === 0) progress.set({ours: place, head})
    } catch {
      // The store cannot be read at present.
    }
  }

  return {
    find: async () => {
      if (!known) await findWaiting()
    },
    note: () => {
      if (closed || !known || bridges.waiting().count > 0) return
      noting ??= noteAll().finally(() => {
        noting = undefined
      })
    },
    forget: async () => {
      progress.set({ours: '', head: ''})
      await findWaiting()
    },
    close: async () => {
      closed = true
      await noting
    },
  }
}
