import type * as Y from 'yjs'
import type {RecordEffects} from './effects-by-record.ts'
import type {DocumentRules, Refusal, Writer} from './rules.ts'

/** Why all that an update writes into one map is too much, or does not fit together; `undefined` where it does. */
export function refusedTogether(doc: Y.Doc, rules: DocumentRules, records: readonly RecordEffects[], writer: Writer): Refusal | undefined {
  for (const map of new Set(records.map(record => record.map))) {
    const rule = Object.hasOwn(rules, map) ? rules[map] : undefined
    if (rule === undefined || !('together' in rule) || rule.together === undefined) continue
    const here = records.filter(record => record.map === map).map(record => [record.id, valuesAt(record)] as const)
    const refusal = rule.together({
      writer,
      standing: new Map(doc.getMap(map).entries()),
      written: new Map(here.filter(([, values]) => values.length > 0)),
      gone: new Set(here.flatMap(([key, values]) => (values.length === 0 ? [key] : []))),
      at: (other, key) => ({now: doc.getMap(other).get(key), next: records.filter(({map: of, id}) => of === other && id === key).flatMap(valuesAt)}),
    })
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const valuesAt = ({at}: RecordEffects): readonly unknown[] => (at.get(undefined) ?? []).flatMap(effect => (effect.change === 'value' ? [effect.value] : []))
