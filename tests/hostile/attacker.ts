import * as Y from 'yjs'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {Sender} from '../../src/hub/documents/incoming-changes.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Ending, ModifiedClient} from './modified-client.ts'
import {modifiedWindow} from './modified-client.ts'
import type {RawStruct} from './poison.ts'
import {edited, impossible, rawUpdate, takenApart} from './poison.ts'

const article = anArticle(MIXED_TEXT)
export const QUOTES = ['Sea ice melts faster', 'السلام قريب', 'השלום קרוב', '和平即将到来', '👩‍👩‍👧'] as const

/** Somebody who tries everything on documents, with changes of windows that were taken apart and put together otherwise. */
export interface Attacker {
  attack(document: DocumentAddress, theirs: Y.Doc): Promise<'saved' | 'not saved' | Ending>
  close(): void
}

/** Every attack follows from `random` and from what others have written. */
export function attacker(hub: () => Hub, person: Person, sender: Sender, random: () => number): Attacker {
  let client: ModifiedClient | undefined
  /** The number that her program writes under when it writes as itself. */
  const own = Math.floor(random() * 2 ** 32)
  const said: Uint8Array[] = []
  const open = new Set<DocumentAddress>()
  let timer: NodeJS.Timeout | undefined
  return {
    attack: async (document, theirs) => {
      const update = attackOn(theirs, person.id, own, random, said)
      said.push(update)
      client ??= modifiedWindow(hub(), person, sender)
      if (!open.has(document)) await client.open(document)
      open.add(document)
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('The hub answers no more.')), 20_000)
      })
      const answer = await Promise.race([client.offer(document, update, random() < 0.5 ? 1 : 2), silence])
      clearTimeout(timer)
      // What is refused closes the document too, in a message of its own.
      if (answer !== 'saved') {
        client.close()
        client = undefined
        open.clear()
      }
      return answer
    },
    close: () => {
      client?.close()
      client = undefined
      open.clear()
    },
  }
}

function attackOn(theirs: Y.Doc, person: string, own: number, random: () => number, said: readonly Uint8Array[]): Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const chance = random()
  if (chance < 0.05) return pick(impossible())[1]
  if (chance < 0.1 && said.length > 0) return edited(pick(said), random)
  if (chance < 0.25) return inTheirPlace(theirs, random)
  if (chance < 0.32) return besideJoined(theirs, random)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))
  doc.clientID = random() < 0.2 ? pick([...doc.store.clients.keys(), own]) : random() < 0.8 ? own : Math.floor(random() * 2 ** 32)
  const states = [undefined, Y.encodeStateVector(doc)]
  for (let acts = 1 + Math.floor(random() * 3); acts > 0; acts--) {
    pick(ACTS)(doc, {person, pick, random})
    states.push(Y.encodeStateVector(doc))
  }
  let update = Y.encodeStateAsUpdate(doc, random() < 0.6 ? states[1] : pick(states))
  doc.destroy()
  if (random() < 0.5) for (let edits = 1 + Math.floor(random() * 3); edits > 0; edits--) update = edited(update, random)
  return update
}

/** Writes under the number of somebody's window where that will write next, or over what it has written. */
function inTheirPlace(theirs: Y.Doc, random: () => number): Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const client = pick([...theirs.store.clients.keys(), 77])
  const at = Math.max(0, Y.getState(theirs.store, client) + pick([-3, -1, 0, 0, 0, 1]))
  const near = {client: pick([...theirs.store.clients.keys(), client]), clock: Math.floor(random() * (at + 2))}
  const known = takenApart(Y.encodeStateAsUpdate(theirs)).clients.flatMap(({structs}) => structs)
  const structs = Array.from({length: 1 + Math.floor(random() * 3)}, (): RawStruct => {
    const parent = pick(['annotations', 'readMarks', 'entities', near, {beside: near}])
    const key = pick(['alice', 'by', 'removed', 'feature/note', ...Object.keys(theirs.getMap('annotations').toJSON())])
    return pick<RawStruct>([
      {kind: 'gc', length: pick([1, 2, 5])},
      {kind: 'deleted', length: pick([1, 2, 5]), parent},
      {kind: 'map', parent, key},
      {kind: 'values', values: [1], parent},
      {kind: 'values', values: [pick(['alice', 1, null, {by: 'alice', at: 1}])], parent, key},
      ...(known.length > 0 ? [pick(known)] : []),
    ])
  })
  const deletes = random() < 0.4 ? [{client: near.client, ranges: [[near.clock, pick([1, 2, 20])] as const]}] : []
  return rawUpdate({clients: [{client, clock: at, structs}], deletes})
}

/** Deletes what stands somewhere, and puts the same beside a change before it that Yjs has joined to those that came after. */
function besideJoined(theirs: Y.Doc, random: () => number): Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const records = ['annotations', 'entities'].flatMap(map => [...theirs.getMap(map).values()])
  const record = records.length === 0 ? undefined : pick(records)
  const chains = record instanceof Y.Map ? [...record._map.values()].filter(({left}) => left !== null) : []
  const live = chains.length === 0 ? undefined : pick(chains)
  if (live === undefined) return pick(impossible())[1]
  const earlier: Y.Item[] = []
  for (let item = live.left; item !== null; item = item.left) earlier.push(item)
  const {id, length} = pick(earlier.some(each => each.length > 1) ? earlier.filter(each => each.length > 1) : earlier)
  const beside = {client: id.client, clock: id.clock + Math.floor(random() * length)}
  const values = {kind: 'values', values: live.content.getContent(), parent: {beside}} as const
  const client = pick([1, Math.floor(random() * 2 ** 32), 2 ** 32 - 1])
  return rawUpdate({
    clients: [{client, clock: Y.getState(theirs.store, client), structs: [values]}],
    deletes: [{client: live.id.client, ranges: [[live.id.clock, live.length]]}],
  })
}

type Means = {readonly person: string; readonly pick: <T>(list: readonly T[]) => T; readonly random: () => number}
type Deed = (doc: Y.Doc, means: Means) => void

/** What is done to one record of those that are there. */
const toRecord =
  (change: (record: Y.Map<unknown>, means: Means & {readonly map: string; readonly id: string; readonly doc: Y.Doc}) => void): Deed =>
  (doc, means) => {
    const [map, id] = means.pick(['annotations', 'entities'].flatMap(map => [...doc.getMap(map).keys()].map(id => [map, id] as const))) ?? []
    const record = map === undefined || id === undefined ? undefined : doc.getMap(map).get(id)
    if (map !== undefined && id !== undefined && record instanceof Y.Map) doc.transact(() => change(record, {...means, map, id, doc}))
  }

const toAnnotation = (change: (set: AnnotationSet, id: string, person: string) => void): Deed =>
  toRecord((_record, {doc, map, id, person}) => {
    if (map === 'annotations') change(annotationSet(doc), id, person)
  })

const ACTS: readonly Deed[] = [
  (doc, {person, pick, random}) => annotationSet(doc).add([aClaim(article, pick(QUOTES), {by: person, id: `of-${person}-${Math.floor(random() * 1e9)}`})]),
  (doc, {pick, random}) => annotationSet(doc).add([aClaim(article, pick(QUOTES), {by: 'alice', id: `forged-${Math.floor(random() * 1e9)}`})]),
  (doc, {person}) => annotationSet(doc).setReadMark('alice', {by: person, at: 1, state: 'done'}),
  (doc, {pick}) => void doc.getMap(pick(['annotations', 'readMarks', 'entities', 'anything'])).set(pick(['alice', 'x']), pick([1, new Y.Map(), 'alice'])),
  toRecord((_record, {doc, map, id}) => doc.getMap(map).delete(id)),
  toRecord((_record, {doc, map, id}) => void doc.getMap(map).set(id, new Y.Map([['by', 'alice']]))),
  toRecord((record, {person, pick}) => void record.set(pick([...record.keys(), 'removed', 'editedBy']), pick([person, 'alice', 1, {by: person, at: 2}]))),
  toRecord((record, {pick}) => record.delete(pick([...record.keys(), 'removed']))),
  toRecord((record, {pick}) => {
    const field = pick([...record.keys(), 'removed'])
    record.set(field, 'over it')
    record.delete(field)
  }),
  toAnnotation((set, id, person) => set.setFeature(id, 'note', 'قال 👩‍👩‍👧', {by: person, at: 3})),
  toAnnotation((set, id, person) => set.remove([id], {by: person, at: 4})),
  toAnnotation((set, id, person) => set.restore([id], {by: person, at: 5})),
]
