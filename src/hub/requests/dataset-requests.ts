import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import {importDataset} from './import-dataset.ts'
import type {RequestContext} from './request-context.ts'
import type {RunningImport} from './sent-datasets.ts'

/** The import of a dataset that a window has sent, answered for one person. */
export function datasetRequests(
  context: Pick<RequestContext, 'folder' | 'project' | 'changes' | 'person' | 'imports' | 'elsewhere' | 'tasks'>,
  mayManage: () => Result<null>,
): Pick<HostApi, 'sendDataset' | 'importDataset' | 'importProgress' | 'cancelImport'> {
  const {sent, running} = context.imports
  const who = context.person.id
  const runningOf = (upload: string): RunningImport | undefined => (running.get(who)?.upload === upload ? running.get(who) : undefined)
  return {
    sendDataset: async piece => {
      const allowed = mayManage()
      return allowed.ok ? sent.take(who, piece) : allowed
    },
    importDataset: async ({upload, name, size}) => {
      const allowed = mayManage()
      if (!allowed.ok) return allowed
      const file = await sent.whole(who, upload, size)
      if (!file.ok) return file
      const mine: RunningImport = {upload, cancel: new AbortController(), part: 0}
      running.set(who, mine)
      const onPart = (part: number): void => {
        mine.part = part
      }
      try {
        const done = await importDataset(context, file.value, {onPart, signal: mine.cancel.signal})
        return done.ok ? done : refused(`${name}: ${done.error}`)
      } finally {
        if (running.get(who) === mine) running.delete(who)
        await file.value.close()
      }
    },
    importProgress: async upload => ok(runningOf(upload)?.part ?? 0),
    cancelImport: async upload => {
      runningOf(upload)?.cancel.abort()
      await sent.drop(who, upload)
      return ok(null)
    },
  }
}
