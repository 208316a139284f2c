import fc from 'fast-check'
import {expect, test} from 'vitest'
import type * as Y from 'yjs'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {UNMADE} from '../../src/project/step.ts'
import type {Direction} from '../../src/project/step.ts'
import type {UndoHistory} from '../../src/project/undo.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {toggled} from '../support/honest-acts.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {network} from '../support/network.ts'

const article = anArticle(MIXED_TEXT)
const QUOTES = ['Sea ice melts', '👩‍👩‍👧', 'السلام قريب', 'השלום', '和平', 'Zoë']
const PEOPLE = ['alice', 'bob', 'carol'] as const
/** Written by each act beside what it is about. */
const OF_THE_ACT = new Set(['by', 'at', 'editedBy', 'editedAt'])

type Peer = {readonly person: string; readonly set: AnnotationSet; readonly history: UndoHistory}

const act = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    ...[
      'add',
      'add',
      'burst',
      'voice',
      'voice',
      'note',
      'label',
      'label',
      'write',
      'write',
      'sure',
      'stance',
      'restance',
      'unstance',
      'resize',
      'remove',
      'restore',
      'mark',
    ],
    ...['undo', 'undo', 'undo', 'undo', 'redo', 'redo'],
  ),
  which: fc.nat(9),
  value: fc.nat(5),
  deliver: fc.array(fc.nat(20), {maxLength: 4}),
})

/** Which person's write each field of each record holds, by the id of the Yjs item: her number is the id of her client. */
function holders({set}: Peer): Map<string, {readonly client: number; readonly clock: number}> {
  const found = new Map<string, {client: number; clock: number}>()
  for (const [id, record] of set.doc.getMap('annotations') as Y.Map<Y.Map<unknown>>) {
    for (const [field, item] of record._map) if (!item.deleted && !OF_THE_ACT.has(field)) found.set(`${id}/${field}`, item.id)
  }
  return found
}

/** What undo and redo replace is the person's own; what she made goes only while nobody else has written to it. */
function replay(peer: Peer, direction: Direction, at: number): void {
  const before = holders(peer)
  const replays = peer.history.replay(direction, {by: peer.person, at})
  const after = holders(peer)
  const changed = [...before].filter(([field, {client, clock}]) => after.get(field)?.clock !== clock || after.get(field)?.client !== client)
  for (const [field, {client}] of changed) expect([field, PEOPLE[client - 1]]).toEqual([field, peer.person])
  for (const {done} of replays) {
    for (const change of done.filter(({before: value}) => direction === 'undo' && value === UNMADE)) {
      const writers = [...before].filter(([field]) => field.startsWith(`${change.record}/`)).map(([, {client}]) => PEOPLE[client - 1])
      expect(new Set(writers)).toEqual(new Set([peer.person]))
    }
  }
  expect(replays.filter(({done}) => done.length > 0).length).toBeLessThanOrEqual(1)
}

test('[UN3] in any play of acts, undos and redos by three people, delivered late and out of order, nobody’s undo takes what another wrote', () => {
  fc.assert(
    fc.property(fc.array(act, {maxLength: 70}), acts => {
      const {docs, deliver, deliverAll} = network(3)
      const peers = docs.map((doc, at): Peer => {
        const history = undoHistory()
        history.follow('set', doc, ['annotations', 'readMarks'])
        return {person: PEOPLE[at] ?? '', set: annotationSet(doc), history}
      })
      const made = new Set<string>()
      const given = new Set<string>()
      acts.forEach(({who, what, which, value, deliver: deliveries}, at) => {
        const peer = peers[who] as Peer
        const {set, person: by} = peer
        const now = {by, at}
        const one = set.all()[which % Math.max(1, set.all().length)]
        const claim = (nth: number) => aClaim(article, QUOTES[(value + nth) % QUOTES.length] ?? 'Zoë', {id: `${by}-${at}-${nth}`, ...now})
        const own = one && stancesOf(one).find(stance => stance.by === by)
        if (what === 'undo' || what === 'redo') replay(peer, what, at)
        else if (what === 'mark') set.setReadMark(by, {...now, state: value % 2 === 0 ? 'done' : 'no-claim'})
        else if (one === undefined || what === 'add' || what === 'burst') {
          const claims = what === 'burst' ? [0, 1, 2].map(claim) : [claim(0)]
          for (const {id} of claims) made.add(id)
          set.add(claims)
        } else if (what === 'voice' || what === 'note') set.setFeature(one.id, what, `${by} ${value % 3}`, now)
        else if (what === 'label') set.setFeature(one.id, 'topics', toggled(one.features.topics, `topic ${value % 3}`), now)
        else if (what === 'write') {
          if (value > 0) given.add(`${one.id} text/t${at}`)
          const read = value % 2 === 0 ? one.features.note : undefined
          set.writeText(one.id, {...now, id: `t${at}`, feature: 'note', text: value === 0 ? '' : `${by} ${value}`}, typeof read === 'string' ? read : '')
        } else if (what === 'sure') set.setConfidence(one.id, ((value % 3) + 1) as 1 | 2 | 3, now)
        else if (what === 'stance' || (what === 'restance' && own === undefined)) {
          given.add(`${one.id} stance/s${at}`)
          set.putStance(one.id, {...now, id: `s${at}`, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: `${by} ${value}`}, now)
        } else if (what === 'restance' && own !== undefined) set.putStance(one.id, {...own, ...now, value: `${by} again ${value}`}, now)
        else if (what === 'unstance') set.removeStance(one.id, stancesOf(one)[0]?.id ?? 'none', now)
        else if (what === 'resize') {
          const selector = selectorOf(article.text, {start: 0, end: value + 1})
          if (selector.ok) set.resize(one.id, selector.value, now)
        } else if (what === 'remove') set.remove([one.id], now)
        else set.restore([one.id], now)
        for (const pick of deliveries) deliver(pick)
      })
      deliverAll()
      const [first, ...others] = peers.map(({set}) => set.doc.getMap('annotations').toJSON())
      for (const other of others) expect(other).toEqual(first)
      for (const {set} of peers) {
        expect(set.unreadable()).toBe(0)
        expect(new Set(set.all().map(({id}) => id))).toEqual(made)
      }
      const kept = Object.entries(first ?? {}).flatMap(([id, record]) => Object.keys(record as object).map(field => `${id} ${field}`))
      expect([...given].filter(each => !kept.includes(each))).toEqual([])
    }),
    {numRuns: 200},
  )
})
