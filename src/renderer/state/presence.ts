import type {Awareness} from 'y-protocols/awareness'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Span} from '../../core/text/span.ts'
import type {WindowPresence} from '../../project/presence.ts'
import type {Store} from './store.ts'
import {createStore} from './store.ts'
import {atMostEvery} from './at-most-every.ts'
import type {Colleague, ColleagueSelection} from './colleagues.ts'
import {NOBODY, seenIn} from './colleagues.ts'

/** Where colleagues are, and where this window is for them. Both are empty while an independent round is closed, and while the hub is away: nobody knows then. */
export interface Presence {
  /** Changes when somebody comes, goes or turns to another article. */
  readonly colleagues: Store<readonly Colleague[]>
  /** Changes with every step of a colleague's selection: read it only where it is painted. */
  readonly selections: Store<readonly ColleagueSelection[]>
  stop(): void
}

/** Milliseconds between two messages of this window, and between two looks at what others sent. */
const SENDING = 100
const LOOKING = 50

export function createPresence(given: {
  awareness: Awareness
  me: () => AnnotatorId
  blind: () => boolean
  connected: () => boolean
  /** Where this person is now; asked for again after each `onMove`. */
  where: () => {readonly article: ArticleId | undefined; readonly span: Span | undefined}
  onMove: (listener: () => void) => void
}): Presence {
  const {awareness, me, blind} = given
  const colleagues = createStore<readonly Colleague[]>([])
  const selections = createStore<readonly ColleagueSelection[]>([])
  const moved = new Map<number, number>()
  let moves = 0
  let sent: string | undefined
  let connected = false

  const say = (): void => {
    // The hub forgot this window when the connection broke, and takes only what is newer than what it forgot.
    if (given.connected() && !connected) sent = undefined
    connected = given.connected()
    const {article, span} = given.where()
    const here: WindowPresence = {by: me(), ...(article !== undefined && {article, ...(span !== undefined && {span})})}
    const state = blind() ? null : here
    const text = JSON.stringify(state)
    if (text === sent) return
    sent = text
    awareness.setLocalState(state)
  }
  const look = (): void => {
    const seen = blind() || !given.connected() ? NOBODY : seenIn(awareness, me(), moved)
    if (JSON.stringify(seen.colleagues) !== JSON.stringify(colleagues.get())) colleagues.set(seen.colleagues)
    if (JSON.stringify(seen.selections) !== JSON.stringify(selections.get())) selections.set(seen.selections)
  }
  const sending = atMostEvery(SENDING, say)
  const looking = atMostEvery(LOOKING, look)
  awareness.on('change', ({added, updated, removed}: Record<'added' | 'updated' | 'removed', number[]>) => {
    moves++
    for (const client of [...added, ...updated]) moved.set(client, moves)
    for (const client of removed) moved.delete(client)
    looking.ask()
  })
  given.onMove(() => {
    sending.ask()
    looking.ask()
  })
  say()
  look()
  return {
    colleagues,
    selections,
    stop: () => {
      sending.stop()
      looking.stop()
    },
  }
}
