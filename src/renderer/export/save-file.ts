import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {MadeFile} from '../../ipc/host-api.ts'
import type {Host} from '../host/host.ts'

/** Saves a file where the user says: a native dialog on the desktop, the downloads folder in a browser. `null` when she cancelled. */
export async function saveFile(host: Host, file: MadeFile, document: Document): Promise<Result<string | null>> {
  if (host.desktop !== undefined) return host.desktop.saveFile(file)
  const address = URL.createObjectURL(new Blob([file.text], {type: 'application/json'}))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The download has its own hold on the data once it has started.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return ok(file.name)
}
