import type {Encoding, ImportFile, ImportOutcome} from '../../ipc/host-api.ts'
import type {RequestContext} from './host-requests.ts'

export async function importFiles(_context: RequestContext, _files: readonly ImportFile[], _encoding: Encoding | null): Promise<readonly ImportOutcome[]> {
  return []
}
