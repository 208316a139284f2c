import type {ArticleId} from '../../core/article/article.ts'
import {isClosed} from '../../core/round/round.ts'
import type {OpenArticle} from './open-article.ts'
import type {Workspace} from './workspace.ts'
import {tell} from '../ui/say.ts'

/** `unopened`: articles that could not be opened, the first for the `reason`. `unsaved`: those whose changes the hub had not acknowledged at the end. `left`: those that were not begun, because of `stopped`. */
export type WorkDone = {
  readonly unopened: number
  readonly reason?: string
  readonly unsaved: number
  readonly left: number
  readonly stopped?: 'cancelled' | 'round'
}

/** Articles that are worked on at once: while one is waited for, the hub has others to answer. */
const AT_ONCE = 4

/**
 * Does something in many articles that need not be open. Each is opened, changed at once, and done when the hub has acknowledged
 * that; few are open at a time. It can be cancelled, also while the hub is away, and stops when a round begins or ends.
 */
export async function overArticles(
  workspace: Workspace,
  title: string,
  ids: readonly ArticleId[],
  deed: {
    /** What is needed besides the article, before it is changed. */
    readonly prepare?: (id: ArticleId) => Promise<void>
    readonly change: (article: OpenArticle) => void
    readonly unopened?: (id: ArticleId) => void
  },
): Promise<WorkDone> {
  const {work} = workspace
  const cancelled = new AbortController()
  const rounds = closedNow(workspace)
  const waiting = [...ids]
  let [done, unopened, unsaved] = [0, 0, 0]
  let stopped: WorkDone['stopped']
  let reason: string | undefined
  const stop = (why: NonNullable<WorkDone['stopped']>): void => {
    stopped ??= why
    cancelled.abort()
  }
  const report = (): void => work.set({title, done, of: ids.length, cancel: () => stop('cancelled')})
  const one = async (id: ArticleId): Promise<void> => {
    const {signal} = cancelled
    let loaded = await unless(signal, workspace.load(id))
    while (loaded?.ok && deed.prepare !== undefined) {
      await unless(signal, deed.prepare(id))
      if (signal.aborted || workspace.opened(id) === loaded.value) break
      // While it was prepared for, others were opened and it was closed.
      loaded = await unless(signal, workspace.load(id))
    }
    if (closedNow(workspace) !== rounds) stop('round')
    if (loaded === undefined || signal.aborted) return void waiting.push(id)
    if (!loaded.ok) {
      unopened++
      reason ??= tell(loaded.error)
      deed.unopened?.(id)
    } else {
      deed.change(loaded.value)
      if (!(await acknowledged(workspace, loaded.value, signal))) unsaved++
    }
    done++
    report()
  }
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      if (cancelled.signal.aborted) return void waiting.push(id)
      await one(id)
      if (cancelled.signal.aborted) return
    }
  }
  report()
  try {
    await Promise.all(Array.from({length: AT_ONCE}, worker))
  } finally {
    work.set(undefined)
  }
  return {unopened, unsaved, left: waiting.length, ...(stopped && {stopped}), ...(reason !== undefined && {reason})}
}

const closedNow = ({project}: Workspace): string =>
  JSON.stringify(
    project.rounds
      .all()
      .filter(isClosed)
      .map(({id}) => id),
  )

/** `undefined` where it is cancelled first. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const give = (): void => resolve(undefined)
    if (signal.aborted) return give()
    signal.addEventListener('abort', give, {once: true})
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })
}

/** Whether the hub has everything that was done to an article: at once, or when it says so; not where that is cancelled while it is away, or the set was discarded. */
function acknowledged({connection, opened}: Workspace, article: OpenArticle, signal: AbortSignal): Promise<boolean> {
  const {document, id} = article
  return new Promise(resolve => {
    const end = (is: boolean): void => {
      stop()
      signal.removeEventListener('abort', look)
      resolve(is)
    }
    const look = (): void => {
      if (!document.unsynced()) end(true)
      else if ((signal.aborted && !connection.state().connected) || opened(id) !== article) end(false)
    }
    const stop = connection.observe(look)
    signal.addEventListener('abort', look)
    look()
  })
}
