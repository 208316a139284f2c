import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {MadeFile} from '../../ipc/host-api.ts'
import {download} from '../host/download.ts'
import type {Host} from '../host/host.ts'

/** By the ending of its name: a browser may add one of its own to what is of another type. */
const TYPES: Readonly<Record<string, string>> = {json: 'application/json', html: 'text/html', md: 'text/markdown', qdc: 'application/xml'}

/** Saves a file where the user says: a native dialog on the desktop, the downloads folder in a browser. `null` when she cancelled. */
export async function saveFile(host: Host, file: MadeFile, document: Document): Promise<Result<string | null>> {
  if (host.desktop !== undefined) return host.desktop.saveFile(file)
  download(document, file.name, new Blob([file.text], {type: TYPES[file.name.slice(file.name.lastIndexOf('.') + 1)] ?? 'text/plain'}))
  return ok(file.name)
}
