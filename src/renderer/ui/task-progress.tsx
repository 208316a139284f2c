import type {TaskPart} from '../../ipc/task-api.ts'
import type {ProgressProps} from './progress.tsx'
import {Progress} from './progress.tsx'
import {inPercent, say} from './say.ts'

/** How far something is that the hub works out. */
export function TaskProgress({part, ...shown}: Pick<ProgressProps, 'label' | 'onCancel'> & {readonly part: TaskPart}) {
  if (part === 'waiting') return <Progress {...shown} detail={say('Waiting for its turn')} />
  return <Progress {...shown} value={part} max={1} detail={inPercent(part)} />
}
