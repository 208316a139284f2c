import {isDeepStrictEqual} from 'node:util'
import {describe, expect, test} from 'vitest'
import type * as Y from 'yjs'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {Sender} from '../../src/hub/documents/incoming-changes.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {registry} from '../../src/project/registry.ts'
import type {OpenedDocument, TestWindow} from '../hub/hub-bench.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openedFolder, until, windowOf} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {seeded} from '../support/seeded.ts'
import {attacker, QUOTES} from './attacker.ts'

const article = anArticle(MIXED_TEXT)
const SET: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const REGISTRY: DocumentAddress = {kind: 'registry', owner: 'team'}
const [MAPS, SESSIONS, ACTS, ATTACKS] = [['annotations', 'readMarks', 'entities', 'claims'], 2, 5, 8] as const

/** Seconds: a moment within the suite, as long as one likes outside it. The seed counts up from this one, and a failing one is named. */
const SECONDS = Number(process.env.CLAIMLIGHT_FUZZ_SECONDS ?? 15)
const SEED = Number(process.env.CLAIMLIGHT_FUZZ_SEED ?? 1)

/** What an attacker may do after all: nothing; edit and mark others' annotations in her own name; bring what she says others have done. */
type Entitled = 'nothing' | 'edits' | 'brings'
const ATTACKERS: readonly {readonly person: Person; readonly sender: Sender; readonly entitled: Entitled}[] = [
  {person: BOB, sender: 'window', entitled: 'edits'},
  {person: CAROL, sender: 'window', entitled: 'nothing'},
  {person: {...BOB, role: 'curator'}, sender: 'window', entitled: 'edits'},
  {person: {...BOB, role: 'curator'}, sender: 'hub', entitled: 'brings'},
  {person: BOB, sender: 'hub', entitled: 'edits'},
]

type Record = {readonly [field: string]: unknown}
const recordsIn = (doc: Y.Doc, map: string): {readonly [id: string]: Record} => doc.getMap(map).toJSON()
const allIn = (doc: Y.Doc): unknown => Object.fromEntries(MAPS.map(map => [map, recordsIn(doc, map)]))

/** A window of Alice's: what it made and was told is saved, and whether it was ever sent away. */
type Honest = {
  readonly window: TestWindow
  readonly set: OpenedDocument
  readonly registry: OpenedDocument
  /** Annotations that an attacker has edited or marked in her own name. */
  readonly touched: Set<string>
  cuts: number
}

async function honestWindow(hub: Hub, by: string): Promise<Honest> {
  const window = windowOf(hub, ALICE)
  const honest: Honest = {window, set: window.open(SET), registry: window.open(REGISTRY), touched: new Set(), cuts: 0}
  expect(await Promise.all([honest.set.opened, honest.registry.opened])).toEqual([undefined, undefined])
  honest.set.provider.on('close', () => honest.cuts++)
  const {doc} = honest.set
  doc.getMap('annotations').observeDeep(() => {
    for (const [id, {editedBy, removed}] of Object.entries(recordsIn(doc, 'annotations'))) {
      if (editedBy === by || (removed as Record | undefined)?.by === by) honest.touched.add(id)
    }
  })
  return honest
}

/** Something that somebody does all day long, to what is new and to what she made before; each as it is then. */
function annotates(
  {set, registry: names}: Honest,
  id: string,
  ids: readonly string[],
  random: () => number,
): readonly (readonly [id: string, record: Record])[] {
  const act = {by: 'alice', at: Math.floor(random() * 1e6)}
  const annotations = annotationSet(set.doc)
  annotations.add([aClaim(article, QUOTES[Math.floor(random() * QUOTES.length)] ?? QUOTES[0], {id})])
  registry(names.doc).entities.put({id, name: 'غزة', type: 'GPE', aliases: ['Gaza'], ...act})
  const earlier = ids[Math.floor(random() * ids.length)]
  const asItIs = (each: string): readonly [string, Record] => [each, recordsIn(set.doc, 'annotations')[each] ?? {}]
  if (earlier === undefined) return [asItIs(id)]
  const target = {kind: 'entity', id} as const
  const deeds = [
    () => annotations.setFeature(earlier, 'voice', 'quoted', act),
    () => annotations.putStance(earlier, {...act, id: `stance-${id}`, holder: {kind: 'outlet'}, target, value: 'favor'}, act),
    () => annotations.remove([earlier], act),
    () => annotations.restore([earlier], act),
    () => annotations.setConfidence(earlier, 2, act),
  ]
  deeds[Math.floor(random() * deeds.length)]?.()
  return [asItIs(id), asItIs(earlier)]
}

/** Nobody's record was erased, forged or altered by somebody who may not. */
function holds(name: string, entitled: Entitled, {set, registry: names}: Honest, given: Known): void {
  const [annotations, entities] = [recordsIn(set.doc, 'annotations'), recordsIn(names.doc, 'entities')]
  for (const [id, was] of given.saved) {
    const is = annotations[id] ?? {}
    for (const field of ['by', 'at']) expect(is[field], `${name}: ${field} of ${id}`).toEqual(was[field])
    if (entitled !== 'brings' && !given.touched.has(id)) expect(is, `${name}: ${id}`).toEqual(was)
    expect(entities[id]?.by, `${name}: the entity ${id}`).toBe('alice')
  }
  if (entitled === 'brings') return
  const hers = [annotations, entities].flatMap(records => Object.entries(records).flatMap(([id, {by}]) => (by === 'alice' ? [id] : [])))
  expect(
    hers.filter(id => !given.made.includes(id)),
    `${name}: forged`,
  ).toEqual([])
  expect(recordsIn(set.doc, 'readMarks').alice, `${name}: a forged mark`).toBeUndefined()
  if (entitled === 'edits') return
  expect([Object.keys(annotations).sort(), given.touched.size], name).toEqual([[...given.made].sort(), 0])
}

type Known = {readonly made: readonly string[]; readonly touched: ReadonlySet<string>; readonly saved: ReadonlyMap<string, Record>}

const same = (...windows: readonly Honest[]): boolean => {
  const [first, ...others] = windows.map(({set, registry: names}) => [allIn(set.doc), allIn(names.doc)])
  return others.every(other => isDeepStrictEqual(first, other)) && windows.every(({set}) => set.doc.store.pendingStructs === null)
}

async function play(seed: number): Promise<void> {
  const random = seeded(seed)
  const by = ATTACKERS[seed % ATTACKERS.length] as (typeof ATTACKERS)[number]
  const name = `seed ${seed} (${by.person.role}, ${by.sender})`
  const {path, remove} = await newFolder()
  let hub: Hub = await aHub(await aProjectFolder(`${path}/P.claimlight`))
  const bad = attacker(() => hub, by.person, by.sender, random)
  const made: string[] = []
  const touched = new Set<string>()
  const saved = new Map<string, Record>()
  let all: unknown
  try {
    for (let session = 0; session <= SESSIONS; session++) {
      const windows = [await honestWindow(hub, by.person.id), await honestWindow(hub, by.person.id)] as const
      if (session > 0) expect([allIn(windows[0].set.doc), allIn(windows[0].registry.doc)], `${name}: after a restart`).toEqual(all)
      for (let act = 0; act < ACTS; act++) {
        const alice = windows[act % 2] as Honest
        const id = `alice-${session}-${act}`
        for (const [each, record] of annotates(alice, id, made, random)) saved.set(each, record)
        made.push(id)
        for (let n = 0; n < ATTACKS; n++)
          await bad
            .attack(...(random() < 0.7 ? ([SET, alice.set.doc] as const) : ([REGISTRY, alice.registry.doc] as const)))
            .catch((error: unknown) => expect.fail(`${name}: ${String(error)}`))
        await Promise.all([alice.set.saved(), alice.registry.saved()]).catch((error: unknown) => expect.fail(`${name}: ${String(error)}`))
        await until(`${name}: both are the same`, () => same(windows[0], windows[1]))
        for (const each of [...windows[0].touched, ...windows[1].touched]) touched.add(each)
        holds(name, by.entitled, alice, {made, touched, saved})
      }
      expect(
        windows.map(({cuts}) => cuts),
        `${name}: nobody else is sent away`,
      ).toEqual([0, 0])
      all = [allIn(windows[0].set.doc), allIn(windows[0].registry.doc)]
      for (const {window} of windows) window.close()
      bad.close()
      await hub.close()
      const folder = await openedFolder(`${path}/P.claimlight`)
      expect(await folder.store.check(), name).toEqual([])
      hub = await aHub(folder)
    }
  } finally {
    bad.close()
    await hub.close()
    await remove()
  }
}

describe('beside somebody who sends changes of windows that were tampered with', () => {
  test('[SP135] nothing is lost, erased or forged, nobody else is sent away, and all windows and the log stay the same', {
    timeout: (SECONDS + 120) * 1000,
  }, async () => {
    const end = performance.now() + SECONDS * 1000
    for (let seed = SEED; seed === SEED || performance.now() < end; seed++) await play(seed)
  })
})
