import {refused} from '../../core/result.ts'
import type {Watch} from '../../core/watch.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {COMPUTATIONS} from './computations.ts'
import type {Computation, Running, TaskKind, TaskKinds, Tasks} from './task.ts'
import {taskSentence} from './task.ts'

/** Works tasks out in this thread, with turns for others between. */
export function tasksHere({store, texts}: Pick<ProjectFolder, 'store' | 'texts'>): Tasks {
  return {
    run: async function* <K extends TaskKind>(kind: K, given: TaskKinds[K]['given'], {signal, onPart}: Watch): Running<K> {
      const steps = (COMPUTATIONS[kind] as Computation<K>)(given, {load: store.load, text: texts.get})
      for (;;) {
        if (signal?.aborted === true) return refused(taskSentence.cancelled(kind))
        const step = await steps.next()
        if (step.done) return step.value
        if (typeof step.value === 'number') onPart?.(step.value)
        else yield step.value.piece
        await turn()
      }
    },
    close: async () => undefined,
  }
}
