import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import type {Direction, Replay} from '../../src/project/step.ts'
import type {UndoHistory} from '../../src/project/undo.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)
const alice = (at: number) => ({by: 'alice', at})
const bob = (at: number) => ({by: 'bob', at})
const stance = (id: string, by: string, value: string) => ({id, by, at: 5, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 'ice'}, value}) as const

/** Two windows on one set, each with the undo of its person; `meet` brings each the other's work. */
function aliceAndBob(others: Parameters<typeof undoHistory>[0] = undefined) {
  const window = () => {
    const history = undoHistory(others)
    const set = annotationSet(new Y.Doc())
    history.follow('ice', set.doc, ['annotations', 'readMarks'])
    return {history, set}
  }
  const [alices, bobs] = [window(), window()]
  const told = (from: AnnotationSet, to: AnnotationSet): void =>
    Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), {source: 'channel'})
  return {
    alices,
    bobs,
    meet: () => {
      told(alices.set, bobs.set)
      told(bobs.set, alices.set)
    },
  }
}

const undo = (history: UndoHistory, at = 90) => history.replay('undo', alice(at))
const redo = (history: UndoHistory, at = 91) => history.replay('redo', alice(at))
const fields = (replays: readonly Replay[]) => replays.map(({done}) => done.map(({record, field}) => `${record} ${field}`))
const overtakers = (replays: readonly Replay[]) => replays.flatMap(({overtaken}) => overtaken.map(({by, deed}) => [by, deed]))
const live = (set: AnnotationSet): readonly Annotation[] => set.all().filter(({removed}) => removed === undefined)
const wide = (end: number) => {
  const selector = selectorOf(article.text, {start: 0, end})
  if (!selector.ok) throw new Error('The test has wrong offsets.')
  return selector.value
}

const text = (id: string, by: string, at: number, words: string) => ({id, by, at, feature: 'note', text: words})

describe('[NO2] undo of what was written', () => {
  test('brings back the text before it, and does it again', () => {
    const {alices} = aliceAndBob()
    const claim = aClaim(article, 'Zoë', {features: {note: 'first'}})
    alices.set.add([claim])
    alices.set.writeText(claim.id, text('t1', 'alice', 2, 'السلام'), 'first')
    alices.set.writeText(claim.id, text('t2', 'alice', 3, '和平 👩‍👩‍👧'), 'السلام')
    const note = () => alices.set.get(claim.id)?.features.note
    const seen = [note(), ...[1, 2].map(() => undo(alices.history) && note()), ...[1, 2].map(() => redo(alices.history) && note())]
    expect(seen).toEqual(['和平 👩‍👩‍👧', 'السلام', 'first', 'السلام', '和平 👩‍👩‍👧'])
  })

  test('brings back what setting the feature took back, in one step', () => {
    const {alices} = aliceAndBob()
    const claim = aClaim(article, 'Zoë', {features: {note: 'first'}})
    alices.set.add([claim])
    alices.set.writeText(claim.id, text('t1', 'bob', 2, 'השלום'), '')
    alices.set.setFeature(claim.id, 'note', '和平', alice(3))
    const note = () => alices.set.get(claim.id)?.features.note
    expect([note(), undo(alices.history) && note(), redo(alices.history) && note()]).toEqual(['和平', 'first\n\nהשלום', '和平'])
  })

  test('[NO6] takes back the whole of one typing, whatever pauses it had, and does it again', () => {
    const {alices} = aliceAndBob()
    const claim = aClaim(article, 'Zoë', {features: {note: 'first'}})
    alices.set.add([claim])
    const note = () => alices.set.get(claim.id)?.features.note
    const typing = {}
    let reading = alices.set.noteOf(claim.id, 'note')
    for (const [at, words] of ['first 和', 'first 和平 👩‍👩', 'first 和平 👩‍👩‍👧', 'השלום 👩‍👩‍👧'].entries()) {
      const id = `t${at}`
      alices.history.together(() => alices.set.writeText(claim.id, {...text(id, 'alice', at + 2, words)}, reading), typing)
      reading = {text: words, texts: [id]}
    }
    expect(note()).toBe('השלום 👩‍👩‍👧')
    const again = {}
    alices.history.together(() => alices.set.writeText(claim.id, text('t9', 'alice', 9, 'سلام'), reading), again)
    const seen = [1, 2].map(() => undo(alices.history) && note())
    expect([seen, redo(alices.history) && note(), alices.history.next('redo') !== undefined]).toEqual([['השלום 👩‍👩‍👧', 'first'], 'השלום 👩‍👩‍👧', true])
  })

  test('[NO6] has no step for what was typed and taken out again, and takes back the step before', () => {
    const {alices} = aliceAndBob()
    const claim = aClaim(article, 'Zoë')
    alices.set.add([claim])
    alices.set.setFeature(claim.id, 'voice', 'quoted', alice(2))
    const typing = {}
    for (const voice of ['quoted!', 'quoted']) alices.history.together(() => alices.set.setFeature(claim.id, 'voice', voice, alice(3)), typing)
    undo(alices.history)
    expect(alices.set.get(claim.id)?.features).toEqual({})
  })

  test('leaves all of it once a colleague has written over it, and brings no half of it back', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const claim = aClaim(article, 'Zoë')
    bobs.set.add([{...claim, by: 'bob'}])
    bobs.set.writeText(claim.id, text('t1', 'bob', 2, 'his'), '')
    meet()
    alices.set.writeText(claim.id, text('t2', 'alice', 3, 'hers'), 'his')
    meet()
    bobs.set.writeText(claim.id, text('t3', 'bob', 4, 'both'), 'hers')
    meet()
    const replays = undo(alices.history)
    expect(alices.set.get(claim.id)?.features.note).toBe('both')
    expect([fields(replays), overtakers(replays)]).toEqual([
      [[]],
      [
        ['bob', 'written'],
        ['bob', 'written'],
      ],
    ])
  })
})

describe('[UN1] undo and redo', () => {
  test('go back over documents in the order of the acts, and say where', () => {
    const history = undoHistory()
    const [first, second] = ['first', 'second'].map(key => {
      const set = annotationSet(new Y.Doc())
      history.follow(key, set.doc, ['annotations'])
      return set
    }) as [AnnotationSet, AnnotationSet]
    first.add([aClaim(article, 'Sea ice melts')])
    second.add([aClaim(article, 'Sea ice returns')])
    first.add([aClaim(article, 'Zoë')])
    const places = (direction: Direction) =>
      [1, 2, 3, 4].map(at =>
        history
          .replay(direction, alice(at))
          .flatMap(({done}) => done.map(({document}) => document))
          .join(),
      )
    expect(places('undo')).toEqual(['first', 'second', 'first', ''])
    expect([live(first).length, live(second).length]).toEqual([0, 0])
    expect(places('redo')).toEqual(['first', 'second', 'first', ''])
    expect([live(first).length, live(second).length]).toEqual([2, 1])
  })

  test('take back and do again what was written to one annotation, in the person’s own name and now', () => {
    const {alices} = aliceAndBob()
    const {set, history} = alices
    const claim = aClaim(article, 'Sea ice melts')
    set.add([claim])
    set.setFeature(claim.id, 'voice', 'quoted', alice(2))
    set.setFeature(claim.id, 'voice', 'mixed', alice(3))
    set.setConfidence(claim.id, 2, alice(4))
    set.resize(claim.id, wide(7), alice(5))
    set.putStance(claim.id, stance('s', 'alice', 'favor'), alice(6))
    set.putStance(claim.id, stance('s', 'alice', 'against'), alice(7))
    set.removeStance(claim.id, 's', alice(8))
    set.setReadMark('alice', {...alice(9), state: 'done'})
    set.remove([claim.id], alice(10))
    const seen = () => {
      const {editedBy: _by, editedAt: _at, removed, features, ...rest} = set.get(claim.id) ?? claim
      return {rest, features, removed: removed !== undefined, marks: [...set.readMarks().values()].map(({state}) => state)}
    }
    const end = seen()
    const back = Array.from({length: 10}, (_, at) => {
      undo(history, 100 + at)
      return seen()
    })
    expect(back.map(({removed}) => removed)).toEqual([false, false, false, false, false, false, false, false, false, true])
    expect(back.map(({marks}) => marks.length)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(back.map(({features}) => stancesOf({...claim, features})[0]?.value)).toEqual([
      ...[undefined, undefined, 'against', 'favor', undefined],
      ...[undefined, undefined, undefined, undefined, undefined],
    ])
    expect(back.map(({rest}) => rest.selector?.quote.length)).toEqual([7, 7, 7, 7, 7, 13, 13, 13, 13, 13])
    expect(back.map(({rest}) => rest.confidence)).toEqual([2, 2, 2, 2, 2, 2, undefined, undefined, undefined, undefined])
    expect(back.map(({features}) => features.voice)).toEqual([...Array(7).fill('mixed'), 'quoted', undefined, undefined])
    expect(set.get(claim.id)).toMatchObject({by: 'alice', at: claim.at, editedBy: 'alice', editedAt: 108, removed: alice(109)})
    for (let at = 0; at < 10; at++) redo(history, 200 + at)
    expect(seen()).toEqual(end)
    expect(set.get(claim.id)?.removed).toEqual(alice(209))
  })

  test('take several acts in several documents back as one step', () => {
    const history = undoHistory()
    const set = annotationSet(new Y.Doc())
    const names = registry(new Y.Doc())
    const shared = project(new Y.Doc())
    history.follow('ice', set.doc, ['annotations'])
    history.follow('registry', names.doc, ['entities', 'claims'])
    history.follow('project', shared.doc, ['topics'])
    const zoe = {id: 'zoe', ...alice(1), name: 'Zoë', type: 'PERSON', aliases: []}
    names.transact(() => names.entities.put(zoe))
    const claim = aClaim(article, 'Zoë')
    set.add([claim])
    history.together(() => {
      shared.transact(() => shared.topics.put({id: 'ice', ...alice(2), name: '海冰'}))
      names.transact(() => names.entities.patch('zoe', {aliases: ['زوي'], wikidata: 'Q42'}))
      set.setFeature(claim.id, 'entityId', {kind: 'entity', id: 'zoe'}, alice(2))
    })
    undo(history)
    expect([shared.topics.all(), names.entities.get('zoe'), set.get(claim.id)?.features]).toEqual([[], zoe, {}])
    redo(history)
    expect([shared.topics.get('ice')?.name, names.entities.get('zoe')?.aliases, set.get(claim.id)?.features]).toEqual([
      '海冰',
      ['زوي'],
      {entityId: {kind: 'entity', id: 'zoe'}},
    ])
    for (let at = 0; at < 3; at++) undo(history)
    expect([live(set), names.entities.all(), history.next('undo')]).toEqual([[], [], undefined])
    expect(names.entities.standing('zoe')).toEqual(zoe)
  })

  test('end with a new act, as far as doing again goes', () => {
    const {alices} = aliceAndBob()
    alices.set.add([aClaim(article, 'Zoë')])
    undo(alices.history)
    alices.set.add([aClaim(article, 'Sea ice melts')])
    expect([alices.history.next('redo'), redo(alices.history)]).toEqual([undefined, []])
  })

  test('take back one step that was asked for by itself, and only while it is there', () => {
    const {alices} = aliceAndBob()
    const {set, history} = alices
    const [gone, kept] = [aClaim(article, 'Zoë'), aClaim(article, '和平')]
    set.add([gone, kept])
    set.remove([gone.id], alice(2))
    const step = history.next('undo')
    set.setFeature(kept.id, 'voice', 'quoted', alice(3))
    expect(step !== undefined && history.holds(step)).toBe(true)
    expect(fields(history.replay('undo', alice(4), step))).toEqual([[`${gone.id} removed`]])
    expect(step !== undefined && history.holds(step)).toBe(false)
    expect(history.replay('undo', alice(5), step)).toEqual([])
    expect(set.get(kept.id)?.features).toEqual({voice: 'quoted'})
  })

  test('take back a burst of 500 as one step', () => {
    const {alices} = aliceAndBob()
    const claims = Array.from({length: 500}, () => aClaim(article, '和平'))
    alices.set.add(claims)
    expect(undo(alices.history)[0]?.done.length).toBe(500)
    expect([live(alices.set).length, alices.set.all().length]).toEqual([0, 500])
    redo(alices.history)
    expect(live(alices.set).length).toBe(500)
  })

  test('are forgotten with the document', () => {
    const {alices} = aliceAndBob()
    alices.set.add([aClaim(article, 'Zoë')])
    expect(alices.history.keepsOpen('ice')).toBe(true)
    alices.history.forget('ice')
    expect([alices.history.keepsOpen('ice'), alices.history.next('undo')]).toEqual([false, undefined])
  })
})

describe('[UN2] what a colleague did since stays, and undo says so', () => {
  const acts: readonly [string, (set: AnnotationSet, id: string) => void, string][] = [
    ['labelled', (set, id) => set.setFeature(id, 'voice', 'quoted', bob(5)), 'labelled'],
    ['written a note', (set, id) => set.setFeature(id, 'note', 'السلام قريب 👩‍👩‍👧', bob(5)), 'labelled'],
    ['resized', (set, id) => set.resize(id, wide(7), bob(5)), 'resized'],
    ['linked', (set, id) => set.setFeature(id, 'attributionSource', {kind: 'entity', id: 'zoe'}, bob(5)), 'labelled'],
    ['judged', (set, id) => set.putStance(id, stance('b', 'bob', 'favor'), bob(5)), 'judged'],
    ['been surer of', (set, id) => set.setConfidence(id, 3, bob(5)), 'changed'],
  ]
  test.each(acts)('where she made an annotation that he has %s', (_what, act, deed) => {
    const {alices, bobs, meet} = aliceAndBob()
    const claim = aClaim(article, 'Sea ice melts')
    alices.set.add([claim])
    meet()
    act(bobs.set, claim.id)
    meet()
    const his = bobs.set.get(claim.id)
    expect(overtakers(undo(alices.history))).toEqual([['bob', deed]])
    meet()
    for (const {set} of [alices, bobs]) expect(set.get(claim.id)).toEqual(his)
    expect(his?.removed).toBeUndefined()
    expect(alices.history.next('undo')).toBeUndefined()
  })

  test('where she labelled and he chose another label: both her steps are passed over, with a word for each', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const [before, claim] = [aClaim(article, '和平'), aClaim(article, 'Sea ice melts')]
    alices.set.add([before])
    alices.set.add([claim])
    alices.set.setFeature(claim.id, 'voice', 'quoted', alice(2))
    meet()
    bobs.set.setFeature(claim.id, 'voice', 'mixed', bob(3))
    meet()
    expect(overtakers(undo(alices.history))).toEqual([
      ['bob', 'labelled'],
      ['bob', 'labelled'],
    ])
    expect(alices.set.get(claim.id)).toMatchObject({features: {voice: 'mixed'}, editedBy: 'bob'})
    expect(live(alices.set)).toHaveLength(2)
    expect(fields(undo(alices.history))).toEqual([[`${before.id} removed`]])
  })

  test('where he chose the very label that she had chosen', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const claim = aClaim(article, 'Sea ice melts')
    alices.set.add([claim])
    alices.set.setFeature(claim.id, 'voice', 'quoted', alice(2))
    meet()
    bobs.set.setFeature(claim.id, 'voice', 'mixed', bob(3))
    bobs.set.setFeature(claim.id, 'voice', 'quoted', bob(4))
    meet()
    undo(alices.history)
    expect(alices.set.get(claim.id)?.features).toEqual({voice: 'quoted'})
  })

  test('where she took over from him, her undo gives back what he had written, and goes no further', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const claim = aClaim(article, 'Sea ice melts')
    alices.set.add([claim])
    alices.set.setFeature(claim.id, 'voice', 'quoted', alice(2))
    meet()
    bobs.set.setFeature(claim.id, 'voice', 'mixed', bob(3))
    meet()
    alices.set.setFeature(claim.id, 'voice', 'paraphrased', alice(4))
    expect(fields(undo(alices.history, 5))).toEqual([[`${claim.id} feature/voice`]])
    expect(alices.set.get(claim.id)).toMatchObject({features: {voice: 'mixed'}, editedBy: 'alice', editedAt: 5})
    expect(overtakers(undo(alices.history))).toEqual([
      ['bob', 'labelled'],
      ['bob', 'labelled'],
    ])
    expect(fields(redo(alices.history))).toEqual([[`${claim.id} feature/voice`]])
    expect(alices.set.get(claim.id)?.features).toEqual({voice: 'paraphrased'})
  })

  test('where her stance and his stand on one claim, only hers is taken back, by a mark', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const claim = aClaim(article, 'Sea ice melts')
    alices.set.add([claim])
    alices.set.putStance(claim.id, stance('a', 'alice', 'favor'), alice(2))
    meet()
    bobs.set.putStance(claim.id, stance('b', 'bob', 'against'), bob(3))
    meet()
    expect(fields(undo(alices.history, 4))).toEqual([[`${claim.id} stance/a`]])
    meet()
    for (const {set} of [alices, bobs]) expect(stancesOf(set.get(claim.id) ?? claim)).toEqual([stance('b', 'bob', 'against')])
    const record = bobs.set.doc.getMap('annotations').get(claim.id) as Y.Map<unknown>
    expect([record.get('stance/a'), record.get('gone/a')]).toEqual([stance('a', 'alice', 'favor'), alice(4)])
  })

  const takenBackWhileChanged = () => {
    const both = aliceAndBob()
    const {alices, bobs, meet} = both
    const claim = aClaim(article, 'Sea ice melts')
    const hers = {...stance('a', 'alice', 'against'), ...alice(4)}
    alices.set.add([claim])
    alices.set.putStance(claim.id, stance('a', 'alice', 'favor'), alice(2))
    meet()
    bobs.set.removeStance(claim.id, 'a', bob(3))
    alices.set.putStance(claim.id, hers, alice(4))
    meet()
    const said = () => [alices, bobs].map(({set}) => stancesOf(set.get(claim.id) ?? claim))
    return {...both, claim, hers, said}
  }

  test('her stance, that he took back while she changed it, stays taken back, and her undo leaves his part', () => {
    const {alices, meet, said} = takenBackWhileChanged()
    expect(said()).toEqual([[], []])
    const replays = undo(alices.history, 6)
    meet()
    expect([fields(replays).flat(), overtakers(replays), said()]).toEqual([
      [],
      [
        ['bob', 'unjudged'],
        ['bob', 'unjudged'],
        ['bob', 'unjudged'],
      ],
      [[], []],
    ])
  })

  test('[UN9] his undo lets her stance stand again as she has changed it meanwhile, and takes it back no second time', () => {
    const {bobs, meet, claim, hers, said} = takenBackWhileChanged()
    expect(fields(undo(bobs.history, 5))).toEqual([[`${claim.id} gone/a`]])
    meet()
    expect(said()).toEqual([[hers], [hers]])
    const again = redo(bobs.history)
    meet()
    expect([fields(again).flat(), overtakers(again), said()]).toEqual([[], [['alice', 'judged']], [[hers], [hers]]])
  })

  test('his undo lets her stance stand again as she has it, also where his article was closed while she changed it', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const claim = aClaim(article, 'السلام قريب')
    alices.set.add([claim])
    alices.set.putStance(claim.id, stance('a', 'alice', 'favor'), alice(2))
    meet()
    bobs.set.removeStance(claim.id, 'a', bob(3))
    bobs.history.rest('ice')
    const hers = {...stance('a', 'alice', 'against'), ...alice(4)}
    alices.set.putStance(claim.id, hers, alice(4))
    Y.applyUpdate(alices.set.doc, Y.encodeStateAsUpdate(bobs.set.doc), {source: 'channel'})
    const reopened = annotationSet(new Y.Doc())
    Y.applyUpdate(reopened.doc, Y.encodeStateAsUpdate(alices.set.doc), {source: 'channel'})
    bobs.history.follow('ice', reopened.doc, ['annotations', 'readMarks'])
    expect(fields(undo(bobs.history, 5))).toEqual([[`${claim.id} gone/a`]])
    expect(stancesOf(reopened.get(claim.id) ?? claim)).toEqual([hers])
  })

  test('what she said before comes back with the mark that she brought it back over, in one step', () => {
    const {alices} = aliceAndBob()
    const {set, history} = alices
    const claim = aClaim(article, '和平即将到来')
    const [before, after] = [stance('a', 'alice', 'favor'), stance('a', 'alice', 'against')]
    set.add([claim])
    set.putStance(claim.id, before, alice(2))
    set.removeStance(claim.id, 'a', alice(3))
    set.putStance(claim.id, after, alice(4))
    const said = () => stancesOf(set.get(claim.id) ?? claim)
    const steps = [undo, undo, undo, redo, redo, redo].map(go => go(history).length > 0 && said())
    expect(steps).toEqual([[], [before], [], [before], [], [after]])
  })

  test('of a burst, those he has not touched are taken back', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const claims = ['和平', 'Zoë', 'السلام قريب'].map(quote => aClaim(article, quote))
    alices.set.add(claims)
    meet()
    bobs.set.setFeature(claims[1]?.id ?? '', 'voice', 'quoted', bob(3))
    meet()
    const [replay] = undo(alices.history)
    expect([replay?.done.length, replay?.overtaken.length]).toEqual([2, 1])
    expect(live(alices.set).map(({id}) => id)).toEqual([claims[1]?.id])
    expect(redo(alices.history)[0]?.done.length).toBe(2)
    expect(live(alices.set)).toHaveLength(3)
  })

  test('where she removed and he brought it back, or the other way round', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const [one, two] = [aClaim(article, 'Zoë', {by: 'bob'}), aClaim(article, '和平', {by: 'bob'})]
    bobs.set.add([one, two])
    meet()
    alices.set.remove([one.id], alice(2))
    alices.set.remove([two.id], alice(3))
    alices.set.restore([two.id], alice(4))
    meet()
    bobs.set.restore([one.id], bob(5))
    bobs.set.setFeature(two.id, 'voice', 'quoted', bob(6))
    meet()
    expect(overtakers(undo(alices.history))).toEqual([
      ['bob', 'labelled'],
      ['alice', 'changed'],
      ['bob', 'restored'],
    ])
    expect(live(alices.set)).toHaveLength(2)
  })

  test('where he removed what she had labelled', () => {
    const {alices, bobs, meet} = aliceAndBob()
    const claim = aClaim(article, 'Zoë', {by: 'bob'})
    bobs.set.add([claim])
    meet()
    alices.set.setFeature(claim.id, 'voice', 'quoted', alice(2))
    meet()
    bobs.set.remove([claim.id], bob(3))
    meet()
    expect(overtakers(undo(alices.history))).toEqual([['bob', 'removed']])
    expect(alices.set.get(claim.id)).toMatchObject({features: {voice: 'quoted'}, removed: bob(3)})
  })

  test('where it is another window of hers that went on from there', () => {
    const {alices, bobs: hersToo, meet} = aliceAndBob()
    const claim = aClaim(article, 'Zoë')
    alices.set.add([claim])
    meet()
    hersToo.set.setFeature(claim.id, 'voice', 'quoted', alice(2))
    meet()
    expect(overtakers(undo(alices.history))).toEqual([['alice', 'labelled']])
    expect(live(alices.set)).toHaveLength(1)
  })

  test('where he went on from it in a document that her undo does not follow', () => {
    const {alices} = aliceAndBob(({record}) => (record === 'commented' ? {by: 'bob', deed: 'commented'} : undefined))
    alices.set.add([aClaim(article, 'Zoë', {id: 'commented'}), aClaim(article, '和平', {id: 'not'})])
    expect(overtakers(undo(alices.history))).toEqual([['bob', 'commented']])
    expect(live(alices.set).map(({id}) => id)).toEqual(['commented'])
  })

  test('where he renamed the entity that she had entered', () => {
    const history = undoHistory()
    const [hers, his] = [registry(new Y.Doc()), registry(new Y.Doc())]
    history.follow('registry', hers.doc, ['entities', 'claims'])
    hers.transact(() => hers.entities.put({id: 'zoe', ...alice(1), name: 'Zoë', type: 'PERSON', aliases: []}))
    Y.applyUpdate(his.doc, Y.encodeStateAsUpdate(hers.doc))
    his.entities.patch('zoe', {name: 'زوي'})
    Y.applyUpdate(hers.doc, Y.encodeStateAsUpdate(his.doc), {source: 'channel'})
    expect(overtakers(undo(history))).toEqual([[undefined, 'changed']])
    expect(hers.entities.get('zoe')?.name).toBe('زوي')
  })
})
