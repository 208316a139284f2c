import {basename} from 'node:path'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import {message} from '../../core/language/message.ts'
import type {Sentence} from '../../core/language/message.ts'
import type {DatasetFileApi} from '../../ipc/dataset-api.ts'
import {openJsonFile} from '../../storage/texts/json-file.ts'
import {importDataset} from './import-dataset.ts'
import type {RequestContext} from './request-context.ts'

export const datasetFile = (
  context: Pick<RequestContext, 'folder' | 'project' | 'changes' | 'elsewhere' | 'tasks'>,
  mayManage: () => Result<null>,
): DatasetFileApi => ({
  importDatasetFile: async (path, watch = {}) => {
    const allowed = mayManage()
    if (!allowed.ok) return allowed
    const named = (problem: Sentence): Result<never> => refused(message('{file}: {problem}', {file: basename(path), problem}))
    const file = await openJsonFile(path)
    if (!file.ok) return named(file.error)
    try {
      const done = await importDataset(context, file.value, watch)
      return done.ok ? done : named(done.error)
    } finally {
      await file.value.close()
    }
  },
})
