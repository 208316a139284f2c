import {createDecoder, readAny} from 'lib0/decoding'
import {createEncoder, toUint8Array, writeAny} from 'lib0/encoding'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import {HOST_METHODS} from '../../ipc/methods.ts'
import type {Host} from './host.ts'

/** The hub that served this page: requests as POST to `/api/<method>`, sync over WebSocket at `/sync`, both with the sign-in cookie. */
export function browserHost(location: Location): Host {
  const entries = HOST_METHODS.map(method => [method, (...args: unknown[]) => post(method, args)])
  return {
    requests: Object.fromEntries(entries) as HostApi,
    desktop: undefined,
    sync: {url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`, socket: WebSocket},
    onEvent: () => () => undefined,
  }
}

async function post(method: string, args: readonly unknown[]): Promise<Result<unknown>> {
  const encoder = createEncoder()
  writeAny(encoder, args as never)
  try {
    const answer = await fetch(`/api/${method}`, {
      method: 'POST',
      headers: {'content-type': 'application/octet-stream'},
      body: toUint8Array(encoder),
    })
    const isAnswer = answer.headers.get('content-type') === 'application/octet-stream'
    if (answer.status === 401 && !isAnswer) return refused('You are signed out. Open the sign-in link that Claimlight printed when it started.')
    if (answer.status === 429) return refused('Claimlight was asked too much at once. Wait a few seconds, then try again.')
    if (!answer.ok && !isAnswer) return refused(`Claimlight could not answer (${answer.status}). Try again; if it stays, restart it.`)
    return readAny(createDecoder(new Uint8Array(await answer.arrayBuffer()))) as Result<unknown>
  } catch {
    return refused('Claimlight does not answer. Is it still running? Your work in this window is kept.')
  }
}
