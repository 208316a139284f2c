import {isDeepStrictEqual} from 'node:util'
import {describe, expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import type {UndoHistory} from '../../src/project/undo.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {seeded} from '../support/seeded.ts'
import {aPerson, until} from './hub-bench.ts'
import type {OpenedDocument, TestWindow} from './hub-bench.ts'
import type {Way} from './ways.ts'
import {folderWay, guestWay, liveWay} from './ways.ts'

const article = anArticle(MIXED_TEXT)
const QUOTES = ['Sea ice melts faster', 'السلام قريب', 'השלום קרוב', '和平即将到来', '👩‍👩‍👧'] as const
const SETS: readonly DocumentAddress[] = [
  {kind: 'set', article: article.id, owner: 'team'},
  {kind: 'set', article: 'a'.repeat(64), owner: 'team'},
]
const PROJECT: DocumentAddress = {kind: 'project'}
const PEOPLE: readonly Person[] = [aPerson('Alice', 'admin'), aPerson('Bob', 'curator'), aPerson('Carol', 'curator')]
const ACTS = ['add', 'add', 'edit', 'resize', 'remove', 'undo', 'restore', 'rename', 'part', 'join', 'crash', 'saved'] as const

/** One person at work: a window with the project and some sets, and what she was told is saved. */
type Replica = {window: TestWindow; sets: OpenedDocument[]; main: OpenedDocument; undo: UndoHistory; unsaved: Set<string>}

const present = ({sets}: Replica): ReadonlySet<string> => new Set(sets.flatMap(({doc}) => [...doc.getMap('annotations').keys()]))

async function play(way: Way, seed: number): Promise<void> {
  const acknowledged = new Set<string>()
  const open = async (at: number): Promise<Replica> => {
    const window = way.windowAt(at)
    const main = window.open(PROJECT)
    const sets = SETS.map(address => window.open(address))
    const undo = undoHistory()
    for (const {doc} of sets) undo.follow(doc.guid, doc, ['annotations'])
    for (const {opened} of [main, ...sets]) expect(await opened).toBeUndefined()
    return {window, sets, main, undo, unsaved: new Set()}
  }
  const saved = async (replica: Replica): Promise<void> => {
    const told = [...replica.unsaved]
    for (const each of [replica.main, ...replica.sets]) await each.saved()
    for (const id of told) {
      acknowledged.add(id)
      replica.unsaved.delete(id)
    }
  }
  const replicas = await Promise.all(PEOPLE.map((_, at) => open(at)))

  for (const [at, {sets, unsaved}] of replicas.entries()) {
    const id = `${seed}-${at}-first`
    annotationSet((sets[0] as OpenedDocument).doc).add([aClaim(article, QUOTES[0], {id, by: (PEOPLE[at] as Person).id})])
    unsaved.add(id)
  }
  for (const replica of replicas) await saved(replica)

  for (let step = 0; step < 90; step++) {
    // Each step has numbers of its own: how much has arrived by then does not change what is done next.
    const random = seeded(seed * 1000 + step)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const at = Math.floor(random() * PEOPLE.length)
    const kind = pick(ACTS)
    const replica = replicas[at] as Replica
    const set = annotationSet(pick(replica.sets).doc)
    const one = set.all().length === 0 ? undefined : pick([...set.all()].sort((a, b) => (a.id < b.id ? -1 : 1)))
    const act = {by: (PEOPLE[at] as Person).id, at: step}
    if (kind === 'part') await way.part(at)
    else if (kind === 'join') await way.join(at)
    else if (kind === 'saved') await saved(replica)
    else if (kind === 'rename') project(replica.main.doc).rename(`和平 ${step}`)
    else if (kind === 'undo') replica.undo.replay('undo', act)
    else if (kind === 'crash') {
      replica.window.close()
      await way.crash(at)
      replicas[at] = await open(at)
    } else if (kind === 'add' || one === undefined) {
      const id = `${seed}-${at}-${step}`
      set.add([aClaim(article, pick(QUOTES), {id, by: act.by})])
      replica.unsaved.add(id)
    } else if (kind === 'edit') set.setFeature(one.id, pick(['note', 'voice']), `${act.by} ${step}`, act)
    else if (kind === 'resize') {
      const selector = selectorOf(article.text, {start: 0, end: 3 + Math.floor(random() * 5)})
      if (selector.ok) set.resize(one.id, selector.value, act)
    } else if (kind === 'remove') set.remove([one.id], act)
    else set.restore([one.id], act)
    if (random() < 0.3) await new Promise(resolve => setImmediate(resolve))
  }
  for (const at of PEOPLE.keys()) await way.join(at)
  for (const replica of replicas) await saved(replica)

  const contents = (replica: Replica): unknown => [project(replica.main.doc).name(), ...replica.sets.map(({doc}) => doc.getMap('annotations').toJSON())]
  await until(`all replicas are the same (seed ${seed})`, () => {
    const all = replicas.map(contents)
    return all.every(each => isDeepStrictEqual(each, all[0]))
  })
  const all = present(replicas[0] as Replica)
  expect(
    [...acknowledged].filter(id => !all.has(id)),
    `seed ${seed}`,
  ).toEqual([])
  for (const {sets} of replicas) for (const {doc} of sets) expect(annotationSet(doc).unreadable()).toBe(0)
  for (const {window} of replicas) window.close()
}

const SEEDS = [1, 20, 300, 2026, 50_000, 77_777] as const
/** The third has fewer seeds, because each restart derives a key from the passphrase anew. */
const WAYS: readonly {
  readonly name: string
  readonly make: (people: readonly Person[], seed: number) => Promise<Way>
  readonly seeds: readonly number[]
}[] = [
  {name: 'windows on one hub', make: liveWay, seeds: SEEDS},
  {name: 'hubs that are guests of another', make: guestWay, seeds: SEEDS},
  {name: 'hubs that exchange through a shared folder', make: folderWay, seeds: SEEDS.slice(0, 4)},
]

describe.each(WAYS)('by way of $name', ({make, seeds}) => {
  test.each(seeds)(
    '[SP83] whatever is edited, parted and crashed, all become the same and nothing acknowledged is lost (seed %i)',
    async seed => {
      const way = await make(PEOPLE, seed)
      try {
        await play(way, seed)
      } finally {
        await way.close()
      }
    },
    120_000,
  )
})
