import type {Person} from '../../src/core/round/owner.ts'
import {ok} from '../../src/core/result.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {HostEvent} from '../../src/ipc/host-event.ts'
import type {Host} from '../../src/renderer/host/host.ts'
import {portSocket} from '../../src/sync/port-socket.ts'

export type MemoryHost = Host & {tell(event: HostEvent): void}

/** What stands behind a window of this person at a hub in the same process: no page is served, no socket opened. Its connection is a `portWindow`. */
export function memoryHost(hub: Hub, person: Person): MemoryHost {
  const listeners = new Set<(event: HostEvent) => void>()
  return {
    requests: hub.requests(person, 'browser'),
    saveDataset: async () => ok(null),
    desktop: undefined,
    sync: {
      url: '',
      socket: portSocket(() => {
        throw new Error('The connection is made by the test.')
      }),
    },
    onEvent: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: event => {
      for (const listener of listeners) listener(event)
    },
  }
}
