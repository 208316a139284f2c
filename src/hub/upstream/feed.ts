import type {Result} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {ChangesPage} from '../../sync/peer-api.ts'
import type {UpstreamProblem} from './upstream-access.ts'
import type {ProgressFile} from './upstream-progress.ts'

/** Asks the other hub which documents were written to, and has them fetched page by page. */
export interface Feed {
  /** Asks now, or once the asking under way is done. */
  ask(): void
  /** The end of the other log as it is now; `undefined` when it cannot be told, or when much has happened meanwhile. */
  head(): Promise<string | undefined>
  stop(): void
}

/**
 * Milliseconds after which what a live connection was to bring is taken to have come. A document that is attached is not
 * fetched because the feed names it; its change may still be on its way. So the place kept on disk lags behind: after a
 * lost connection the changes of the last half minute are compared again.
 */
const LAG = 30_000

export function feed(given: {
  ask: (cursor: string) => Promise<Result<ChangesPage, UpstreamProblem>>
  pull: (documents: readonly DocumentAddress[]) => Promise<void>
  progress: ProgressFile
  /** Rights have changed. */
  onAnew: () => void
  onRestored: () => Promise<void>
  onProblem: (problem: UpstreamProblem) => void
}): Feed {
  let cursor = given.progress.get().theirs
  let places = [{cursor, since: performance.now()}]
  let isAsking = false
  let again = false
  let stopped = false
  let isProbed = given.progress.get().head === ''

  /** Once a connection: whether the other log still has what it acknowledged to us. */
  const probe = async (): Promise<void> => {
    const page = await given.ask(given.progress.get().head)
    if (stopped || !page.ok) return
    isProbed = true
    if (page.value.from === 'restored') await restored()
  }
  const restored = async (): Promise<void> => {
    cursor = ''
    places = [{cursor, since: performance.now()}]
    given.progress.set({theirs: '', head: ''})
    given.onAnew()
    await given.onRestored()
  }
  const note = (): void => {
    places.push({cursor, since: performance.now()})
    const due = places.findLastIndex(({since}) => performance.now() - since > LAG)
    if (due <= 0) return
    places = places.slice(due)
    given.progress.set({theirs: places[0]?.cursor ?? ''})
  }
  const turn = async (): Promise<void> => {
    // When it cannot be asked the next question fails as well, and says why.
    if (!isProbed) await probe()
    for (let more = true; more && !stopped; ) {
      const page = await given.ask(cursor)
      if (stopped) return
      if (!page.ok) return given.onProblem(page.error.kind === 'said' ? {...page.error, kind: 'offline'} : page.error)
      if (page.value.from !== 'cursor') {
        places = [{cursor: '', since: performance.now()}]
        given.progress.set({theirs: ''})
      }
      if (page.value.from === 'anew') given.onAnew()
      if (page.value.from === 'restored') await restored()
      await given.pull(page.value.documents)
      if (stopped) return
      more = page.value.more
      if (page.value.cursor !== cursor || places.length > 1) {
        cursor = page.value.cursor
        note()
      }
    }
  }
  const run = async (): Promise<void> => {
    isAsking = true
    do {
      again = false
      await turn()
    } while (again && !stopped)
    isAsking = false
  }
  return {
    ask: () => {
      again = true
      if (!isAsking && !stopped) void run()
    },
    head: async () => {
      if (stopped || !isProbed) return undefined
      const page = await given.ask(cursor)
      return page.ok && !stopped && !page.value.more && page.value.from === 'cursor' ? page.value.cursor : undefined
    },
    stop: () => {
      stopped = true
    },
  }
}
