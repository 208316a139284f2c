import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import {importDataset} from './import-dataset.ts'
import type {RequestContext} from './request-context.ts'

/** The import of a dataset that a window has sent, answered for one person. */
export function datasetRequests(
  context: Pick<RequestContext, 'folder' | 'project' | 'changes' | 'person' | 'sent' | 'elsewhere' | 'tasks'>,
  mayManage: () => Result<null>,
): Pick<HostApi, 'sendDataset' | 'importDataset' | 'dropDataset'> {
  const {sent} = context
  const who = context.person.id
  return {
    sendDataset: async piece => {
      const allowed = mayManage()
      return allowed.ok ? sent.take(who, piece) : allowed
    },
    importDataset: async ({upload, name, size}, watch = {}) => {
      const allowed = mayManage()
      if (!allowed.ok) return allowed
      const file = await sent.whole(who, upload, size)
      if (!file.ok) return file
      try {
        const done = await importDataset(context, file.value, watch)
        return done.ok ? done : refused(message('{file}: {problem}', {file: name, problem: done.error}))
      } finally {
        await file.value.close()
      }
    },
    dropDataset: async upload => {
      await sent.drop(who, upload)
      return ok(null)
    },
  }
}
