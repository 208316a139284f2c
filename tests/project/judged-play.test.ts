import fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {stancesOf} from '../../src/core/annotation.ts'
import {selectorOf} from '../../src/core/selector.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {judge} from '../../src/project/judgement/judge.ts'
import {registry} from '../../src/project/registry.ts'
import type {Registry} from '../../src/project/registry.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {structureOf} from '../../src/project/update-structure.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)
const QUOTES = ['Sea ice melts', '👩‍👩‍👧', 'السلام قريب', 'השלום', '和平', 'Zoë']
const PEOPLE = ['alice', 'bob', 'carol'] as const

const act = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    ...['add', 'burst', 'voice', 'write', 'voice', 'clear', 'sure', 'stance', 'restance', 'unstance', 'resize', 'remove', 'restore', 'mark', 'unmark'],
    ...['undo', 'undo', 'undo', 'redo', 'redo', 'meet', 'meet'],
  ),
  which: fc.nat(9),
  value: fc.nat(5),
})

/** A hub that judges each update, and windows that hand theirs in as they are made and get the others' when they meet it. */
function judgingHub(address: DocumentAddress, maps: readonly string[]) {
  const doc = new Y.Doc()
  const windows = PEOPLE.map((person, at) => {
    const window = new Y.Doc()
    window.clientID = at + 1
    const history = undoHistory()
    history.follow('here', window, maps)
    const waiting: Uint8Array[] = []
    window.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'hub') waiting.push(update)
    })
    return {person, history, doc: window, waiting}
  })
  const meet = (at: number): void => {
    const window = windows[at]
    if (window === undefined) return
    for (const update of window.waiting.splice(0)) {
      const structure = structureOf(update)
      if (!structure.ok) throw new Error(structure.error)
      const judgement = judge(doc, address, structure.value, update, {person: window.person, brings: false})
      expect(judgement.state === 'refused' ? judgement.why : 'taken').toBe('taken')
      Y.applyUpdate(doc, update)
    }
    Y.applyUpdate(window.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(window.doc)), 'hub')
  }
  /** Until all have all; they end the same. */
  const settle = (): void => {
    for (const at of [0, 1, 2, 0, 1, 2]) meet(at)
    for (const map of maps) {
      const [first, ...others] = windows.map(window => window.doc.getMap(map).toJSON())
      for (const other of others) expect(other).toEqual(first)
    }
  }
  return {windows, meet, settle}
}

test('[UN1] whatever three people do in a set, undo and redo, with what others did unseen by then, the hub takes all of it', () => {
  fc.assert(
    fc.property(fc.array(act, {maxLength: 60}), acts => {
      const {windows, meet, settle} = judgingHub({kind: 'set', article: article.id, owner: 'team'}, ['annotations', 'readMarks'])
      const sets = windows.map(window => annotationSet(window.doc))
      acts.forEach(({who, what, which, value}, at) => {
        const {history, person: by} = windows[who] as (typeof windows)[number]
        const set = sets[who] as AnnotationSet
        const now = {by, at}
        const one = set.all()[which % Math.max(1, set.all().length)]
        const claim = (nth: number) => aClaim(article, QUOTES[(value + nth) % QUOTES.length] ?? 'Zoë', {id: `${by}-${at}-${nth}`, ...now})
        const own = one && stancesOf(one).find(stance => stance.by === by)
        if (what === 'meet') meet(who)
        else if (what === 'undo' || what === 'redo') history.replay(what, now)
        else if (what === 'mark') set.setReadMark(by, {...now, state: value % 2 === 0 ? 'done' : 'no-claim'})
        else if (what === 'unmark') set.setReadMark(by, undefined)
        else if (one === undefined || what === 'add' || what === 'burst') set.add(what === 'burst' ? [0, 1, 2].map(claim) : [claim(0)])
        else if (what === 'voice') set.setFeature(one.id, 'voice', `${by} ${value % 3}`, now)
        else if (what === 'write') {
          const read = value % 2 === 0 ? one.features.note : undefined
          set.writeText(one.id, {...now, id: `t${at}`, feature: 'note', text: value === 0 ? '' : `${by} ${value}`}, typeof read === 'string' ? read : '')
        } else if (what === 'clear') set.setFeature(one.id, 'voice', undefined, now)
        else if (what === 'sure') set.setConfidence(one.id, ((value % 3) + 1) as 1 | 2 | 3, now)
        else if (what === 'restance' && own !== undefined) set.putStance(one.id, {...own, ...now, value: `again ${value}`}, now)
        else if (what === 'stance' || what === 'restance')
          set.putStance(one.id, {...now, id: `s${at}`, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: `${value}`}, now)
        else if (what === 'unstance') set.removeStance(one.id, stancesOf(one)[0]?.id ?? 'none', now)
        else if (what === 'resize') {
          const selector = selectorOf(article.text, {start: 0, end: value + 1})
          if (selector.ok) set.resize(one.id, selector.value, now)
        } else if (what === 'remove') set.remove([one.id], now)
        else set.restore([one.id], now)
      })
      settle()
    }),
    {numRuns: 300},
  )
}, 120_000)

const naming = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    ...['put', 'again', 'alias', 'link', 'unlink', 'remove', 'restore', 'merge', 'merge', 'separate', 'claim', 'kind', 'unkind'],
    ...['undo', 'undo', 'redo', 'meet', 'meet'],
  ),
  which: fc.nat(9),
  other: fc.nat(9),
})

test('[UN1] whatever three people do in the registry, undo and redo, the hub takes all of it', () => {
  fc.assert(
    fc.property(fc.array(naming, {maxLength: 40}), acts => {
      const {windows, meet, settle} = judgingHub({kind: 'registry', owner: 'team'}, ['entities', 'claims'])
      const registries = windows.map(window => registry(window.doc))
      acts.forEach(({who, what, which, other}, at) => {
        const {history, person: by} = windows[who] as (typeof windows)[number]
        const {entities, claims, transact} = registries[who] as Registry
        const now = {by, at}
        const entity = entities.all()[which % Math.max(1, entities.all().length)]
        const claim = claims.all()[which % Math.max(1, claims.all().length)]
        const fresh = {id: `${by}-${at}`, ...now, name: 'Zoe\u0308 👩‍👩‍👧', type: 'PERSON', aliases: []}
        if (what === 'meet') meet(who)
        else if (what === 'undo' || what === 'redo') history.replay(what, now)
        else
          transact(() => {
            if (what === 'claim') claims.put({id: `c-${by}-${at}`, ...now, text: 'السلام قريب', about: []})
            else if (what === 'kind' || what === 'unkind') claim && claims.patch(claim.id, {kind: what === 'kind' ? 'causal' : undefined})
            else if (entity === undefined || what === 'put') entities.put(fresh)
            else if (what === 'again') entities.put({...entity, ...now, name: 'Zoë'})
            else if (what === 'alias') entities.patch(entity.id, {aliases: [...entity.aliases, `和平 ${at}`]})
            else if (what === 'link' || what === 'unlink') entities.patch(entity.id, {wikidata: what === 'link' ? 'Q42' : undefined})
            else if (what === 'merge') entities.merge([entity.id], entities.all()[other % entities.all().length]?.id ?? entity.id, now)
            else if (what === 'separate') for (const {id} of entities.mergedInto(entity.id)) entities.separate(id)
            else if (what === 'restore') entities.restore(entity.id)
            else entities.remove(entity.id, now)
          })
      })
      settle()
    }),
    {numRuns: 300},
  )
}, 120_000)
