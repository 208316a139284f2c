import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Effect} from '../../src/project/judgement/effect.ts'
import type {RecordEffects} from '../../src/project/judgement/effects-by-record.ts'
import {effectsOf} from '../../src/project/judgement/effects.ts'
import {structureOf} from '../../src/project/update-structure.ts'
import type {RawParent, RawStruct} from '../hostile/poison.ts'
import {rawUpdate} from '../hostile/poison.ts'
import {seeded} from '../support/seeded.ts'

const [SEEDS, STEPS, WINDOWS] = [150, 25, 6] as const
const MAP = 'annotations'

/** What a document holds: values under keys, and records of values. */
type Held = {readonly [key: string]: unknown}

type Random = {readonly below: (end: number) => number; readonly pick: <T>(list: readonly T[]) => T}

function randomFrom(seed: number): Random {
  const random = seeded(seed)
  const below = (end: number): number => Math.floor(random() * end)
  return {below, pick: list => list[below(list.length)] as never}
}

/** What a window that knows everything does, over and over: so Yjs joins what it has written over. */
function honest(doc: Y.Doc, {below, pick}: Random): Uint8Array {
  const window = new Y.Doc()
  Y.applyUpdate(window, Y.encodeStateAsUpdate(doc))
  window.clientID = 1 + below(WINDOWS)
  const before = Y.encodeStateVector(window)
  for (let acts = 1 + below(3); acts > 0; acts--) {
    const map = window.getMap(MAP)
    const record = map.get('r')
    if (!(record instanceof Y.Map)) map.set('r', new Y.Map([['f', below(1e6)]]))
    else if (below(2) === 0) map.set('k', below(1e6))
    else record.set(pick(['f', 'g']), below(1e6))
  }
  return Y.encodeStateAsUpdate(window, before)
}

/** Items beside any change, in the middle of what Yjs joined too, under any number; and deletions of anything. */
function hostile(doc: Y.Doc, {below, pick}: Random): Uint8Array {
  const numbers = [...new Set([1 + below(WINDOWS), 1 + below(WINDOWS)])]
  const ends = new Map([...doc.store.clients.keys()].map(client => [client, Y.getState(doc.store, client)]))
  const anywhere = () => {
    const client = pick([...ends.keys(), ...numbers])
    return {client, clock: below(Math.max(1, ends.get(client) ?? 0))}
  }
  const clients = numbers.map(client => {
    const clock = ends.get(client) ?? 0
    const structs = Array.from({length: 1 + below(4)}, (): RawStruct => {
      const parent = pick<RawParent>([{beside: anywhere()}, {beside: anywhere()}, {beside: anywhere()}, anywhere(), MAP])
      const key = typeof parent === 'object' && 'beside' in parent ? {} : {key: parent === MAP ? pick(['k', 'r']) : pick(['f', 'g'])}
      const length = 1 + below(3)
      const struct = pick<RawStruct>([
        {kind: 'values', values: [below(1e6)], parent, ...key},
        {kind: 'values', values: [below(1e6)], parent, ...key},
        ...('key' in key ? [] : [{kind: 'deleted', length, parent} as const]),
        ...(parent === MAP ? [{kind: 'map', parent, key: 'r'} as const] : []),
      ])
      ends.set(client, (ends.get(client) ?? 0) + (struct.kind === 'deleted' ? length : 1))
      return struct
    })
    return {client, clock, structs}
  })
  const deletes = [...new Set(Array.from({length: below(3)}, () => pick([...ends.keys()])))]
  return rawUpdate({clients, deletes: deletes.map(client => ({client, ranges: [[below(ends.get(client) ?? 1), 1] as const]}))})
}

/** What the document will hold, as it is foretold without applying anything. */
function foretold(doc: Y.Doc, records: readonly RecordEffects[]): Held {
  const effectsAt = (id: string) => records.find(record => record.map === MAP && record.id === id)?.at
  const comes = (effects: readonly Effect[], stands: () => unknown): unknown => {
    const last = effects.find(effect => effect.change !== 'gone' && effect.isLast())
    if (last?.change === 'record') return fieldsOf(last.made, last.id)
    if (last !== undefined) return last.change === 'value' ? last.value : undefined
    return effects.some(({change}) => change === 'gone') ? undefined : stands()
  }
  const fieldsOf = (record: Y.Item, id: string): Held => {
    const at = effectsAt(id)
    const there =
      record.content instanceof Y.ContentType && record.content.type instanceof Y.Map && record.content.type.doc !== null ? record.content.type : undefined
    return held([...(there?.keys() ?? []), ...(at?.keys() ?? [])], field =>
      comes(at?.get(field)?.filter(effect => effect.record === record) ?? [], () => there?.get(field)),
    )
  }
  return held([...doc.getMap(MAP).keys(), ...records.map(({id}) => id)], id =>
    comes(effectsAt(id)?.get(undefined) ?? [], () => {
      const standing = doc.getMap(MAP).get(id)
      return standing instanceof Y.Map && standing._item !== null ? fieldsOf(standing._item, id) : standing
    }),
  )
}

const held = (keys: readonly (string | undefined)[], standsAt: (key: string) => unknown): Held =>
  Object.fromEntries(
    [...new Set(keys)].flatMap(key => {
      const value = key === undefined ? undefined : standsAt(key)
      return key === undefined || value === undefined ? [] : [[key, value]]
    }),
  )

test('[SP142] whatever windows and tampered programs send, the document then holds what was foretold: nothing else comes, and nothing else goes', () => {
  let taken = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = randomFrom(seed)
    const doc = new Y.Doc()
    for (let step = 0; step < STEPS; step++) {
      const isHostile = random.below(2) === 0
      const update = isHostile ? hostile(doc, random) : honest(doc, random)
      const structure = structureOf(update)
      const effects = structure.ok ? effectsOf(doc, structure.value) : undefined
      if (effects?.state !== 'some') continue
      const will = foretold(doc, effects.records)
      Y.applyUpdate(doc, update)
      expect(doc.getMap(MAP).toJSON(), `seed ${seed}, step ${step}`).toEqual(will)
      if (isHostile) taken++
    }
  }
  // Else it would say nothing of them.
  expect(taken).toBeGreaterThan(SEEDS)
})
