import type {WebContents} from 'electron'
import {CHANNELS} from '../ipc/desktop-bridge.ts'
import type {HostEvent} from '../ipc/host-event.ts'

/** Invitations that came from outside and wait for a window that asks what to do with them. */
export interface Invited {
  /** One more; the page that is given is told, or one that opens later asks by itself. */
  add(link: string, page: WebContents | undefined): void
  /** All of them, each to one page only. */
  take(): readonly string[]
}

/** A page that links of all kinds are thrown at asks about the last ones. */
const MOST = 5

export function invited(): Invited {
  let waiting: readonly string[] = []
  return {
    add: (link, page) => {
      waiting = [...waiting.filter(each => each !== link), link].slice(-MOST)
      page?.send(CHANNELS.event, {type: 'invited'} satisfies HostEvent)
    },
    take: () => {
      const taken = waiting
      waiting = []
      return taken
    },
  }
}
