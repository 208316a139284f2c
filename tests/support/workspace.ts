import type {Person} from '../../src/core/round/owner.ts'
import {ok} from '../../src/core/result.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createToasts} from '../../src/renderer/ui/toasts.ts'
import {preferences} from '../../src/renderer/state/preferences.ts'
import {createStore} from '../../src/renderer/state/store.ts'
import type {UnsavedText} from '../../src/renderer/state/unsaved-texts.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createWorkspace} from '../../src/renderer/state/workspace.ts'
import type {Closing} from '../../src/sync/closing.ts'
import type {CrashBuffer} from '../../src/sync/hub-connection.ts'
import {portSocket} from '../../src/sync/port-socket.ts'
import {portWindow} from './port-window.ts'

/** What a window of this person at a hub in this process works with, without a page. `cut` breaks its pipe, `end` closes it as the hub does. */
export async function aWorkspace(
  hub: Hub,
  person: Person,
  given: {buffer?: CrashBuffer} = {},
): Promise<{readonly workspace: Workspace; readonly restarts: string[]; cut(): void; end(closing: Closing): void}> {
  const restarts: string[] = []
  const requests = hub.requests(person, 'browser')
  const session = await requests.session()
  if (!session.ok) throw new Error(session.error)
  let made = 0
  const nowhere = portSocket(() => {
    throw new Error('The connection is made by the test.')
  })
  const connection = portWindow(hub, person, given.buffer)
  const workspace = await createWorkspace({
    host: {requests, saveDataset: async () => ok(null), desktop: undefined, sync: {url: '', socket: nowhere}, onEvent: () => () => undefined},
    session: session.value,
    connection,
    preferences: preferences({getItem: () => null, setItem: () => undefined} as unknown as Storage),
    theme: createStore('light'),
    toasts: createToasts(),
    lost: createStore<readonly UnsavedText[]>([]),
    now: () => made,
    newId: () => `${person.id}-${made++}`,
    restart: why => restarts.push(why),
  })
  if (!workspace.ok) throw new Error(workspace.error)
  return {workspace: workspace.value, restarts, cut: connection.cut, end: connection.end}
}
