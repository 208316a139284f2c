import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {SpanAnnotation, Stance} from '../../src/core/annotation/annotation.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {writeAnnotation} from '../../src/project/annotation-record.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {discussion} from '../../src/project/discussion.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {judgeForeign} from '../../src/hub/documents/foreign-judgement.ts'
import {clientOwners} from '../../src/project/judgement/client-owners.ts'
import {judge} from '../../src/project/judgement/judge.ts'
import {isKnown} from '../../src/project/judgement/news-in.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import {mentions} from '../../src/project/mentions.ts'
import {sourceEdits} from '../../src/project/article-sources.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {structureOf} from '../../src/project/update-structure.ts'
import type {RawStruct} from '../hostile/poison.ts'
import {rawUpdate} from '../hostile/poison.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {hubDocument, judged, recordIn, said} from '../support/judged-document.ts'

const nobodyHere = (): boolean => false

const article = anArticle(MIXED_TEXT)
const SET: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const REGISTRY: DocumentAddress = {kind: 'registry', owner: 'team'}
const DISCUSSION: DocumentAddress = {kind: 'discussion', article: article.id}
const PROJECT: DocumentAddress = {kind: 'project'}
const claimOf = (by: string, fields: Partial<SpanAnnotation> = {}): SpanAnnotation => aClaim(article, 'السلام قريب', {id: `of-${by}`, by, ...fields})
const act = (by: string) => ({by, at: 7})

const stanceOf = (by: string, fields: Partial<Stance> = {}): Stance => ({
  id: `stance-${by}`,
  ...act(by),
  holder: {kind: 'outlet'},
  target: {kind: 'entity', id: 'gaza'},
  value: 'favor',
  ...fields,
})

describe('what a window does is taken', () => {
  test('when somebody makes, labels, resizes, removes and restores her own annotation', () => {
    const hub = hubDocument()
    expect(said(hub, SET, 'alice', doc => annotationSet(doc).add([claimOf('alice', {features: {voice: 'quoted'}})]))).toBe('taken')
    annotationSet(hub.doc).add([claimOf('alice')])
    for (const change of [
      (doc: Y.Doc) => annotationSet(doc).setFeature('of-alice', 'note', '和平 👩‍👩‍👧', act('alice')),
      (doc: Y.Doc) => annotationSet(doc).resize('of-alice', aClaim(article, 'السلام').selector, act('alice')),
      (doc: Y.Doc) => annotationSet(doc).remove(['of-alice'], act('alice')),
      (doc: Y.Doc) => annotationSet(doc).setConfidence('of-alice', 2, act('alice')),
      (doc: Y.Doc) => annotationSet(doc).setReadMark('alice', {...act('alice'), state: 'done'}),
    ])
      expect(said(hub, SET, 'alice', change)).toBe('taken')
    annotationSet(hub.doc).remove(['of-alice'], act('alice'))
    expect(said(hub, SET, 'alice', doc => annotationSet(doc).restore(['of-alice'], act('alice')))).toBe('taken')
  })

  test('[SP162] when she says it under a later schema than the annotation was made under, and others’ stances stay theirs then too', () => {
    const [layer] = DEFAULT_SCHEMA.layers
    const schema = (): Schema => ({...DEFAULT_SCHEMA, version: 3, mappings: [{version: 2, layer: 'gone', to: layer?.name ?? ''}]})
    const hub = hubDocument(doc => annotationSet(doc).add([claimOf('bob', {features: {stances: [stanceOf('bob')]}})]))
    const under = (doc: Y.Doc) => annotationSet(doc, undefined, undefined, schema)
    for (const change of [
      (doc: Y.Doc) => under(doc).setFeature('of-bob', 'voice', 'quoted', act('alice')),
      (doc: Y.Doc) => under(doc).setFeature('of-bob', 'topics', ['和平'], act('alice')),
      (doc: Y.Doc) => under(doc).setLayer('of-bob', 'entity', act('alice')),
      (doc: Y.Doc) => under(doc).putStance('of-bob', stanceOf('alice'), act('alice')),
      (doc: Y.Doc) => under(doc).writeText('of-bob', {id: 'hers', feature: 'note', text: 'عيد', ...act('alice')}, ''),
    ])
      expect(
        said(hub, SET, 'alice', doc => {
          change(doc)
          expect(
            under(doc)
              .get('of-bob')
              ?.said?.map(({version}) => version),
          ).toEqual([1, 3])
        }),
      ).toBe('taken')
    expect(said(hub, SET, 'alice', doc => under(doc).putStance('of-bob', {...stanceOf('bob'), value: 'against'}, act('alice')))).not.toBe('taken')
  })

  test('[PE1] when it is in the name of whom an admin has joined with her, and says who is whom only where the project’s own hub sends it', () => {
    const hub = hubDocument(doc => annotationSet(doc).add([claimOf('bob', {features: {stances: [stanceOf('bob')]}})]))
    const window = hub.windowOf()
    const before = Y.encodeStateVector(window)
    annotationSet(window).putStance('of-bob', {...stanceOf('alice'), id: 'stance-bob', value: 'against'}, act('alice'))
    const update = Y.encodeStateAsUpdate(window, before)
    const by = (as: readonly string[]) => {
      const structure = structureOf(update)
      if (!structure.ok) throw new Error(`${structure.error}`)
      return judge(hub.doc, SET, structure.value, update, {person: 'alice', brings: false, as: new Set(as)}).state
    }
    expect([by([]), by(['carol']), by(['bob'])]).toEqual(['refused', 'refused', 'taken'])

    const shared = hubDocument(doc => project(doc).people.put({id: 'bob', name: 'Bob', role: 'annotator'}))
    const joins = shared.windowOf()
    const then = Y.encodeStateVector(joins)
    project(joins).joins.join('bob', 'carol', act('alice'))
    const told = Y.encodeStateAsUpdate(joins, then)
    const from = (writer: object) => {
      const structure = structureOf(told)
      if (!structure.ok) throw new Error(`${structure.error}`)
      return judge(shared.doc, PROJECT, structure.value, told, {person: 'carol', brings: false, ...writer}).state
    }
    expect([from({}), from({brings: true, guest: true}), from({brings: true})]).toEqual(['refused', 'refused', 'taken'])
  })

  test('[SP149] a schema from nobody’s window, and from a guest only one that counts on and loses nothing', () => {
    const hub = hubDocument(doc => project(doc).rename('和平'))
    const from = (schema: Schema, writer: object) => {
      const window = hub.windowOf()
      const before = Y.encodeStateVector(window)
      project(window).setSchema(schema)
      const update = Y.encodeStateAsUpdate(window, before)
      const structure = structureOf(update)
      if (!structure.ok) throw new Error(`${structure.error}`)
      const judgement = judge(hub.doc, PROJECT, structure.value, update, {person: 'carol', brings: true, ...writer})
      return judgement.state === 'refused' ? judgement.why : judgement.state
    }
    const {layers, version} = DEFAULT_SCHEMA
    const next = {...DEFAULT_SCHEMA, version: version + 1}
    expect([from(next, {brings: false}), from({...next, layers: layers.slice(1)}, {brings: false})]).toEqual(['hub', 'hub'])
    const guest = {guest: true}
    expect([from(next, guest), from(DEFAULT_SCHEMA, guest)]).toEqual(['taken', 'taken'])
    expect([from({...next, layers: layers.slice(1)}, guest), from({...DEFAULT_SCHEMA, name: 'otro'}, guest)]).toEqual(['hub', 'hub'])
    expect(from({...next, layers: layers.slice(1)}, {})).toBe('taken')
  })

  test('[NO6] when somebody writes over a note or clears it while its author goes on typing, whoever comes first', () => {
    const written = (by: string, id: string, text: string) => ({id, ...act(by), feature: 'note', text})
    const played = (order: readonly ('alice' | 'bob')[], clears: boolean) => {
      const hub = hubDocument(doc => annotationSet(doc).add([claimOf('alice')]))
      annotationSet(hub.doc).writeText('of-alice', written('alice', 'a1', 'שלום 👩‍👩'), {text: '', texts: []})
      const [hers, his] = [hub.windowOf(), hub.windowOf()]
      const before = Y.encodeStateVector(hub.doc)
      const read = {text: 'שלום 👩‍👩', texts: ['a1']}
      annotationSet(hers).writeText('of-alice', written('alice', 'a2', 'שלום 👩‍👩‍👧'), read)
      annotationSet(his).writeText('of-alice', written('bob', 'b1', clears ? '' : 'سلام שלום 👩‍👩'), read)
      return order.map(who => {
        const update = Y.encodeStateAsUpdate(who === 'alice' ? hers : his, before)
        const structure = structureOf(update)
        if (!structure.ok) throw new Error(`${structure.error}`)
        const {state} = judge(hub.doc, SET, structure.value, update, {person: who, brings: false})
        Y.applyUpdate(hub.doc, update)
        return state
      })
    }
    for (const clears of [false, true])
      for (const order of [
        ['alice', 'bob'],
        ['bob', 'alice'],
      ] as const)
        expect(played(order, clears)).toEqual(['taken', 'taken'])
  })

  test('[NO1] when somebody writes a note, or writes over a colleague’s, and no other person’s text is altered or erased', () => {
    const hub = hubDocument(doc => annotationSet(doc).add([claimOf('alice', {features: {note: 'hers'}})]))
    const written = (by: string, id: string) => ({...act(by), id, feature: 'note', text: '和平 👩‍👩‍👧'})
    expect(said(hub, SET, 'alice', doc => annotationSet(doc).writeText('of-alice', written('alice', 't1'), 'hers'))).toBe('taken')
    annotationSet(hub.doc).writeText('of-alice', written('alice', 't1'), 'hers')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).writeText('of-alice', written('bob', 't2'), '和平 👩‍👩‍👧'))).toBe('taken')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).writeText('of-alice', written('carol', 't2'), ''))).toBe('name')
    const inText = (change: (record: Y.Map<unknown>) => void) => said(hub, SET, 'bob', doc => change(recordIn(doc, 'annotations', 'of-alice')))
    expect(inText(record => record.set('text/t1', {...written('alice', 't1'), text: 'שלום'}))).toBe('others')
    expect(inText(record => record.delete('text/t1'))).toBe('erased')
    const reworded = (doc: Y.Doc) => void recordIn(doc, 'annotations', 'of-alice').set('text/t1', {...written('alice', 't1'), text: ''})
    expect([said(hub, SET, 'alice', reworded), said(hub, SET, 'carol', reworded, true)]).toEqual(['others', 'others'])
    expect(inText(record => record.set('text/t2', {...written('bob', 't2'), more: 1}))).toBe('shape')
  })

  test('when somebody edits or removes what a colleague made, and says that it was her', () => {
    const hub = hubDocument(doc => annotationSet(doc).add([claimOf('alice', {features: {note: 'hers'}})]))
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).setFeature('of-alice', 'voice', 'quoted', act('bob')))).toBe('taken')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).setFeature('of-alice', 'note', undefined, act('bob')))).toBe('taken')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).remove(['of-alice'], act('bob')))).toBe('taken')
  })

  test('when it was made while nothing was heard of the others, step by step', () => {
    const hub = hubDocument(doc => annotationSet(doc).add([claimOf('alice')]))
    const bob = hub.windowOf()
    annotationSet(bob).setFeature('of-alice', 'voice', 'quoted', act('bob'))
    annotationSet(bob).setFeature('of-alice', 'voice', 'paraphrased', act('bob'))
    annotationSet(bob).setFeature('of-alice', 'voice', undefined, act('bob'))
    annotationSet(hub.doc).setFeature('of-alice', 'note', 'meanwhile', act('alice'))
    annotationSet(hub.doc).setFeature('of-alice', 'voice', 'mixed', act('alice'))
    expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(bob, Y.encodeStateVector(hub.doc)), 'bob')).toBe('taken')
  })

  test('when a colleague’s edit came on top of it elsewhere before it was sent', () => {
    for (const [mine, theirs] of [
      [1, 2],
      [2, 1],
    ] as const) {
      const hub = hubDocument(doc => annotationSet(doc).add([claimOf('alice')]))
      const bob = hub.windowOf()
      bob.clientID = mine
      annotationSet(bob).setFeature('of-alice', 'voice', 'quoted', act('bob'))
      const alice = hub.windowOf()
      alice.clientID = theirs
      annotationSet(alice).setFeature('of-alice', 'voice', 'mixed', act('alice'))
      Y.applyUpdate(hub.doc, Y.encodeStateAsUpdate(alice, Y.encodeStateVector(hub.doc)))
      // Bob's hub has Alice's edit by now, from a folder.
      Y.applyUpdate(bob, Y.encodeStateAsUpdate(alice))
      expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(bob, Y.encodeStateVector(hub.doc)), 'bob')).toBe('taken')
    }
  })

  test('when all of it is known', () => {
    const hub = hubDocument(doc => {
      annotationSet(doc).add([claimOf('alice')])
      annotationSet(doc).remove(['of-alice'], act('alice'))
      annotationSet(doc).restore(['of-alice'], act('alice'))
    })
    expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(hub.doc), 'bob')).toBe('nothing')
    expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(new Y.Doc()), 'bob')).toBe('nothing')
  })

  test('when somebody answers, edits her own comment, resolves a thread and has seen who called her', () => {
    const hub = hubDocument(doc => discussion(doc).add({id: 'c1', annotation: 'of-alice', body: {text: 'מדוע?', mentions: ['bob']}}, act('alice')))
    expect(said(hub, DISCUSSION, 'bob', doc => discussion(doc).add({id: 'c2', annotation: 'of-alice', body: {text: 'So.', mentions: []}}, act('bob')))).toBe(
      'taken',
    )
    expect(said(hub, DISCUSSION, 'alice', doc => discussion(doc).edit('c1', {text: 'Why?', mentions: []}, act('alice')))).toBe('taken')
    expect(said(hub, DISCUSSION, 'bob', doc => discussion(doc).resolve('of-alice', act('bob')))).toBe('taken')
    const called = hubDocument(doc => mentions(doc).put({...act('alice'), article: article.id, annotation: 'of-alice', comment: 'c1'}, ['bob'], []))
    expect(said(called, REGISTRY, 'bob', doc => mentions(doc).seen(mentions(doc).of('bob')))).toBe('taken')
  })

  test('[IM6] when a curator enters a further source of an article and takes it out, but none under another id and no day that no calendar has', () => {
    const entry = {id: article.id, position: 0, words: 9, length: 90, title: 'Ice', sourceName: 'a.txt', warnings: []}
    const hub = hubDocument(doc => project(doc).articles.put(entry))
    const source = {outlet: 'النهار', published: '2025-02-04', sourceName: 'b.txt'}
    expect(said(hub, PROJECT, 'alice', doc => project(doc).articles.patch(article.id, sourceEdits([source], [])))).toBe('taken')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).articles.patch(article.id, sourceEdits([], [source])))).toBe('taken')
    const shown = project(hubDocument(doc => project(doc).articles.put(entry)).doc)
    shown.articles.patch(article.id, sourceEdits([source], []))
    expect(shown.articles.get(article.id)?.otherSources).toEqual([source])
    shown.articles.patch(article.id, sourceEdits([], [source]))
    expect(shown.articles.get(article.id)?.otherSources).toBeUndefined()
    const [[, written = ''] = []] = Object.entries(sourceEdits([source], []))
    expect(said(hub, PROJECT, 'alice', doc => doc.getMap('articles').set(`${article.id}/source:0123456789abcdef`, written))).toBe('shape')
    expect(said(hub, PROJECT, 'alice', doc => doc.getMap('articles').set(`${article.id}/otherSources`, ['x']))).toBe('shape')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).articles.patch(article.id, sourceEdits([{...source, published: '2025-02-30'}], [])))).toBe('date')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).articles.patch(article.id, {published: '2025-02-30'}))).toBe('date')
  })

  test('when a curator names the project, edits details and makes a topic', () => {
    const entry = {id: article.id, position: 0, words: 9, length: 90, title: 'Ice', sourceName: 'a.txt', warnings: []}
    const hub = hubDocument(doc => project(doc).articles.put(entry))
    expect(said(hub, PROJECT, 'alice', doc => project(doc).rename('Ceasefire 和平'))).toBe('taken')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).articles.patch(article.id, {title: 'Sea ice', outlet: undefined}))).toBe('taken')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).articles.remove(article.id, act('alice')))).toBe('taken')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).articles.remove(article.id, act('bob')))).toBe('name')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).topics.put({id: 't', name: 'Peace', ...act('alice')}))).toBe('taken')
  })

  test('when a hub that may bring others’ work brings it', () => {
    const hub = hubDocument()
    expect(said(hub, SET, 'carol', doc => annotationSet(doc).add([claimOf('alice'), claimOf('bob')]), true)).toBe('taken')
    expect(said(hub, SET, 'carol', doc => annotationSet(doc).add([claimOf('alice'), claimOf('bob')]))).toBe('name')
  })
})

describe('the same thing made in two places', () => {
  test('is taken from a hub when nothing differs, and refused when an edit would be lost', () => {
    const hub = hubDocument(doc => annotationSet(doc).add([claimOf('alice', {features: {voice: 'quoted'}})]))
    const again = (doc: Y.Doc) =>
      doc.getMap('annotations').set('of-alice', writeAnnotation({...claimOf('alice'), ...(annotationSet(hub.doc).get('of-alice') as SpanAnnotation)}))
    expect(said(hub, SET, 'carol', again, true)).toBe('taken')
    expect(said(hub, SET, 'carol', again)).toBe('erased')
    annotationSet(hub.doc).setFeature('of-alice', 'note', 'נכתב מאוחר יותר', act('bob'))
    const before = annotationSet(hub.doc).get('of-alice')
    const without = (doc: Y.Doc) => doc.getMap('annotations').set('of-alice', writeAnnotation({...claimOf('alice'), at: before?.at ?? 0}))
    expect(said(hub, SET, 'carol', without, true)).toBe('erased')
  })

  test('is a person whom two hubs entered', () => {
    const hub = hubDocument(doc => project(doc).people.put({id: 'bob', name: 'Bob', role: 'annotator'}))
    const entered = (doc: Y.Doc) => doc.getMap('people').set('bob', new Y.Map(Object.entries({name: 'Robert', role: 'admin'})))
    expect(said(hub, PROJECT, 'carol', entered, true)).toBe('taken')
    expect(said(hub, PROJECT, 'carol', entered)).toBe('erased')
  })
})

describe('what would take work from others is refused', () => {
  const withClaim = () => hubDocument(doc => annotationSet(doc).add([claimOf('alice', {features: {note: 'hers', stances: [stanceOf('alice')]}})]))

  test('deleting a record for good, one’s own too, by a curator’s hub too', () => {
    const hub = withClaim()
    expect(said(hub, SET, 'bob', doc => doc.getMap('annotations').delete('of-alice'))).toBe('erased')
    expect(said(hub, SET, 'alice', doc => doc.getMap('annotations').delete('of-alice'))).toBe('erased')
    expect(said(hub, SET, 'carol', doc => doc.getMap('annotations').delete('of-alice'), true)).toBe('erased')
    const another = (doc: Y.Doc) => doc.getMap('annotations').set('of-alice', writeAnnotation(claimOf('bob')))
    expect(said(hub, SET, 'bob', another)).toBe('erased')
    const named = hubDocument(doc => registry(doc).entities.put({id: 'gaza', name: 'غزة', type: 'GPE', aliases: [], ...act('alice')}))
    expect(said(named, REGISTRY, 'bob', doc => doc.getMap('entities').delete('gaza'))).toBe('erased')
    const said1 = hubDocument(doc => discussion(doc).add({id: 'c1', annotation: 'a', body: {text: 'x', mentions: []}}, act('alice')))
    expect(said(said1, DISCUSSION, 'bob', doc => doc.getMap('comments').delete('c1'))).toBe('erased')
  })

  test('deleting it by something that was written over it and is itself deleted', () => {
    const hub = withClaim()
    const bob = hub.windowOf()
    const before = Y.encodeStateVector(bob)
    bob.getMap('annotations').set('of-alice', new Y.Map())
    bob.getMap('annotations').delete('of-alice')
    const structs = Y.encodeStateAsUpdate(bob, before)
    expect(judged(hub.doc, SET, structs, 'bob')).toBe('erased')
    const field = hub.windowOf()
    const state = Y.encodeStateVector(field)
    recordIn(field, 'annotations', 'of-alice').set('selector', 1)
    recordIn(field, 'annotations', 'of-alice').delete('selector')
    expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(field, state), 'bob')).toBe('erased')
  })

  test('writing in another person’s name', () => {
    const hub = withClaim()
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).add([claimOf('alice', {id: 'forged'})]))).toBe('name')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).setFeature('of-alice', 'voice', 'quoted', act('alice')))).toBe('name')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).remove(['of-alice'], act('alice')))).toBe('name')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).setReadMark('alice', {...act('alice'), state: 'done'}))).toBe('others')
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').set('by', 'bob'))).toBe('fixed')
    expect(said(hub, DISCUSSION, 'bob', doc => discussion(doc).add({id: 'c', annotation: 'a', body: {text: 'x', mentions: []}}, act('alice')))).toBe('others')
  })

  test('altering a colleague’s annotation without saying who did', () => {
    const hub = withClaim()
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').set('feature/voice', 'quoted'))).toBe('unsigned')
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').delete('feature/note'))).toBe('unsigned')
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').set('editedAt', 5))).toBe('unsigned')
    annotationSet(hub.doc).remove(['of-alice'], act('alice'))
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').delete('removed'))).toBe('unsigned')
  })

  test('altering a colleague’s stance or comment', () => {
    const hub = withClaim()
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).putStance('of-alice', stanceOf('alice', {value: 'against'}), act('bob')))).toBe('others')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).putStance('of-alice', {...stanceOf('bob'), id: 'stance-alice'}, act('bob')))).toBe('others')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).putStance('of-alice', stanceOf('bob'), act('bob')))).toBe('taken')
    expect(said(hub, SET, 'alice', doc => annotationSet(doc).putStance('of-alice', stanceOf('alice', {value: 'against'}), act('alice')))).toBe('taken')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).removeStance('of-alice', 'stance-alice', act('bob')))).toBe('taken')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).removeStance('of-alice', 'stance-alice', {...act('bob'), by: 'alice'}))).toBe('name')
    const thread = hubDocument(doc => discussion(doc).add({id: 'c1', annotation: 'a', body: {text: 'x', mentions: []}}, act('alice')))
    expect(said(thread, DISCUSSION, 'bob', doc => discussion(doc).edit('c1', {text: 'y', mentions: []}, act('bob')))).toBe('others')
    expect(said(thread, DISCUSSION, 'bob', doc => discussion(doc).remove('c1', act('bob')))).toBe('others')
  })

  test('what no document holds: maps in maps, other maps, other fields, values of another shape', () => {
    const hub = withClaim()
    const deep = (levels: number): Y.Map<unknown> => new Y.Map(levels === 0 ? [] : [['x', deep(levels - 1)]])
    expect(said(hub, SET, 'bob', doc => doc.getMap('annotations').set('deep', deep(40)))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => doc.getMap('anything').set('x', 1))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => doc.getMap('constructor').set('x', 1))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => doc.getArray('annotations').push([1]))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => doc.getText('annotations').insert(0, 'x'))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').set('hidden', 'x'))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').set('feature/note', {deep: {deep: []}}))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', 'of-alice').set('feature/note', 'x'.repeat(100_001)))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => doc.getMap('annotations').set('bare', new Y.Map([['by', 'bob']])))).toBe('shape')
    expect(said(hub, SET, 'bob', doc => doc.getMap('annotations').set('text', 'x'))).toBe('shape')
    expect(said(hub, PROJECT, 'alice', doc => doc.getMap('meta').set('schema', {layers: []}))).toBe('shape')
    expect(said(hub, PROJECT, 'alice', doc => doc.getMap('articles').set('x', '{}'))).toBe('shape')
  })

  test('who is in the project and what is blind is the hub’s to write', () => {
    const hub = hubDocument(doc => project(doc).people.put({id: 'bob', name: 'Bob', role: 'annotator'}))
    expect(said(hub, PROJECT, 'alice', doc => project(doc).people.patch('bob', {role: 'admin'}))).toBe('hub')
    expect(said(hub, PROJECT, 'alice', doc => project(doc).rounds.put({id: 'r', name: 'R', state: 'open', openers: [], startedAt: 1}))).toBe('hub')
  })
})

describe('what programs do that know Yjs better than our windows', () => {
  const withClaim = () => hubDocument(doc => annotationSet(doc).add([claimOf('alice', {features: {note: 'hers'}})]))
  const marks = (client: number, structs: readonly RawStruct[]) => rawUpdate({clients: [{client, clock: 0, structs}]})

  test('signing with the name that stands there, or leaving a colleague’s name on what one changes', () => {
    const hub = withClaim()
    annotationSet(hub.doc).setConfidence('of-alice', 2, act('carol'))
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).setFeature('of-alice', 'voice', 'quoted', act('carol')))).toBe('name')
    expect(said(hub, SET, 'alice', doc => recordIn(doc, 'annotations', 'of-alice').set('feature/voice', 'quoted'))).toBe('unsigned')
    expect(said(hub, SET, 'alice', doc => annotationSet(doc).setFeature('of-alice', 'voice', 'quoted', act('alice')))).toBe('taken')
  })

  test('taking a field away by something deleted that stands after what is written to it', () => {
    for (const client of [1, 2 ** 31]) {
      const hub = withClaim()
      const record = hub.doc.getMap('annotations')._map.get('of-alice') as Y.Item
      const by = recordIn(hub.doc, 'annotations', 'of-alice')._map.get('by') as Y.Item
      const update = rawUpdate({
        clients: [
          {
            client,
            clock: 0,
            structs: [
              {kind: 'values', values: ['alice'], parent: {client: record.id.client, clock: record.id.clock}, key: 'by'},
              {kind: 'deleted', length: 1, parent: {beside: {client: by.id.client, clock: by.id.clock}}},
            ],
          },
        ],
      })
      const judgement = judged(hub.doc, SET, update, 'alice')
      Y.applyUpdate(hub.doc, update)
      // Which of the two stands last is decided by the numbers: it is taken only where nothing is lost.
      expect(judgement).toBe(recordIn(hub.doc, 'annotations', 'of-alice').get('by') === 'alice' ? 'taken' : 'erased')
    }
  })

  describe('[SP142] taking what is kept away by something beside a change that Yjs has joined to others since', () => {
    const entry = {id: article.id, position: 0, words: 9, length: 90, title: 'Ice', sourceName: 'a.txt', warnings: []}
    const stance: Stance = {id: 's', ...act('bob'), holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: 'favor'}
    const note = {id: 't', ...act('bob'), feature: 'note', text: '和平 👩‍👩‍👧'}
    const claim = (doc: Y.Doc) => annotationSet(doc).add([claimOf('bob', {features: {note: '', stances: [stance]}})])
    const withNote = (doc: Y.Doc) => {
      claim(doc)
      annotationSet(doc).writeText('of-bob', note, '')
    }
    const gaza = {id: 'gaza', name: 'غزة', type: 'GPE', aliases: [], ...act('bob')}
    const topic = {id: 't', name: 'السلام', ...act('bob')}
    const comment = {id: 'c', annotation: 'of-bob', body: {text: 'מדוע?', mentions: []}}
    type Case = {readonly what: string; readonly address: DocumentAddress; readonly fill: (doc: Y.Doc) => void; readonly at: readonly [string, string, string?]}
    const cases: readonly Case[] = [
      {what: 'a text', address: SET, fill: withNote, at: ['annotations', 'of-bob', 'text/t']},
      {what: 'what an annotation marks', address: SET, fill: claim, at: ['annotations', 'of-bob', 'selector']},
      {what: 'a stance', address: SET, fill: claim, at: ['annotations', 'of-bob', 'stance/s']},
      {what: 'who made an annotation', address: SET, fill: claim, at: ['annotations', 'of-bob', 'by']},
      {what: 'the name of an entity', address: REGISTRY, fill: doc => registry(doc).entities.put(gaza), at: ['entities', 'gaza', 'name']},
      {what: 'the name of a topic', address: PROJECT, fill: doc => project(doc).topics.put(topic), at: ['topics', 't', 'name']},
      {what: 'the name of the project', address: PROJECT, fill: doc => project(doc).rename('Ceasefire'), at: ['meta', 'name']},
      {what: 'an article', address: PROJECT, fill: doc => project(doc).articles.put(entry), at: ['articles', article.id]},
      {what: 'a comment', address: DISCUSSION, fill: doc => discussion(doc).add(comment, act('bob')), at: ['comments', 'c', 'body']},
    ]
    test.each(cases)('$what', ({address, fill, at: [map, id, field]}) => {
      const hub = hubDocument(fill)
      const parent = field === undefined ? hub.doc.getMap(map) : recordIn(hub.doc, map, id)
      const key = field ?? id
      const value = parent.get(key)
      for (const client of [50, 50, 60]) {
        const window = hub.windowOf()
        window.clientID = client
        const record = field === undefined ? window.getMap(map) : recordIn(window, map, id)
        record.set(key, value)
        Y.applyUpdate(hub.doc, Y.encodeStateAsUpdate(window, Y.encodeStateVector(hub.doc)))
      }
      const {client, clock} = (parent._map.get(key) as Y.Item).id
      const beside = {kind: 'values', values: [value], parent: {beside: {client: 50, clock: 0}}} as const
      const under = (number: number) => rawUpdate({clients: [{client: number, clock: 0, structs: [beside]}], deletes: [{client, ranges: [[clock, 1]]}]})
      expect(judged(hub.doc, address, under(10), 'bob')).toBe('erased')
      expect(judgeForeign(hub.doc, address, under(10), nobodyHere)).toEqual({state: 'refused', why: REFUSED.erased})
      // Under a higher number it comes to stand last, and nothing is lost.
      expect(judged(hub.doc, address, under(70), 'bob')).toBe('taken')
      Y.applyUpdate(hub.doc, under(70))
      expect(parent.get(key)).toEqual(value)
    })
  })

  test('[SP147] making a record anew that is empty, while its contents are written once more into the one that goes', () => {
    const hub = withClaim()
    const fields = [...recordIn(hub.doc, 'annotations', 'of-alice')._map]
    const again = fields.map(([, item]): RawStruct => ({kind: 'values', values: item.content.getContent(), parent: {beside: item.lastId}}))
    const record = (hub.doc.getMap('annotations')._map.get('of-alice') as Y.Item).id
    const update = marks(77, [...again, {kind: 'map', parent: {beside: record}}])
    expect(judgeForeign(hub.doc, SET, update, nobodyHere)).toEqual({state: 'refused', why: REFUSED.erased})
  })

  test('so many items under one key that finding their places stops the hub', () => {
    const hub = hubDocument()
    const one = {kind: 'values', values: [{...act('bob'), state: 'done'}], parent: 'readMarks', key: 'bob'} as const
    expect(
      judged(
        hub.doc,
        SET,
        marks(
          77,
          Array.from({length: 10}, () => one),
        ),
        'bob',
      ),
    ).toBe('taken')
    expect(
      judged(
        hub.doc,
        SET,
        marks(
          77,
          Array.from({length: 2100}, () => one),
        ),
        'bob',
      ),
    ).toBe('shape')
    const long = hubDocument()
    Y.applyUpdate(
      long.doc,
      marks(
        77,
        Array.from({length: 2100}, () => one),
      ),
    )
    expect(judged(long.doc, SET, marks(78, [one]), 'bob')).toBe('shape')
    expect(said(long, SET, 'bob', doc => annotationSet(doc).setReadMark('bob', {...act('bob'), state: 'no-claim'}))).toBe('taken')
  })

  test('a round that says neither that it is closed nor that it is open, and keys that every object has', () => {
    const hub = hubDocument()
    const round = (doc: Y.Doc) => doc.getMap('rounds').set('r', new Y.Map(Object.entries({name: 'x', startedAt: 1})))
    expect(said(hub, PROJECT, 'carol', round, true)).toBe('shape')
    for (const id of ['__proto__', '', 'a\u0000b', 'a\u202eb'])
      expect(said(hub, SET, 'bob', doc => doc.getMap('annotations').set(id, writeAnnotation(claimOf('bob'))))).toBe('shape')
  })

  test('a deletion beside a gap: what comes by a folder waits, and erases nothing', () => {
    const hub = withClaim()
    const record = hub.doc.getMap('annotations')._map.get('of-alice') as Y.Item
    const update = rawUpdate({
      clients: [{client: 4242, clock: 5, structs: [{kind: 'gc', length: 1}]}],
      deletes: [{client: record.id.client, ranges: [[record.id.clock, 1]]}],
    })
    expect(judgeForeign(hub.doc, SET, update, nobodyHere)).toEqual({state: 'waits'})
  })

  test('a change that goes on from what is known is cut to what is new before anything is done with it', () => {
    const hub = hubDocument()
    const bob = new Y.Doc()
    annotationSet(bob).add([claimOf('bob')])
    const first = Y.encodeStateAsUpdate(bob)
    Y.applyUpdate(hub.doc, first)
    annotationSet(bob).setFeature('of-bob', 'note', 'x', act('bob'))
    const whole = Y.encodeStateAsUpdate(bob)
    const judgement = judgeForeign(hub.doc, SET, whole, nobodyHere)
    const clients = new Set([bob.clientID])
    expect(judgement).toEqual({state: 'taken', update: Y.diffUpdate(whole, Y.encodeStateVector(hub.doc)), clients})
    expect(judgeForeign(hub.doc, SET, whole, written => [...written].includes(bob.clientID))).toEqual({state: 'refused', why: REFUSED.name})
  })

  test('work under a number that somebody took is not called known', () => {
    const hub = hubDocument()
    const thief = new Y.Doc()
    thief.clientID = 4711
    annotationSet(thief).add([claimOf('bob')])
    Y.applyUpdate(hub.doc, Y.encodeStateAsUpdate(thief))
    const alice = new Y.Doc()
    alice.clientID = 4711
    annotationSet(alice).add([claimOf('alice')])
    const structure = structureOf(Y.encodeStateAsUpdate(alice))
    expect(structure.ok && isKnown(hub.doc, structure.value)).toBe(false)
    const again = structureOf(Y.encodeStateAsUpdate(thief))
    expect(again.ok && isKnown(hub.doc, again.value)).toBe(true)
  })
})

describe('what builds on something that is not here waits for a comparison', () => {
  test('a change before which others of its window are missing', () => {
    const hub = hubDocument()
    const bob = hub.windowOf()
    annotationSet(bob).add([claimOf('bob')])
    const before = Y.encodeStateVector(bob)
    annotationSet(bob).setFeature('of-bob', 'note', 'x', act('bob'))
    expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(bob, before), 'bob')).toBe('early')
    expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(bob), 'bob')).toBe('taken')
  })

  test('a change to what only a colleague’s window has, and a deletion of it', () => {
    const hub = hubDocument()
    const alice = hub.windowOf()
    annotationSet(alice).add([claimOf('alice', {features: {note: 'x'}})])
    const bob = new Y.Doc()
    Y.applyUpdate(bob, Y.encodeStateAsUpdate(alice))
    const before = Y.encodeStateVector(bob)
    annotationSet(bob).setFeature('of-alice', 'note', undefined, act('bob'))
    expect(judged(hub.doc, SET, Y.encodeStateAsUpdate(bob, before), 'bob')).toBe('early')
  })
})

describe('the numbers under which Yjs counts a window’s changes', () => {
  test('are one person’s: nobody else writes under them, also after the hub was started again', () => {
    const hub = hubDocument()
    const alice = new Y.Doc()
    annotationSet(alice).add([claimOf('alice')])
    Y.applyUpdate(hub.doc, Y.encodeStateAsUpdate(alice))
    const started = clientOwners(hub.doc)
    expect(started.foreign([alice.clientID], {person: 'bob'})).toBe(alice.clientID)
    expect(started.foreign([alice.clientID, 4711], {person: 'alice'})).toBeUndefined()
    started.note([4711], 'bob')
    expect(started.foreign([4711], {person: 'alice'})).toBe(4711)
  })

  test('tell whose they are by the last name signed, not by a stance that was passed on', () => {
    const hub = hubDocument()
    annotationSet(hub.doc).add([claimOf('alice')])
    const bob = hub.windowOf()
    annotationSet(bob).putStance('of-alice', {id: 's', ...act('alice'), holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: 'favor'}, act('bob'))
    Y.applyUpdate(hub.doc, Y.encodeStateAsUpdate(bob))
    expect(clientOwners(hub.doc).foreign([bob.clientID], {person: 'alice'})).toBe(bob.clientID)
    expect(clientOwners(hub.doc).foreign([bob.clientID], {person: 'bob'})).toBeUndefined()
  })
})

describe('[RG1] a mark of merging', () => {
  const gaza = {type: 'GPE', aliases: [], ...act('alice')}
  const named = () =>
    hubDocument(doc => {
      for (const id of ['gaza', 'strip']) registry(doc).entities.put({id, name: 'غزة', ...gaza})
      registry(doc).claims.put({id: 'near', text: 'השלום קרוב', about: [], ...act('alice')})
    })
  const topics = () => hubDocument(doc => project(doc).topics.put({id: 'ice', name: '海冰', ...act('alice')}))

  test('is taken from whoever sets it in her own name or takes a colleague’s away, on entities, claims and topics', () => {
    const hub = named()
    expect(said(hub, REGISTRY, 'bob', doc => registry(doc).entities.merge(['strip'], 'gaza', act('bob')))).toBe('taken')
    expect(said(hub, REGISTRY, 'bob', doc => registry(doc).claims.merge(['near'], 'gone', act('bob')))).toBe('taken')
    expect(said(topics(), PROJECT, 'bob', doc => project(doc).topics.merge(['ice'], 'gone', act('bob')))).toBe('taken')
    registry(hub.doc).entities.merge(['strip'], 'gaza', act('alice'))
    expect(said(hub, REGISTRY, 'bob', doc => registry(doc).entities.separate('strip'))).toBe('taken')
  })

  test('is refused in another person’s name, and in another shape', () => {
    expect(said(named(), REGISTRY, 'bob', doc => registry(doc).entities.merge(['strip'], 'gaza', act('alice')))).toBe('name')
    expect(said(topics(), PROJECT, 'bob', doc => project(doc).topics.merge(['ice'], 'gone', act('alice')))).toBe('name')
    for (const mark of ['gaza', {into: 'gaza'}, {into: 7, ...act('bob')}, {into: 'gaza', ...act('bob'), why: 'x'}])
      expect(said(named(), REGISTRY, 'bob', doc => recordIn(doc, 'entities', 'strip').set('merged', mark))).toBe('shape')
  })
})

describe('[AR1] an article', () => {
  const {text: _text, ...entry} = article
  const listing = (fill: (doc: Y.Doc) => void = () => undefined) =>
    hubDocument(doc => {
      project(doc).articles.put(entry)
      fill(doc)
    })

  test('is taken out in one’s own name, brought back by anybody who may change the project, and gets a story', () => {
    expect(said(listing(), PROJECT, 'bob', doc => project(doc).articles.remove(article.id, act('bob')))).toBe('taken')
    const out = listing(doc => project(doc).articles.remove(article.id, act('bob')))
    expect(said(out, PROJECT, 'alice', doc => project(doc).articles.restore(article.id))).toBe('taken')
    expect(said(listing(), PROJECT, 'bob', doc => project(doc).articles.patch(article.id, {story: 'הפסקת האש 👩‍👩‍👧'}))).toBe('taken')
  })

  test('is not taken out in a colleague’s name, nor with a mark of another shape', () => {
    expect(said(listing(), PROJECT, 'bob', doc => project(doc).articles.remove(article.id, act('alice')))).toBe('name')
    expect(said(listing(), PROJECT, 'bob', doc => doc.getMap('articles').set(`${article.id}/removed`, 'bob'))).toBe('shape')
    expect(said(listing(), PROJECT, 'bob', doc => doc.getMap('articles').set(`${article.id}/plot`, 'x'))).toBe('shape')
  })
})
