import * as Y from 'yjs'
import type {RecordEffects} from './effects-by-record.ts'
import type {RecordRules} from './rules.ts'

/** Whether a record comes to have more fields of one family than it may. Fields that were taken away again do not count. */
export function isCrowdedRecord({most = {}}: RecordRules, standing: unknown, at: RecordEffects['at']): boolean {
  return Object.entries(most).some(([prefix, many]) => {
    // Most have not so many fields of any kind.
    if (at.size + (standing instanceof Y.Map ? standing.size : 0) <= many) return false
    const fields = new Set([...at].flatMap(([field, effects]) => (field?.startsWith(prefix) && effects.some(({change}) => change === 'value') ? [field] : [])))
    if (fields.size === 0) return false
    const stays = (field: string): boolean => at.get(field)?.every(({change}) => change === 'gone') !== true
    if (standing instanceof Y.Map) for (const field of standing.keys()) if (field.startsWith(prefix) && stays(field)) fields.add(field)
    return fields.size > many
  })
}
