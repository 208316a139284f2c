// @vitest-environment node
import {describe, expect, test} from 'vitest'
import {fromTo} from '../../src/core/text/from-to.ts'
import * as Y from 'yjs'
import type {Annotation, Reference} from '../../src/core/annotation/annotation.ts'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {remarks} from '../../src/renderer/annotate/annotation-line.ts'
import {addAnnotations, defaultHolder, putStance, setFeature, toggleStance} from '../../src/renderer/annotate/edit-annotations.ts'
import {names} from '../../src/renderer/state/names.ts'
import type {OpenArticle} from '../../src/renderer/state/open-article.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const text = anArticle(MIXED_TEXT)
const TRUMP = {kind: 'entity', id: 'trump'} as const
const ICE = {kind: 'topic', id: 'ice'} as const

/** A claim and a mention in one set, and what acting on them needs of a window. */
function aSet(by = 'alice') {
  const set = annotationSet(new Y.Doc())
  const entities = registry(new Y.Doc())
  const shared = project(new Y.Doc())
  entities.entities.put({id: 'trump', by, at: 1, name: 'ترامب', type: 'PERSON', aliases: []})
  shared.topics.put({id: 'ice', by, at: 1, name: '海冰'})
  const undo = undoHistory()
  undo.follow('a', set.doc, ['annotations'])
  let at = 10
  const workspace = {project: shared, registry: entities, undo, act: () => ({by, at: at++}), newId: () => `id-${at++}`} as unknown as Workspace
  const article = {id: 'a', text: text.text, set} as unknown as OpenArticle
  const claim = aClaim(text, 'Sea ice melts faster', {id: 'claim', by})
  const mention = aClaim(text, 'Zoë', {id: 'mention', by, layer: 'entity'})
  set.add([claim, mention])
  const now = (id = 'claim'): Annotation => set.get(id) ?? claim
  return {
    set,
    workspace,
    article,
    now,
    favor: () => toggleStance(workspace, article, now(), ICE, 'favor'),
    attribute: (value: Reference | undefined) => setFeature(workspace, article, 'claim', 'attributionSource', value),
    link: (value: Reference | undefined) => setFeature(workspace, article, 'mention', 'entityId', value),
    row: () => remarks(now(), DEFAULT_SCHEMA, names(shared, entities), set.get).map(remark => remark.text),
    holders: () => stancesOf(now()).map(({holder}) => holder),
  }
}

describe('[HO1] the holder of a stance goes with the attribution', () => {
  const toMention: Reference = {kind: 'mention', id: 'mention'}
  test.each([
    ['to an entity', [(a: ReturnType<typeof aSet>) => a.favor(), (a: ReturnType<typeof aSet>) => a.attribute(TRUMP)]],
    [
      'to a mention that names one',
      [(a: ReturnType<typeof aSet>) => a.favor(), (a: ReturnType<typeof aSet>) => a.attribute(toMention), (a: ReturnType<typeof aSet>) => a.link(TRUMP)],
    ],
  ] as const)('%s, in whatever order these are given', (_to, acts) => {
    for (const order of orders(acts)) {
      const one = aSet()
      for (const act of order) act(one)
      expect(one.holders()).toEqual([TRUMP])
      expect(one.row()[0]).toBe(`Favor: ${fromTo('ترامب', '海冰')}`)
    }
  })

  test('until somebody sets it by hand, and the row says so', () => {
    const one = aSet()
    one.favor()
    one.attribute(TRUMP)
    const [stance] = stancesOf(one.now())
    if (stance === undefined) throw new Error('There is no stance.')
    putStance(one.workspace, one.article, 'claim', {...stance, holder: {kind: 'outlet'}})
    expect(one.row()[0]).toBe('Favor: the outlet, not as attributed, → 海冰')
    one.attribute({kind: 'entity', id: 'somebody else'})
    expect(one.holders()).toEqual([{kind: 'outlet'}])
  })

  test('and back again, also by one undo', () => {
    const one = aSet()
    one.favor()
    one.attribute(TRUMP)
    one.workspace.undo.replay('undo', {by: 'alice', at: 90})
    expect([one.holders(), one.now().features.attributionSource]).toEqual([[{kind: 'outlet'}], undefined])
    one.attribute(TRUMP)
    one.attribute(undefined)
    expect(one.holders()).toEqual([{kind: 'outlet'}])
  })

  test('but never in another person’s stance, which is hers', () => {
    const one = aSet()
    const bobs = {id: 'b', by: 'bob', at: 3, holder: {kind: 'outlet'}, target: ICE, value: 'against'} as const
    one.set.putStance('claim', bobs, {by: 'bob', at: 3})
    one.favor()
    one.attribute(TRUMP)
    expect(stancesOf(one.now())).toMatchObject([bobs, {by: 'alice', holder: TRUMP}])
    expect(defaultHolder(one.workspace, one.article, one.now())).toEqual(TRUMP)
  })
})

test('labels given to identical mentions are given in the person’s own name', () => {
  const one = aSet()
  one.set.putStance('claim', {id: 'b', by: 'bob', at: 3, holder: {kind: 'outlet'}, target: ICE, value: 'against'}, {by: 'bob', at: 3})
  const start = text.text.indexOf('Sea ice returns')
  expect(addAnnotations(one.workspace, one.article, one.now(), [{start, end: start + 7}])).toMatchObject({ok: true})
  const copies = one.set.all().filter(({origin}) => origin === 'propagated')
  expect(copies.map(copy => [copy.by, ...stancesOf(copy).map(({by, value}) => [by, value])])).toEqual([['alice', ['alice', 'against']]])
})

test('identical mentions are given labels and links, and no text that is about one place', () => {
  const one = aSet()
  const features = {type: 'PERSON', entityId: TRUMP, note: 'Only about THIS place 📍'}
  one.set.add([aClaim(text, 'Zoë', {id: 'noted', by: 'alice', layer: 'entity', features})])
  one.set.writeText('noted', {id: 't', by: 'alice', at: 4, feature: 'note', text: 'הערה כאן'}, features.note)
  one.set.writeText('claim', {id: 'u', by: 'alice', at: 4, feature: 'commitment', text: 'no label'}, '')
  one.set.putStance('claim', {id: 's', by: 'alice', at: 3, holder: {kind: 'outlet'}, target: ICE, value: 'against'}, {by: 'alice', at: 3})
  const start = text.text.indexOf('Sea ice returns')
  for (const id of ['noted', 'claim']) expect(addAnnotations(one.workspace, one.article, one.now(id), [{start, end: start + 7}])).toMatchObject({ok: true})
  const copies = one.set.all().filter(({origin}) => origin === 'propagated')
  expect(copies.map(({features: given}) => given)).toEqual([
    {type: 'PERSON', entityId: TRUMP},
    {stances: [expect.objectContaining({target: ICE, value: 'against'})]},
  ])
  expect(one.now('noted').features.note).toContain('הערה כאן')
})

function orders<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all]
  return all.flatMap((first, at) => orders(all.toSpliced(at, 1)).map(rest => [first, ...rest]))
}
