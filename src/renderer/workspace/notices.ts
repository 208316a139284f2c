import type {Store} from './store.ts'
import {createStore} from './store.ts'

/** A passing message. `undo` offers to take the act back; `urgent` is read out at once by screen readers. */
export type Notice = {readonly id: string; readonly text: string; readonly tone: 'info' | 'success' | 'danger'; readonly action?: {readonly label: string; readonly run: () => void}}

export interface Notices {
  readonly list: Store<readonly Notice[]>
  say(text: string, tone?: Notice['tone'], action?: Notice['action']): void
  dismiss(id: string): void
}

/** More than this many at once are noise; the oldest go. */
const MOST = 4

export function notices(newId: () => string): Notices {
  const list = createStore<readonly Notice[]>([])
  return {
    list,
    say: (text, tone = 'info', action) => list.update(all => [...all, {id: newId(), text, tone, ...(action && {action})}].slice(-MOST)),
    dismiss: id => list.update(all => all.filter(each => each.id !== id)),
  }
}
