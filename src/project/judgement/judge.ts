import * as Y from 'yjs'
import type {DocumentAddress} from '../document-address.ts'
import type {UpdateStructure} from '../update-structure.ts'
import {isCrowdedRecord} from './crowded-record.ts'
import {DISCUSSION_RULES} from './discussion-rules.ts'
import type {RecordEffects} from './effects-by-record.ts'
import type {Effect} from './effect.ts'
import {effectsOf} from './effects.ts'
import {isKey} from '../../core/json/key.ts'
import {PROJECT_RULES} from './project-rules.ts'
import {REGISTRY_RULES} from './registry-rules.ts'
import type {DocumentRules, RecordRules, Refusal, Rule, Write, Writer} from './rules.ts'
import {isSame} from '../../core/json/same.ts'
import {SET_RULES} from './set-rules.ts'
import {refusedTogether} from './together.ts'
import {worklistRules} from './worklist-rules.ts'

const RULES: {readonly [K in Exclude<DocumentAddress['kind'], 'worklist'>]: DocumentRules} = {
  project: PROJECT_RULES,
  set: SET_RULES,
  registry: REGISTRY_RULES,
  discussion: DISCUSSION_RULES,
}

const rulesOf = (address: DocumentAddress): DocumentRules => (address.kind === 'worklist' ? worklistRules(address.annotator) : RULES[address.kind])

/** `taken`: all of it may be written; `clients` are those that it writes as. `early`: its sender has to compare documents before it can be judged. */
export type Judgement =
  | {readonly state: 'taken'; readonly clients: ReadonlySet<number>}
  | {readonly state: 'nothing' | 'early'}
  | {readonly state: 'refused'; readonly why: Refusal}

/**
 * Whether an update (its bytes, and their structure) may be written to a document: what it would do is found without applying it and held against what
 * such a document may hold, and whose work it touches. An update is taken or refused whole, never filtered: part of it
 * would leave its sender with another document than everybody else. In rare doubts it is tried on a copy of the document, which
 * costs what the document is large: `mayTry` bounds that.
 */
export function judge(
  doc: Y.Doc,
  address: DocumentAddress,
  update: UpdateStructure,
  bytes: Uint8Array,
  writer: Writer,
  mayTry: () => boolean = () => true,
): Judgement {
  const found = effectsOf(doc, update)
  if (found.state === 'foreign') return {state: 'refused', why: 'shape'}
  if (found.state !== 'some') return {state: found.state}
  const {records, clients} = found
  const doubts: Doubt[] = []
  const rules = rulesOf(address)
  const refusal = firstRefusal(doc, rules, records, writer, doubts) ?? refusedTogether(doc, rules, records, writer)
  const why = refusal ?? (doubts.length === 0 ? undefined : confirmed(doc, bytes, doubts, mayTry))
  if (why === 'untried') return {state: 'early'}
  return why === undefined ? {state: 'taken', clients} : {state: 'refused', why}
}

/** Something that is refused if it comes to take away what stands there, which the order among new items decides. */
type Doubt = {readonly effect: Effect; readonly refusal: Refusal}

/** Tries it on a copy: what may not go must still be there. */
function confirmed(doc: Y.Doc, bytes: Uint8Array, doubts: readonly Doubt[], mayTry: () => boolean): Refusal | 'untried' | undefined {
  if (!mayTry()) return 'untried'
  const copy = new Y.Doc()
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(copy, bytes)
    return doubts.find(({effect}) => !isStillThere(doc, copy, effect))?.refusal
  } finally {
    copy.destroy()
  }
}

function isStillThere(doc: Y.Doc, copy: Y.Doc, {map, id, field}: Effect): boolean {
  const [before, after] = [doc.getMap(map).get(id), copy.getMap(map).get(id)]
  if (!(before instanceof Y.Map)) return after !== undefined
  if (!(after instanceof Y.Map)) return false
  return field === undefined ? after._item?.id.clock === before._item?.id.clock && after._item?.id.client === before._item?.id.client : after.has(field)
}

function firstRefusal(doc: Y.Doc, rules: DocumentRules, records: readonly RecordEffects[], writer: Writer, doubts: Doubt[]): Refusal | undefined {
  let unsigned: Refusal | undefined
  for (const {map, id, at} of records) {
    const rule = Object.hasOwn(rules, map) ? rules[map] : undefined
    if (rule === undefined || !isKey(id)) return 'shape'
    const standing = doc.getMap(map).get(id)
    if ('records' in rule && isCrowdedRecord(rule.records, standing, at)) return 'crowded'
    const now = (name: string): unknown => (standing instanceof Y.Map ? standing.get(name) : undefined)
    const ofStanding = standing instanceof Y.Map ? standing._item : undefined
    const record = {now, written: (name: string) => valueIn(at.get(name)?.findLast(effect => isWriting(effect) && effect.record === ofStanding))}
    // What a record will hold that is made here: what stands last in it, and in no other.
    const madeAs = (made: Y.Item) => ({now, written: (name: string) => valueIn(at.get(name)?.find(effect => effect.record === made && isLastWritten(effect)))})
    const inStanding: AtPlace = {rule, standing, record, writer}
    let inMade: {readonly made: Y.Item; readonly place: AtPlace} | undefined
    const placeOf = (effect: Effect): AtPlace => {
      const made = effect.change === 'record' ? effect.made : effect.record
      if (made === undefined || made === ofStanding) return inStanding
      if (inMade?.made !== made) inMade = {made, place: {rule, standing, record: madeAs(made), writer}}
      return inMade.place
    }
    // With a record goes all that was in it: whether that may be is decided for the record.
    const isReplaced = askedOnce(() => at.get(undefined)?.some(effect => effect.change === 'record' && effect.isLast()) === true)
    for (const effects of at.values()) {
      const isWritten = askedOnce(() => isReplaced() || effects.some(effect => effect.record === ofStanding && isLastWritten(effect)))
      for (const effect of effects) {
        const refusal = refusalOf(effect, placeOf(effect))
        if (refusal === undefined) continue
        if (isWriting(effect)) return refusal
        // What is in a record that does not count takes nothing away.
        const counts = effect.field === undefined || effect.record === ofStanding
        if (effect.change === 'gone' ? !isWritten() : counts && effect.isLast()) doubts.push({effect, refusal})
      }
    }
    if (!(standing instanceof Y.Map) || !('records' in rule)) continue
    const fields = [...at].flatMap(([field, effects]) => (field !== undefined && effects.some(each => each.record === ofStanding) ? [field] : []))
    unsigned ??= rule.records.edited?.({writer, record, fields})
  }
  return doubts.length === 0 ? unsigned : undefined
}

const isWriting = (effect: Effect): effect is Extract<Effect, {readonly change: 'record' | 'value'}> => effect.change === 'record' || effect.change === 'value'

const isLastWritten = (effect: Effect): boolean => isWriting(effect) && effect.isLast()

type AtPlace = Pick<Write, 'writer' | 'record'> & {readonly rule: DocumentRules[string]; readonly standing: unknown}

function refusalOf(effect: Effect, place: AtPlace): Refusal | undefined {
  const {field} = effect
  if (field === undefined) return underKey(effect, place)
  const {rule, standing, record, writer} = place
  const [key, fieldRule] = ruleFor('records' in rule ? rule.records : undefined, field) ?? []
  if (fieldRule === undefined || key === undefined || !isKey(field)) return 'shape'
  const before = standing instanceof Y.Map ? standing.get(field) : undefined
  return fieldRule({key, value: valueIn(effect), before, writer, record})
}

function underKey(effect: Effect, {rule, standing, record, writer}: AtPlace): Refusal | undefined {
  if (effect.change === 'record') {
    if (standing !== undefined && !(writer.brings && standing instanceof Y.Map && losesNothing(rule, standing, record.written))) return 'erased'
    const {needed, isWhole = () => true, mayBegin = () => true} = 'records' in rule ? rule.records : {}
    if (standing === undefined && !mayBegin(effect.id, writer)) return 'shape'
    return needed?.every(name => record.written(name) !== undefined) && isWhole(record.written) ? undefined : 'shape'
  }
  if (standing instanceof Y.Map) return 'erased'
  if (effect.change !== 'value' && standing === undefined) return undefined
  return rule.values === undefined ? 'shape' : rule.values({key: effect.id, value: valueIn(effect), before: standing, writer, record})
}

/** Most are never asked, and an attacker would have each asked as often as there are effects. */
function askedOnce(ask: () => boolean): () => boolean {
  let answer: boolean | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

/** The same record was made in two places that did not know of each other, as when both take in one dataset: nothing differs that only one of them has. */
const losesNothing = (rule: DocumentRules[string], standing: Y.Map<unknown>, written: (name: string) => unknown): boolean =>
  ('records' in rule && rule.records.remade === true) || [...standing.entries()].every(([name, value]) => isSame(value, written(name)))

function ruleFor(records: RecordRules | undefined, field: string): readonly [string, Rule] | undefined {
  const named = records !== undefined && Object.hasOwn(records.fields, field) ? records.fields[field] : undefined
  if (named !== undefined) return [field, named]
  const families = records?.families
  for (const prefix in families) {
    const family = families[prefix]
    if (family !== undefined && field.startsWith(prefix) && field.length > prefix.length) return [field.slice(prefix.length), family]
  }
  return undefined
}

const valueIn = (effect: Effect | undefined): Write['value'] => (effect?.change === 'value' ? effect.value : undefined)
