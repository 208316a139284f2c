import fc from 'fast-check'
import {expect, test} from 'vitest'
import type * as Y from 'yjs'
import type {Act} from '../../src/core/annotation/annotation.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {discussion} from '../../src/project/discussion.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {
  ARTICLE,
  actInDiscussion,
  actInProject,
  actInRegistry,
  actInSet,
  DISCUSSION_ACTS,
  PROJECT_ARTICLES,
  PROJECT_ACTS,
  REGISTRY_ACTS,
  SET_ACTS,
} from '../support/honest-acts.ts'
import type {HonestAct} from '../support/honest-acts.ts'
import {judgingHub} from '../support/judging-hub.ts'
import type {JudgedKind} from '../support/judging-hub.ts'

type Kind = JudgedKind & {
  readonly acts: readonly string[]
  readonly open: (doc: Y.Doc) => (act: HonestAct, now: Act) => void
}

const KINDS: {readonly [name: string]: Kind} = {
  'a set': {
    address: {kind: 'set', article: ARTICLE.id, owner: 'team'},
    maps: ['annotations', 'readMarks'],
    undone: ['annotations', 'readMarks'],
    acts: SET_ACTS,
    open: doc => {
      const set = annotationSet(doc)
      return (act, now) => actInSet(set, act, now)
    },
  },
  'the registry': {
    address: {kind: 'registry', owner: 'team'},
    maps: ['entities', 'claims'],
    undone: ['entities', 'claims'],
    acts: REGISTRY_ACTS,
    open: doc => {
      const names = registry(doc)
      return (act, now) => actInRegistry(names, act, now)
    },
  },
  'a discussion': {
    address: {kind: 'discussion', article: ARTICLE.id},
    maps: ['comments'],
    undone: [],
    acts: DISCUSSION_ACTS,
    open: doc => {
      const talk = discussion(doc)
      return (act, now) => actInDiscussion(talk, act, now)
    },
  },
  'the project': {
    address: {kind: 'project'},
    maps: ['articles', 'topics', 'meta'],
    undone: ['articles', 'topics'],
    acts: PROJECT_ACTS,
    given: doc => {
      for (const entry of PROJECT_ARTICLES) project(doc).articles.put(entry)
    },
    open: doc => {
      const all = project(doc)
      return (act, now) => actInProject(all, act, now)
    },
  },
}

const KIND_NAMES = Object.keys(KINDS)

const actOf = (acts: readonly string[]) => fc.record({what: fc.constantFrom(...acts), which: fc.nat(9), value: fc.nat(5)})

test.each(KIND_NAMES)(
  '[UN1] whatever three people do in %s, undo and redo, with what others did unseen by then, the hub takes all of it',
  name => {
    const {acts, open, ...kind} = KINDS[name] as Kind
    const played = fc.tuple(fc.nat(2), actOf([...acts, 'undo', 'undo', 'redo', 'meet', 'meet']))
    fc.assert(
      fc.property(fc.array(played, {maxLength: 50}), plays => {
        const {windows, meet, settle} = judgingHub(kind, ['alice', 'bob', 'carol'])
        const acting = windows.map(({doc}) => open(doc))
        plays.forEach(([who, act], at) => {
          const {history, person: by} = windows[who] as (typeof windows)[number]
          if (act.what === 'meet') meet(who)
          else if (act.what === 'undo' || act.what === 'redo') history.replay(act.what, {by, at})
          else acting[who]?.(act, {by, at})
        })
        settle()
      }),
      {numRuns: 120},
    )
  },
  120_000,
)

/** What stands there before: everything that an act could be done to, and then all of that taken back. */
const EARLIER: {readonly [name: string]: readonly (readonly string[])[]} = {
  'a set': [
    ['add', 'stance', 'write', 'voice', 'sure', 'mark'],
    ['add', 'stance', 'unstance', 'remove'],
  ],
  'the registry': [
    ['put', 'put', 'alias', 'link', 'claim', 'about'],
    ['put', 'put', 'merge', 'claim', 'unclaim'],
  ],
  'a discussion': [
    ['comment', 'edit'],
    ['comment', 'resolve', 'uncomment'],
  ],
  'the project': [
    ['topic', 'topic', 'source', 'title'],
    ['topic', 'topic', 'join', 'source', 'unsource', 'unarticle'],
  ],
}

test.each(KIND_NAMES)(
  '[SP148] each two things that two people can do in %s at once, each without the other, are both taken, and both windows end the same',
  name => {
    const {acts, open, ...kind} = KINDS[name] as Kind
    const all = [...acts, 'undo']
    let pairs = 0
    for (const earlier of EARLIER[name] ?? []) {
      for (const [hers, his] of all.flatMap(one => all.map(other => [one, other] as const))) {
        for (const first of [0, 1]) {
          const {windows, meet, settle} = judgingHub(kind, ['alice', 'bob'])
          const acting = windows.map(({doc}) => open(doc))
          let at = 0
          const act = (who: number, what: string): void => {
            const {history, person: by} = windows[who] as (typeof windows)[number]
            if (what === 'undo') history.replay('undo', {by, at: ++at})
            else acting[who]?.({what, which: 0, value: 0}, {by, at: ++at})
          }
          for (const what of earlier) act(0, what)
          meet(0)
          meet(1)
          act(0, hers)
          act(1, his)
          meet(first)
          meet(1 - first)
          settle()
          pairs++
        }
      }
    }
    expect(pairs).toBe(all.length ** 2 * 4)
  },
  60_000,
)

test.each(KIND_NAMES)(
  '[SP148] any two things that two people do in %s at once, each without the other, are both taken, and both windows end the same',
  name => {
    const {acts, open, ...kind} = KINDS[name] as Kind
    const before = fc.array(fc.tuple(fc.nat(1), actOf(acts)), {minLength: 1, maxLength: 6})
    const atOnce = fc.array(actOf([...acts, 'undo']), {minLength: 1, maxLength: 2})
    let wasBoth = 0
    fc.assert(
      fc.property(before, atOnce, atOnce, fc.boolean(), (earlier, hers, his, isSheFirst) => {
        const {windows, meet, settle} = judgingHub(kind, ['alice', 'bob'])
        const acting = windows.map(({doc}) => open(doc))
        let at = 0
        const act = (who: number, done: HonestAct): void => {
          const {history, person: by} = windows[who] as (typeof windows)[number]
          if (done.what === 'undo') history.replay('undo', {by, at: ++at})
          else acting[who]?.(done, {by, at: ++at})
        }
        for (const [who, done] of earlier) {
          act(who, done)
          meet(who)
          meet(1 - who)
        }
        for (const done of hers) act(0, done)
        for (const done of his) act(1, done)
        if (windows.every(({waiting}) => waiting.length > 0)) wasBoth++
        for (const who of isSheFirst ? [0, 1] : [1, 0]) meet(who)
        settle()
      }),
      {numRuns: 120},
    )
    expect(wasBoth).toBeGreaterThan(20)
  },
  120_000,
)
