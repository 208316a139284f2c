import type {HubConnection} from '../../sync/hub-connection.ts'
import type {Host} from '../host/host.ts'
import type {UpstreamState} from './save-state.ts'
import type {Store} from './store.ts'
import {createStore} from './store.ts'

/**
 * Whether the hub that this project is a guest of has what was done here. Asked anew after each change, so that nothing
 * is called shared by an answer from before it; `undefined` until that answer is here.
 */
export function sharedState(connection: HubConnection, host: Host): {readonly state: Store<UpstreamState | undefined>; ask(): Promise<void>} {
  const state = createStore<UpstreamState | undefined>({state: 'none'})
  let isGuest = false
  let asked = 0
  let isAsking = false

  const ask = async (): Promise<void> => {
    const mine = ++asked
    isAsking = true
    const answer = await host.requests.shareStatus()
    if (mine !== asked) return
    isAsking = false
    if (!answer.ok) return
    isGuest = answer.value.upstream.state !== 'none'
    if (!connection.state().unsynced) state.set(answer.value.upstream)
  }
  connection.observe(() => {
    if (!isGuest) return
    if (connection.state().unsynced) {
      asked++
      isAsking = false
      state.set(undefined)
    } else if (state.get() === undefined && !isAsking) void ask()
  })
  void ask()
  return {state, ask}
}
