import * as Y from 'yjs'
import type {DocumentAddress} from '../document-address.ts'
import type {UpdateStructure} from '../update-structure.ts'
import {DISCUSSION_RULES} from './discussion-rules.ts'
import type {RecordEffects} from './effects-by-record.ts'
import type {Effect} from './effect.ts'
import {effectsOf} from './effects.ts'
import {PROJECT_RULES} from './project-rules.ts'
import {REGISTRY_RULES} from './registry-rules.ts'
import type {DocumentRules, RecordRules, Refusal, Rule, Write, Writer} from './rules.ts'
import {isSame} from './rules.ts'
import {SET_RULES} from './set-rules.ts'

const RULES: {readonly [K in DocumentAddress['kind']]: DocumentRules} = {
  project: PROJECT_RULES,
  set: SET_RULES,
  registry: REGISTRY_RULES,
  discussion: DISCUSSION_RULES,
}

/** `taken`: all of it may be written; `clients` are those that it writes as. `early`: its sender has to compare documents before it can be judged. */
export type Judgement =
  | {readonly state: 'taken'; readonly clients: ReadonlySet<number>}
  | {readonly state: 'nothing' | 'early'}
  | {readonly state: 'refused'; readonly why: Refusal}

/**
 * Whether an update may be written to a document: what it would do is found without applying it and held against what
 * such a document may hold, and whose work it touches. An update is taken or refused whole, never filtered: part of it
 * would leave its sender with another document than everybody else.
 */
export function judge(doc: Y.Doc, address: DocumentAddress, update: UpdateStructure, bytes: Uint8Array, writer: Writer): Judgement {
  const found = effectsOf(doc, update)
  if (found.state === 'foreign') return {state: 'refused', why: 'shape'}
  if (found.state !== 'some') return {state: found.state}
  const {records, clients} = found
  const why = firstRefusal(doc, RULES[address.kind], records, writer)
  if (why === undefined) return {state: 'taken', clients}
  if (!why.doubtful || !takesNothingAway(doc, bytes, records)) return {state: 'refused', why: why.refusal}
  // What is past at its sender's, and takes nothing away here either, needs no rule.
  const other = firstRefusal(doc, RULES[address.kind], records, writer, ({change}) => change !== 'past')
  return other === undefined ? {state: 'taken', clients} : {state: 'refused', why: other.refusal}
}

type Doubt = {readonly refusal: Refusal; readonly doubtful: boolean}

function firstRefusal(
  doc: Y.Doc,
  rules: DocumentRules,
  records: readonly RecordEffects[],
  writer: Writer,
  concerns: (effect: Effect) => boolean = () => true,
): Doubt | undefined {
  for (const {map, id, at} of records) {
    const rule = Object.hasOwn(rules, map) ? rules[map] : undefined
    if (rule === undefined || id.length > LONGEST_KEY) return {refusal: 'shape', doubtful: false}
    const standing = doc.getMap(map).get(id)
    const record = {
      written: (name: string) => valueIn(at.get(name)?.at(-1)),
      now: (name: string) => (standing instanceof Y.Map ? standing.get(name) : undefined),
    }
    const place = {rule, standing, record, writer}
    for (const effects of at.values()) {
      for (const effect of effects) {
        const refusal = concerns(effect) ? refusalOf(effect, place) : undefined
        if (refusal !== undefined) return {refusal, doubtful: effect.change === 'past'}
      }
    }
    if (!(standing instanceof Y.Map) || !('records' in rule)) continue
    const unsigned = rule.records.edited?.({writer, record, fields: [...at.keys()].filter(field => field !== undefined)})
    if (unsigned !== undefined) return {refusal: unsigned, doubtful: false}
  }
  return undefined
}

type AtPlace = Pick<Write, 'writer' | 'record'> & {readonly rule: DocumentRules[string]; readonly standing: unknown}

function refusalOf(effect: Effect, place: AtPlace): Refusal | undefined {
  const {field} = effect
  if (field === undefined) return underKey(effect, place)
  const {rule, standing, record, writer} = place
  const [key, fieldRule] = ruleFor('records' in rule ? rule.records : undefined, field) ?? []
  if (fieldRule === undefined || key === undefined || field.length > LONGEST_KEY) return 'shape'
  const before = standing instanceof Y.Map ? standing.get(field) : undefined
  return fieldRule({key, value: valueIn(effect), before, writer, record})
}

function underKey(effect: Effect, {rule, standing, record, writer}: AtPlace): Refusal | undefined {
  if (effect.change === 'record') {
    if (standing !== undefined && !(writer.brings && standing instanceof Y.Map && losesNothing(rule, standing, record.written))) return 'erased'
    const needed = 'records' in rule ? rule.records.needed : undefined
    return needed?.every(name => record.written(name) !== undefined) ? undefined : 'shape'
  }
  if (standing instanceof Y.Map) return 'erased'
  if (effect.change !== 'value' && standing === undefined) return undefined
  return rule.values === undefined ? 'shape' : rule.values({key: effect.id, value: valueIn(effect), before: standing, writer, record})
}

/** The same record was made in two places that did not know of each other, as when both import one dataset: nothing differs that only one of them has. */
const losesNothing = (rule: DocumentRules[string], standing: Y.Map<unknown>, written: (name: string) => unknown): boolean =>
  ('records' in rule && rule.records.remade === true) || [...standing.entries()].every(([name, value]) => isSame(value, written(name)))

/** Ids are short; the longest keys are those of features and stances. UTF-16 units. */
const LONGEST_KEY = 500

function ruleFor(records: RecordRules | undefined, field: string): readonly [string, Rule] | undefined {
  const named = records !== undefined && Object.hasOwn(records.fields, field) ? records.fields[field] : undefined
  if (named !== undefined) return [field, named]
  const family = Object.entries(records?.families ?? {}).find(([prefix]) => field.startsWith(prefix) && field.length > prefix.length)
  return family && [field.slice(family[0].length), family[1]]
}

const valueIn = (effect: Effect | undefined): Write['value'] => (effect?.change === 'value' ? effect.value : undefined)

/** Tries it on a copy: what was there must be there still, except where something is written anew. */
function takesNothingAway(doc: Y.Doc, update: Uint8Array, records: readonly RecordEffects[]): boolean {
  const copy = new Y.Doc()
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(copy, update)
    const past = records.flatMap(({at}) => [...at.values()].flat().filter(({change}) => change === 'past'))
    return past.every(({map, id, field}) => isSame(plain(standingAt(copy, map, id, field)), plain(standingAt(doc, map, id, field))))
  } finally {
    copy.destroy()
  }
}

function standingAt(doc: Y.Doc, map: string, id: string, field: string | undefined): unknown {
  const standing = doc.getMap(map).get(id)
  if (field === undefined) return standing
  return standing instanceof Y.Map ? standing.get(field) : undefined
}

const plain = (value: unknown): unknown => (value instanceof Y.Map ? 'a record' : value)
