import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createToasts} from '../../src/renderer/ui/toasts.ts'
import {preferences} from '../../src/renderer/state/preferences.ts'
import {createStore} from '../../src/renderer/state/store.ts'
import type {UnsavedText} from '../../src/renderer/state/unsaved-texts.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createWorkspace} from '../../src/renderer/state/create-workspace.ts'
import type {Closing} from '../../src/sync/closing.ts'
import type {CrashBuffer} from '../../src/sync/hub-connection.ts'
import type {MemoryHost} from './memory-host.ts'
import {memoryHost} from './memory-host.ts'
import {portWindow} from './port-window.ts'

/** What a window of this person at a hub in this process works with, without a page. `cut` breaks its pipe, `end` closes it as the hub does. */
export async function aWorkspace(
  hub: Hub,
  person: Person,
  given: {buffer?: CrashBuffer; now?: () => number} = {},
): Promise<{
  readonly workspace: Workspace
  readonly host: MemoryHost
  readonly restarts: string[]
  cut(): void
  end(closing: Closing): void
}> {
  const restarts: string[] = []
  const host = memoryHost(hub, person)
  const session = await host.requests.session()
  if (!session.ok) throw new Error(`${session.error}`)
  let made = 0
  const connection = portWindow(hub, person, given.buffer)
  const workspace = await createWorkspace({
    host,
    session: session.value,
    connection,
    preferences: preferences({getItem: () => null, setItem: () => undefined} as unknown as Storage),
    theme: createStore('light'),
    toasts: createToasts(),
    lost: createStore<readonly UnsavedText[]>([]),
    now: given.now ?? (() => made),
    newId: () => `${person.id}-${made++}`,
    restart: why => restarts.push(why),
  })
  if (!workspace.ok) throw new Error(`${workspace.error}`)
  return {workspace: workspace.value, host, restarts, cut: connection.cut, end: connection.end}
}
