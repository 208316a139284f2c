import {createDecoder, readAny, readVarUint, readVarUint8Array} from 'lib0/decoding'
import {createEncoder, toUint8Array, writeAny} from 'lib0/encoding'
import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {AboutDataset, DatasetApi, SavedDataset} from '../../ipc/dataset-api.ts'
import {DATASET_TYPE} from '../../ipc/dataset-api.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import {HOST_METHODS} from '../../ipc/methods.ts'
import {revived} from '../../ipc/revived.ts'
import {download} from './download.ts'
import type {Host} from './host.ts'
import {say} from '../ui/say.ts'

/** The hub that served this page: requests as POST to `/api/<method>`, sync over WebSocket at `/sync`, both with the sign-in cookie. */
export function browserHost(location: Location, document: Document): Host {
  const entries = HOST_METHODS.map(method => [method, (...args: unknown[]) => post(method, args, readAnswer)])
  return {
    requests: Object.fromEntries(entries) as HostApi,
    saveDataset: (unit, task) => saveDataset(unit, task, document),
    desktop: undefined,
    sync: {url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`, socket: WebSocket},
    onEvent: () => () => undefined,
  }
}

async function post<T>(method: keyof HostApi | keyof DatasetApi, args: readonly unknown[], read: (answer: Response) => Promise<Result<T>>): Promise<Result<T>> {
  const encoder = createEncoder()
  writeAny(encoder, args as never)
  try {
    const answer = await fetch(`/api/${method}`, {
      method: 'POST',
      headers: {'content-type': 'application/octet-stream'},
      body: toUint8Array(encoder),
    })
    const isAnswer = [ANSWER, DATASET_TYPE].includes(answer.headers.get('content-type') ?? '')
    if (answer.status === 401 && !isAnswer) return refused(say('You are signed out. Open the sign-in link that Claimlight printed when it started.'))
    if (answer.status === 429 && !isAnswer) return refused(say('Claimlight was asked too much at once. Wait a few seconds, then try again.'))
    if (!answer.ok && !isAnswer) return refused(say('Claimlight could not answer ({status}). Try again; if it stays, restart it.', {status: answer.status}))
    return await read(answer)
  } catch {
    return refused(say('Claimlight does not answer. Is it still running? Your work in this window is kept.'))
  }
}

const ANSWER = 'application/octet-stream'

const readAnswer = async (answer: Response): Promise<Result<unknown>> =>
  revived(readAny(createDecoder(new Uint8Array(await answer.arrayBuffer()))) as Result<unknown>)

/** Bytes that hold the length of what comes before the file, whatever it is. */
const LENGTH = 8

/** The browser keeps the answer, on its disk where it is long; only its beginning is read here. */
async function saveDataset(unit: OffsetUnit, task: string, document: Document): Promise<Result<SavedDataset | null>> {
  return post('exportDataset', [unit, task], async answer => {
    if (answer.headers.get('content-type') !== DATASET_TYPE) return (await readAnswer(answer)) as Result<SavedDataset>
    const body = await answer.blob()
    const start = createDecoder(new Uint8Array(await body.slice(0, LENGTH).arrayBuffer()))
    const length = readVarUint(start)
    const head = body.slice(0, start.pos + length)
    const about = readAny(createDecoder(readVarUint8Array(createDecoder(new Uint8Array(await head.arrayBuffer()))))) as Result<AboutDataset>
    if (!about.ok) return about
    const {name, ...said} = about.value
    download(document, name, body.slice(head.size, undefined, 'application/json'))
    return ok({...said, place: name})
  })
}
