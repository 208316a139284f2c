import {refused} from '../../core/result.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {COMPUTATIONS} from './computations.ts'
import type {Tasks} from './task.ts'
import {taskSentence} from './task.ts'

/** Works tasks out in this thread, with turns for others between. */
export function tasksHere({store, texts}: Pick<ProjectFolder, 'store' | 'texts'>): Tasks {
  return {
    run: async (kind, given, {signal, onPart}) => {
      const steps = COMPUTATIONS[kind](given, {load: store.load, text: texts.get})
      for (;;) {
        if (signal?.aborted === true) return refused(taskSentence.cancelled(kind))
        const step = await steps.next()
        if (step.done) return step.value
        onPart?.(step.value)
        await turn()
      }
    },
    close: async () => undefined,
  }
}
