import type {Result} from '../../core/result.ts'
import type {TaskKind, TaskKinds} from './task.ts'

/** What was made with bytes that are its own, so that they can be moved to another thread rather than copied: a small buffer shares them with others. */
export function withOwnBytes(made: Result<TaskKinds[TaskKind]['made']>): readonly [Result<unknown>, readonly ArrayBuffer[]] {
  if (!made.ok || typeof made.value === 'number' || !('packed' in made.value)) return [made, []]
  const packed = made.value.packed.map(piece => Uint8Array.from(piece))
  return [{ok: true, value: {...made.value, packed}}, packed.map(({buffer}) => buffer)]
}
