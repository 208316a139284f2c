import type {Toasts} from './toasts.ts'

/** Milliseconds until something is said: what follows at once, as the news of the same act, takes its place. */
const PAUSE = 120

/** What screen readers say of the window, without anything on screen: one short sentence for each act. */
export interface Announcer {
  /** Says what this person did or came to. Of several at once the last is said, and none where news on screen say it, or where it is not `wanted` any more by then. */
  say(text: string, wanted?: () => boolean): void
  /** Says what others did, after what is being said of her own act. */
  tell(text: string): void
  subscribe(listener: () => void): () => void
  current(): Spoken
}

/** `nth`: the same words are said again where they are meant again. */
export type Spoken = {readonly text: string; readonly nth: number}

export function createAnnouncer(toasts: Toasts): Announcer {
  let own: {readonly text: string; readonly wanted: () => boolean} | undefined
  let others: readonly string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let spoken: Spoken = {text: '', nth: 0}
  let newest = newestOf(toasts)
  const listeners = new Set<() => void>()

  const speak = (): void => {
    timer = undefined
    const mine = own?.wanted() === true ? own.text : undefined
    const text = mine ?? others[0]
    if (mine === undefined) others = others.slice(1)
    own = undefined
    if (text !== undefined) {
      spoken = {text, nth: spoken.nth + 1}
      for (const listener of listeners) listener()
    }
    if (others.length > 0) timer = setTimeout(speak, PAUSE)
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(speak, PAUSE)
  }
  toasts.subscribe(() => {
    const now = newestOf(toasts)
    if (now > newest) own = undefined
    newest = Math.max(newest, now)
  })
  return {
    say: (text, wanted = () => true) => {
      own = {text, wanted}
      soon()
    },
    tell: text => {
      others = [...others, text]
      soon()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    current: () => spoken,
  }
}

const newestOf = (toasts: Toasts): number => Math.max(0, ...toasts.current().map(({id}) => id))
