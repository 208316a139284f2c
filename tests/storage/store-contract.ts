import * as fc from 'fast-check'
import * as Y from 'yjs'
import {expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {articleId} from '../../src/core/article/article.ts'
import {searchHits, searchTerms} from '../../src/core/text/search-terms.ts'
import {annotationPast} from '../../src/project/annotation-past.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {playedPast} from '../../src/storage/log/logged-past.ts'
import type {Arrival} from '../../src/storage/log/document-log.ts'
import type {Pointer} from '../../src/core/annotation/pointers.ts'
import type {RowsWanted} from '../../src/storage/index/row-queries.ts'
import type {ProjectStore} from '../../src/storage/project-store.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {ARTICLE, aRow, loadedState, PROJECT, SEA_ICE, teamSet, writtenDocument} from './documents.ts'

const articlesOf = async (store: ProjectStore, query: string): Promise<readonly string[]> => (await store.search(query)).map(({article}) => article)

const ICE = anArticle(MIXED_TEXT)

/** A set that is written to as in a window, each change appended with its arrival. */
function aSetWindow(store: ProjectStore) {
  const doc = new Y.Doc()
  let update: Uint8Array = new Uint8Array()
  doc.on('update', (given: Uint8Array) => {
    update = given
  })
  return {
    set: annotationSet(doc),
    did: async (arrival: Arrival, change: () => void): Promise<void> => {
      change()
      await store.append('set', teamSet(), update, new Map(), arrival)
    },
  }
}

/** What every working store does, wherever it keeps things. `open` gives an empty one. */
export function storeContract(open: () => Promise<ProjectStore>): void {
  test('[ST1] updates come back in the order they were appended', async () => {
    const store = await open()
    const {write, updates} = writtenDocument(1)
    write('claim-1', 'Ice melts')
    write('claim-1', 'Ice melts 👩‍👩‍👧 قريب')
    await Promise.all(updates.map(update => store.append('set', teamSet(), update)))
    expect(await store.load('set')).toEqual(updates)
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 'Ice melts 👩‍👩‍👧 قريب'})
    await store.close()
  })

  test('[ST1] an unknown document is empty', async () => {
    const store = await open()
    expect(await store.load('nobody wrote this')).toEqual([])
    expect(await store.documents()).toEqual([])
    await store.close()
  })

  test('[ST1] what is read sees every append called before it', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    const saved = store.append('set', teamSet(), write('claim-1', 1))
    expect(await store.load('set')).toHaveLength(1)
    await saved
    await store.close()
  })

  test('[ST2] documents are listed with their addresses', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    await store.append('p', PROJECT, write('name', 'Peace talks'))
    await store.append('s', {kind: 'set', article: ARTICLE, owner: 'annotator:bob'}, write('claim-1', 1))
    await store.append('s', {kind: 'set', article: ARTICLE, owner: 'annotator:bob'}, write('claim-2', 1))
    expect(await store.documents()).toEqual([
      {name: 'p', address: PROJECT},
      {name: 's', address: {kind: 'set', article: ARTICLE, owner: 'annotator:bob'}},
    ])
    await store.close()
  })

  test('[ST2] what was written to since a place in the log is named in pieces, and nothing twice in one', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    await store.append('p', PROJECT, write('name', 'Peace talks'))
    await store.append('s', teamSet(), write('claim-1', 1))
    await store.append('s', teamSet(), write('claim-2', 'قريب 👩‍👩‍👧'))
    const first = await store.changesSince('', 2)
    expect(first).toMatchObject({
      documents: [
        {name: 'p', address: PROJECT},
        {name: 's', address: teamSet()},
      ],
      more: true,
    })
    const second = await store.changesSince(first?.next ?? '', 2)
    expect(second).toMatchObject({documents: [{name: 's', address: teamSet()}], more: false})
    expect(await store.changesSince(second?.next ?? '', 2)).toEqual({documents: [], places: [], next: second?.next, more: false})
    await Promise.all([store.append('s', teamSet(), write('claim-3', 1)), store.append('s', teamSet(), write('claim-4', 1))])
    expect(await store.changesSince(second?.next ?? '', 20)).toMatchObject({documents: [{name: 's'}], more: false})
    await store.close()
  })

  test('[ST2] a place in another log is told from one in this log', async () => {
    const [store, other] = [await open(), await open()]
    const {write} = writtenDocument(1)
    await store.append('p', PROJECT, write('name', 'Peace talks'))
    await other.append('p', PROJECT, write('name', 'محادثات'))
    const place = (await other.changesSince('', 20))?.next ?? ''
    expect(await store.changesSince(place, 20)).toBeUndefined()
    expect(await store.changesSince('tomorrow', 20)).toBeUndefined()
    await other.append('p', PROJECT, write('name', 'Peace'))
    expect(await store.changesSince((await other.changesSince('', 20))?.next ?? '', 20)).toBeUndefined()
    await store.close()
    await other.close()
  })

  test('[ST13] whose numbers it is written under is kept with a change, stays so, and is told of this document alone', async () => {
    const store = await open()
    const {write} = writtenDocument(7)
    const largest = 2 ** 32 - 1
    await store.append(
      'set',
      teamSet(),
      write('claim-1', 1),
      new Map([
        [7, 'alice'],
        [largest, ''],
      ]),
    )
    await store.append(
      'set',
      teamSet(),
      write('claim-2', 2),
      new Map([
        [largest, 'bob'],
        [8, ''],
      ]),
    )
    await store.append(
      'set',
      teamSet(),
      write('claim-3', 3),
      new Map([
        [7, ''],
        [8, ''],
      ]),
    )
    await store.append('other', teamSet(SEA_ICE), write('claim-4', 4))
    const owners = new Map([
      [7, 'alice'],
      [8, ''],
      [largest, 'bob'],
    ])
    expect(await store.owners('set')).toEqual(owners)
    expect(await store.owners('other')).toEqual(new Map())
    expect(await store.compact('set', new Uint8Array([0, 0]))).toMatchObject({ok: true})
    expect(await store.owners('set')).toEqual(owners)
    await store.close()
  })

  test('[ST3] bytes that are no update are refused with a sentence, and the document still opens', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 1))
    await expect(store.append('set', teamSet(), new Uint8Array([255, 255, 1, 2, 3]))).rejects.toThrow(/^The change could not be saved, because it is damaged/)
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 1})
    await store.close()
  })

  test('[ST4] a compacted document is one update with the same state', async () => {
    const store = await open()
    const {doc, updates, write} = writtenDocument(1)
    for (let i = 0; i < 30; i++) write(`claim-${i % 7}`, i)
    await Promise.all(updates.map(update => store.append('set', teamSet(), update)))
    expect(await store.compact('set', Y.encodeStateAsUpdate(doc))).toEqual({ok: true, value: null})
    expect(await store.load('set')).toHaveLength(1)
    expect(await loadedState(store, 'set')).toEqual(doc.getMap('annotations').toJSON())
    await store.append('set', teamSet(), write('claim-after', 'x'))
    expect(await loadedState(store, 'set')).toEqual(doc.getMap('annotations').toJSON())
    await store.close()
  })

  test('[ST4] a state that lacks an update loses nothing by compaction', async () => {
    const store = await open()
    const alice = writtenDocument(1)
    const bob = writtenDocument(2)
    const early = alice.write('claim-1', 'by Alice')
    await store.append('set', teamSet(), early)
    await store.append('set', teamSet(), bob.write('claim-2', 'by Bob'))
    expect((await store.compact('set', early)).ok).toBe(true)
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 'by Alice', 'claim-2': 'by Bob'})
    await store.close()
  })

  test('[ST4] an update whose forerunner has not come yet survives compaction', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    const first = write('claim-1', 'first')
    const second = write('claim-2', 'second')
    await store.append('set', teamSet(), second)
    await store.compact('set', second)
    await store.append('set', teamSet(), first)
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 'first', 'claim-2': 'second'})
    await store.close()
  })

  test('[ST4] a state that is no update, or a document nobody wrote, is refused and nothing changes', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 1))
    expect(inEnglish(await store.compact('set', new Uint8Array([255, 255, 255, 9])))).toMatchObject({
      ok: false,
      error: expect.stringMatching(/Nothing was changed/),
    })
    expect(inEnglish(await store.compact('other', new Uint8Array([0, 0])))).toMatchObject({ok: false, error: expect.stringMatching(/holds nothing of it/)})
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 1})
    expect(await store.documents()).toHaveLength(1)
    await store.close()
  })

  test('very many documents are appended together as they come, with their rows, or none of them', async () => {
    const store = await open()
    await store.append('p', PROJECT, writtenDocument(1).write('name', 'Peace talks'))
    const sets = async function* (fails: boolean) {
      for (const owner of ['team', 'gold'] as const) {
        const update = writtenDocument(owner === 'team' ? 2 : 3).write('claim-1', owner)
        yield {name: owner, address: {kind: 'set', article: ARTICLE, owner} as const, update, index: {rows: [aRow('claim-1', 'claim')], readMarks: []}}
      }
      yield {name: 'registry', address: {kind: 'registry', owner: 'team'} as const, update: writtenDocument(4).write('e1', 'Ice')}
      if (fails) throw new Error('The dataset was not taken.')
    }
    await expect(store.appendAll(sets(true))).rejects.toThrow('The dataset was not taken.')
    expect(await store.documents()).toEqual([{name: 'p', address: PROJECT}])
    expect(await store.counts()).toEqual([])
    await store.appendAll(sets(false))
    expect(await store.unindexed()).toEqual([])
    await store.append('team', teamSet(), writtenDocument(5).write('claim-2', 'later'))
    expect((await store.documents()).map(({name}) => name).sort()).toEqual(['gold', 'p', 'registry', 'team'])
    expect(await loadedState(store, 'team')).toEqual({'claim-1': 'team', 'claim-2': 'later'})
    expect(await store.unindexed()).toEqual([{name: 'team', address: teamSet()}])
    expect(await store.counts(['gold'])).toEqual([{article: ARTICLE, owner: 'gold', layers: {claim: 1}, readBy: [], doneBy: []}])
    await store.close()
  })

  test('bytes that are no update are refused among very many documents, and nothing of these is written', async () => {
    const store = await open()
    const documents = async function* () {
      yield {name: 'set', address: teamSet(), update: writtenDocument(1).write('claim-1', 1)}
      yield {name: 'p', address: PROJECT, update: Uint8Array.of(255, 255, 255, 9)}
    }
    await expect(store.appendAll(documents())).rejects.toThrow(/its bytes are no update/)
    expect(await store.documents()).toEqual([])
    await store.close()
  })

  test('[ST5] counts follow the index of each set', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 1))
    store.index('set', {
      rows: [aRow('1', 'claim'), aRow('2', 'claim'), aRow('3', 'entity')],
      readMarks: [
        {by: 'carol', state: 'done'},
        {by: 'bob', state: 'no-claim'},
      ],
    })
    expect(await store.counts()).toEqual([{article: ARTICLE, owner: 'team', layers: {claim: 2, entity: 1}, readBy: ['bob', 'carol'], doneBy: ['carol']}])
    store.index('set', {rows: [aRow('2', 'claim'), aRow('3', 'claim')], readMarks: []})
    expect(await store.counts()).toEqual([{article: ARTICLE, owner: 'team', layers: {claim: 2}, readBy: [], doneBy: []}])
    await store.append('gold', {kind: 'set', article: ARTICLE, owner: 'gold'}, write('claim-1', 1))
    expect(await store.counts(['gold', 'unknown'])).toEqual([{article: ARTICLE, owner: 'gold', layers: {}, readBy: [], doneBy: []}])
    expect(await store.counts(['set', 'gold'])).toHaveLength(2)
    expect(await store.counts([])).toEqual([])
    await store.close()
  })

  test('[ST5] rows tell what is said of each annotation, and of what it points at, set by set', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    const gold = {kind: 'set', article: SEA_ICE, owner: 'gold'} as const
    for (const [name, address] of [
      ['set', teamSet()],
      ['gold', gold],
    ] as const)
      await store.append(name, address, write('claim-1', 1))
    const arctic = {kind: 'entity', id: 'arctic'} as const
    const melting = aRow('2 🌊', 'claim', {
      features: {commitment: 'hedges', topics: ['ice', 'de\u0301ja\u0300 vu'], attribution: {kind: 'mention', id: '1'}, note: 'قريب', sure: true},
      points: [arctic],
      stances: [{holder: {kind: 'outlet'}, target: arctic, value: 'favor', by: 'bob', at: 2}],
    })
    const gone = aRow('3', 'claim', {points: [arctic], removed: {by: 'carol', at: 3}})
    store.index('set', {rows: [gone, melting, aRow('1', 'entity')], readMarks: []})
    store.index('gold', {rows: [aRow('9', 'entity', {points: [arctic, {kind: 'claim', id: 'arctic'}]})], readMarks: []})
    store.index('nobody', {rows: [melting], readMarks: []})
    const every = {from: 0, most: 10}
    const kept = async (name: string) => await store.rowsOf([name], ['1', '2 🌊', '3', '9'])
    expect(await kept('set')).toEqual([aRow('1', 'entity'), melting, gone].map(row => ({name: 'set', row})))
    expect(await kept('nobody')).toEqual([])
    expect(await store.rowsOf(['gold', 'set'], ['9', 'unknown'])).toMatchObject([{name: 'gold', row: {id: '9'}}])
    expect(await store.rows(['set'], {}, every)).toEqual([aRow('1', 'entity'), melting].map(row => ({name: 'set', row})))
    expect(await store.counts(['set'])).toMatchObject([{layers: {claim: 1, entity: 1}}])
    expect(await store.tally({pointsAt: [arctic]})).toEqual([
      {name: 'set', address: teamSet(), count: 1},
      {name: 'gold', address: gold, count: 1},
    ])
    const once = (to: Pointer) => ({to, count: 1})
    expect(await store.uses()).toEqual([
      {name: 'set', address: teamSet(), uses: [once(arctic)]},
      {name: 'gold', address: gold, uses: expect.toSatisfy(uses => uses.length === 2)},
    ])
    expect((await store.uses())[1]?.uses).toEqual(expect.arrayContaining([once(arctic), once({kind: 'claim', id: 'arctic'})]))
    await store.close()
  })

  test('[ST5] rows are counted in each set, and given in parts in the order of the text, by layer, by what they point at and by the stances they take', async () => {
    const store = await open()
    const bobs = {kind: 'set', article: ARTICLE, owner: 'annotator:bob'} as const
    for (const [name, address] of [
      ['set', teamSet()],
      ['bobs', bobs],
    ] as const)
      await store.append(name, address, writtenDocument(1).write('claim-1', 1))
    const [zoe, near, ice] = [
      {kind: 'entity', id: 'Zoë 👩‍👩‍👧'},
      {kind: 'claim', id: 'السلام قريب'},
      {kind: 'topic', id: 'ice'},
    ] as const
    const stance = {holder: zoe, target: ice, value: 'favor', by: 'bob', at: 2} as const
    const outlets = {holder: {kind: 'outlet'}, target: near, value: 'against', by: 'bob', at: 2} as const
    const rows = [
      aRow('a', 'claim', {start: 7, points: [zoe, ice], stances: [stance, {...stance, by: 'carol'}]}),
      aRow('b', 'claim', {start: 3, points: [near, zoe, ice], stances: [outlets, stance]}),
      aRow('c', 'entity', {start: 3, points: [zoe]}),
      aRow('d', 'entity', {start: 1, removed: {by: 'bob', at: 3}, points: [zoe], stances: [stance]}),
      aRow('e', 'relation', {kind: 'relation', start: 0, end: 0, quote: '', from: 'a', to: 'b'}),
    ]
    store.index('set', {rows, readMarks: []})
    store.index('bobs', {rows: [aRow('f', 'claim', {start: 5, points: [near], stances: [{...outlets, value: 'favor'}]})], readMarks: []})
    const found = async (wanted: RowsWanted, part = {from: 0, most: 10}, names = ['bobs', 'set', 'unknown']) => [
      (await store.tally(wanted)).map(({name, count}) => `${name} ${count}`),
      (await store.rows(names, wanted, part)).map(({row}) => row.id).join(' '),
    ]
    expect(await found({})).toEqual([['set 4', 'bobs 1'], 'e b c f a'])
    expect(await found({}, {from: 1, most: 3})).toEqual([['set 4', 'bobs 1'], 'b c f'])
    expect(await found({}, {from: 4, most: 3}, ['set'])).toEqual([['set 4', 'bobs 1'], ''])
    expect(await found({layers: ['entity', 'relation']})).toEqual([['set 2'], 'e c'])
    expect(await found({layers: []})).toEqual([[], ''])
    expect(await found({pointsAt: [near, {kind: 'entity', id: 'ice'}]})).toEqual([['set 1', 'bobs 1'], 'b f'])
    expect(await found({pointsAt: [near, zoe], layers: ['claim']})).toEqual([['set 2', 'bobs 1'], 'b f a'])
    expect(await found({stance: {}})).toEqual([['set 2', 'bobs 1'], 'b f a'])
    expect(await found({stance: {value: 'favor'}})).toEqual([['set 2', 'bobs 1'], 'b f a'])
    expect(await found({stance: {value: 'favor', target: ice}})).toEqual([['set 2'], 'b a'])
    expect(await found({stance: {holder: {kind: 'outlet'}}})).toEqual([['set 1', 'bobs 1'], 'b f'])
    expect(await found({stance: {holder: zoe, target: near}})).toEqual([[], ''])
    expect(await found({stance: {value: 'against'}, pointsAt: [zoe], layers: ['claim', 'entity']})).toEqual([['set 1'], 'b'])
    store.index('set', {rows: [aRow('b', 'entity', {start: 9})], readMarks: [], of: ['b', 'a']})
    expect(await found({stance: {value: 'favor'}})).toEqual([['bobs 1'], 'f'])
    expect(await found({pointsAt: [zoe]})).toEqual([['set 1'], 'c'])
    expect(await found({layers: ['entity']})).toEqual([['set 2'], 'c b'])
    await store.close()
  })

  test('[ST5] a stance is found by what it says, not by words that look like it', async () => {
    const store = await open()
    await store.append('set', teamSet(), writtenDocument(1).write('claim-1', 1))
    const odd = {kind: 'entity', id: '","value":"favor","holder":"outlet","x":"\\\u001d"} 和平'} as const
    const [bob, ice] = [{kind: 'entity', id: 'outlet'} as const, {kind: 'topic', id: 'ice'} as const]
    const said = {holder: bob, target: odd, value: 'against', by: 'bob', at: 2} as const
    const rows = [
      aRow('a', 'claim', {points: [odd, bob], stances: [said, {...said, holder: {kind: 'outlet'}, target: ice, value: 'favor'}]}),
      aRow('b', 'claim', {points: [odd, bob, ice], stances: [said]}),
    ]
    store.index('set', {rows, readMarks: []})
    const found = async (stance: RowsWanted['stance'] = {}) => (await store.rows(['set'], {stance}, {from: 0, most: 9})).map(({row}) => row.id).join(' ')
    expect(await found({value: 'favor'})).toBe('a')
    expect(await found({value: 'against'})).toBe('a b')
    expect(await found({holder: {kind: 'outlet'}})).toBe('a')
    expect(await found({value: 'favor', holder: bob})).toBe('')
    expect(await found({value: 'against', target: ice})).toBe('')
    expect(await found({value: 'against', target: odd})).toBe('a b')
    const [{uses = []} = {}] = await store.uses()
    expect(uses.toSorted((a, b) => (a.to.id < b.to.id ? -1 : 1))).toEqual([
      {to: odd, count: 2},
      {to: ice, count: 1},
      {to: bob, count: 2},
    ])
    await store.close()
  })

  test('[ST5] rows of a large set are all kept, replaced and removed', async () => {
    const store = await open()
    await store.append('set', teamSet(), writtenDocument(1).write('claim-1', 1))
    const many = Array.from({length: 1201}, (_, n) => aRow(`قريب ${n}`, n % 2 === 0 ? 'claim' : 'entity', {start: n}))
    const counted = async () => (await store.counts()).map(({layers}) => layers)
    store.index('set', {rows: many, readMarks: []})
    expect(await counted()).toEqual([{claim: 601, entity: 600}])
    const other = many.slice(1).map((row, n) => (n === 0 || n > 1100 ? {...row, layer: 'source'} : row))
    store.index('set', {rows: other, readMarks: []})
    expect(await counted()).toEqual([{claim: 550, entity: 550, source: 100}])
    store.index('set', {rows: many.slice(0, 700), readMarks: [], of: many.map(({id}) => id)})
    expect(await counted()).toEqual([{claim: 350, entity: 350}])
    expect((await store.rows(['set'], {}, {from: 0, most: 2000})).map(({row}) => row)).toEqual(many.slice(0, 700))
    await store.close()
  })

  test('[ST5] what changed of a set takes the place of what was there, also while that waits to be written, and the rest stays', async () => {
    const store = await open()
    await store.append('set', teamSet(), writtenDocument(1).write('claim-1', 1))
    const alps = {kind: 'entity', id: 'alps'} as const
    const rows = Array.from({length: 5}, (_, n) => aRow(`${n}`, n < 3 ? 'claim' : 'entity', {points: [alps]}))
    store.index('set', {rows, readMarks: [{by: 'bob', state: 'done'}]})
    const kept = async () => (await store.rowsOf(['set'], ['0', '1', '2', '3', '4', '5'])).map(({row}) => [row.id, row.layer, row.removed !== undefined])
    store.index('set', {rows: [aRow('1', 'source')], readMarks: [], of: ['1', '0']})
    expect(await kept()).toEqual([
      ['1', 'source', false],
      ['2', 'claim', false],
      ['3', 'entity', false],
      ['4', 'entity', false],
    ])
    expect(await store.counts()).toMatchObject([{layers: {source: 1, claim: 1, entity: 2}, readBy: []}])
    expect((await store.rows(['set'], {pointsAt: [alps]}, {from: 0, most: 9})).map(({row}) => row.id)).toEqual(['2', '3', '4'])
    store.index('set', {rows: [aRow('2', 'claim', {removed: {by: 'bob', at: 2}})], readMarks: [], of: ['2']})
    expect(await store.counts()).toMatchObject([{layers: {source: 1, entity: 2}}])
    store.index('set', {rows: [aRow('2')], readMarks: [], of: ['2']})
    store.index('set', {rows: [aRow('5')], readMarks: [], of: ['5', '4']})
    expect(await kept()).toEqual([
      ['1', 'source', false],
      ['2', 'claim', false],
      ['3', 'entity', false],
      ['5', 'claim', false],
    ])
    expect(await store.counts()).toMatchObject([{layers: {claim: 2, source: 1, entity: 1}}])
    expect(await store.unindexed()).toEqual([])
    await store.close()
  })

  test('[ST5] a set is known to need indexing until it was indexed after its last change', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    await store.append('p', PROJECT, write('name', 'Peace talks'))
    await store.append('set', teamSet(), write('claim-1', 1))
    expect(await store.unindexed()).toEqual([{name: 'set', address: teamSet()}])
    store.index('set', {rows: [], readMarks: []})
    expect(await store.unindexed()).toEqual([])
    const saved = store.append('set', teamSet(), write('claim-2', 1))
    expect(await store.unindexed()).toEqual([{name: 'set', address: teamSet()}])
    await saved
    store.index('set', {rows: [], readMarks: []})
    await store.compact('set', (await store.load('set'))[0] as Uint8Array)
    expect(await store.unindexed()).toEqual([])
    await store.close()
  })

  test('[ST5] [SP162] and again until its rows are in the words that are asked for', async () => {
    const store = await open()
    await store.append('set', teamSet(), writtenDocument(1).write('claim-1', 1))
    store.index('set', {rows: [], readMarks: []})
    expect([await store.unindexed(0), await store.unindexed(3)]).toEqual([[], [{name: 'set', address: teamSet()}]])
    store.index('set', {rows: [], readMarks: [], words: 3})
    expect([await store.unindexed(3), (await store.unindexed(4)).length]).toEqual([[], 1])
    store.index('set', {rows: [aRow('1')], readMarks: [], of: ['1'], words: 4})
    expect([await store.unindexed(4), (await store.unindexed()).length]).toEqual([[], 1])
    await store.close()
  })

  test('[ST6] articles are found by words of title and text, whatever the case, the accents and the script', async () => {
    const store = await open()
    store.indexArticle(ARTICLE, 'Zelenskýi meets ministers', 'The caf\u00e9 in München was full.\nЗеленський сказав: мир близько.')
    store.indexArticle(SEA_ICE, 'Sea ice', MIXED_TEXT)
    expect(await articlesOf(store, 'zelenskyi')).toEqual([ARTICLE])
    expect(await articlesOf(store, 'CAFE munchen')).toEqual([ARTICLE])
    expect(await articlesOf(store, 'зеленський')).toEqual([ARTICLE])
    expect(await articlesOf(store, '即将')).toEqual([SEA_ICE])
    expect(await articlesOf(store, '平')).toEqual([SEA_ICE])
    expect(await articlesOf(store, '平和')).toEqual([])
    expect(await articlesOf(store, 'قريب')).toEqual([SEA_ICE])
    expect(await articlesOf(store, 'השלום')).toEqual([SEA_ICE])
    expect(await articlesOf(store, 'mini')).toEqual([ARTICLE])
    expect(await articlesOf(store, 'sea ministers')).toEqual([])
    await store.close()
  })

  test('[ST6] a query is words and never a language of its own', async () => {
    const store = await open()
    store.indexArticle(SEA_ICE, 'Sea ice', MIXED_TEXT)
    for (const query of ['', '   ', '"', '* OR NOT', 'sea" OR "x', 'title:sea', '👩‍👩‍👧', '(', "'; drop table record; --"])
      expect(await articlesOf(store, query)).toEqual([])
    expect(await articlesOf(store, 'sea-ice')).toEqual([SEA_ICE])
    await store.close()
  })

  test('[ST6] a snippet shows the words that were found; a title weighs more than a text', async () => {
    const store = await open()
    const far = `${'Weather. '.repeat(200)}\nThe ceasefire\nholds.${' Weather.'.repeat(200)}`
    store.indexArticle(ARTICLE, 'Weather', far)
    store.indexArticle(SEA_ICE, 'Ceasefire', 'Talks go on.')
    const found = await store.search('ceasefire')
    expect(found.map(({article}) => article)).toEqual([SEA_ICE, ARTICLE])
    expect(found[0]?.snippet).toBe('Talks go on.')
    expect(found[1]?.snippet).toMatch(/^…Weather\..* The ceasefire holds\. Weather\..*…$/)
    await store.close()
  })

  test('[ST6] what another script takes for another letter is not found, and a phrase as it stands; the hits are counted and marked', async () => {
    const store = await open()
    store.indexArticle(ARTICLE, 'バリ島', 'कोमल कहा। サーバーAPIの設定。 The peace\n talks go on, talks of peace 👩‍👩‍👧 in Łódź.')
    for (const query of ['API', 'कोमल', 'lodz', '"peace talks"', 'バリ', '"talks of peace"'])
      expect([query, await articlesOf(store, query)]).toEqual([query, [ARTICLE]])
    for (const query of ['कमल', 'パリ', '"talks peace"', '"peace talk"']) expect([query, await articlesOf(store, query)]).toEqual([query, []])
    const [found] = await store.search('"peace talks" łodz')
    expect(found?.hits).toBe(2)
    expect(found?.marks.map(({start, end}) => found.snippet.slice(start, end))).toEqual(['peace talks', 'Łódź'])
    await store.close()
  })

  test('[ST6] words of Persian are found with a half-space, with a space in its place, and with neither', async () => {
    const store = await open()
    const written = {half: 'کتاب\u200cهای خوب', space: 'کتاب های خوب', joined: 'کتابهای خوب'}
    for (const [article, text] of Object.entries(written)) store.indexArticle(article, 'Books 📚', text)
    store.indexArticle('other', 'Books 📚', 'کتاب خوب')
    for (const query of ['کتاب\u200cهای', 'کتاب های', 'کتابهای', '"کتاب\u200cهای"'])
      expect([query, (await articlesOf(store, query)).toSorted()]).toEqual([query, Object.keys(written).toSorted()])
    await store.close()
  })

  test('[ST6] what is found, and how often, is what a plain scan of all texts finds (seed 20261129)', async () => {
    const piece = fc.constantFrom('peace', 'Péace', 'talks', 'talk', 'parle', 'バリ', '島', 'कोमल', 'कमल', 'السلام', 'قريب', 'Łódź', '和平', '👩‍👩‍👧', 'ﷺ')
    const words = fc.array(piece, {minLength: 1, maxLength: 6}).map(parts => parts.join(' '))
    const [articles, queries] = [fc.sample(fc.tuple(words, words), {seed: 20261129, numRuns: 40}), fc.sample(words, {seed: 20261129, numRuns: 30})]
    const store = await open()
    const texts = new Map(articles.map(([title, text], n) => [articleId(`${n} ${text}`), {title, text: `${text}.\n${text}`}]))
    for (const [id, {title, text}] of texts) store.indexArticle(id, title, text)
    for (const query of [
      ...queries.map(words => words.split(' ').slice(0, 2).join(' ')),
      ...queries.map(words => `"${words.split(' ').slice(0, 2).join(' ')}"`),
    ]) {
      const terms = searchTerms(query)
      const expected = [...texts].filter(([, {title, text}]) => terms.every(term => searchHits(title, [term]).length + searchHits(text, [term]).length > 0))
      const found = await store.search(query)
      expect([query, found.map(({article, hits}) => [article, hits]).toSorted()]).toEqual([
        query,
        terms.length === 0 ? [] : expected.map(([id, {text}]) => [id, searchHits(text, terms).length]).toSorted(),
      ])
    }
    await store.close()
  })

  test('[ST6] a title given again replaces the one before', async () => {
    const store = await open()
    expect(await store.indexedTitles()).toEqual(new Map())
    store.indexArticle(ARTICLE, 'Untitled', 'Talks go on.')
    expect(await articlesOf(store, 'untitled')).toEqual([ARTICLE])
    store.indexArticle(ARTICLE, 'Peace', 'Talks go on.')
    expect(await store.indexedTitles()).toEqual(new Map([[ARTICLE, 'Peace']]))
    expect(await articlesOf(store, 'untitled')).toEqual([])
    expect(await articlesOf(store, 'peace talks')).toEqual([ARTICLE])
    await store.close()
  })

  test('[HI1] [HI2] what each change of an annotation took the place of is kept with when it came and from whom, also when the log is merged', async () => {
    const store = await open()
    const {set, did} = aSetWindow(store)
    await did({by: 'alice', at: 1}, () => set.add([aClaim(ICE, 'السلام قريب', {id: 'one'}), aClaim(ICE, '和平', {id: 'two'})]))
    await did({by: 'bob', at: 2}, () => set.setFeature('one', 'voice', 'quoted 👩‍👩‍👧 \u0000', {by: 'bob', at: 2}))
    expect(await store.compact('set', Y.encodeStateAsUpdate(set.doc))).toEqual({ok: true, value: null})
    await did({by: '', at: 3}, () => set.remove(['one'], {by: 'carol', at: 1}))
    const kept = [
      {annotation: 'one', by: 'alice', at: 1, was: {}, made: true},
      {annotation: 'one', by: 'bob', at: 2, was: {'feature/voice': null, editedBy: null, editedAt: null}},
    ]
    const two = {annotation: 'two', by: 'alice', at: 1, was: {}, made: true}
    const removal = {annotation: 'one', by: '', at: 3, was: {removed: null}}
    expect((await playedPast(await store.past('set', 'one'))).changes).toEqual([...kept, removal])
    expect(await store.past('set', 'two')).toMatchObject({changes: [two], log: [{arrival: undefined}, {arrival: {by: '', at: 3}}]})
    expect(await store.past('set', 'three')).toMatchObject({changes: []})
    expect(await store.past('unknown')).toEqual({changes: [], log: []})
    expect(await store.compact('set', Y.encodeStateAsUpdate(set.doc))).toEqual({ok: true, value: null})
    const {changes, log} = await store.past('set')
    expect(changes.toSorted((a, b) => (a.annotation < b.annotation ? -1 : Number(a.annotation > b.annotation)))).toEqual([...kept, removal, two])
    expect(log).toHaveLength(1)
    await store.close()
  })

  test('[HI2] the past that another store has kept is entered once', async () => {
    const [from, to] = [await open(), await open()]
    const {set, did} = aSetWindow(from)
    await did({by: 'alice', at: 1}, () => set.add([aClaim(ICE, 'Zoë', {id: 'one'})]))
    await did({by: 'bob', at: 2}, () => set.setFeature('one', 'voice', 'quoted', {by: 'bob', at: 2}))
    const {changes} = await playedPast(await from.past('set'))
    await to.append('set', teamSet(), Y.encodeStateAsUpdate(set.doc), new Map(), null)
    for (let i = 0; i < 2; i++) await to.bringPast('set', changes)
    expect((await playedPast(await to.past('set'))).changes).toEqual(changes)
    await from.close()
    await to.close()
  })

  test('[HI3] what one person writes into a note at one go is one change; a label in between, another person and a later hour are others', async () => {
    const store = await open()
    const {set, did} = aSetWindow(store)
    const note = (by: string, at: number, id: string, over: string) =>
      did({by, at}, () => set.writeText('one', {by, at, id, feature: 'note', text: `e\u0301 ${id}`}, over))
    await did({by: 'alice', at: 1}, () => set.add([aClaim(ICE, 'Zoë', {id: 'one'})]))
    await note('alice', 1000, 't1', '')
    await note('alice', 4000, 't2', 'e\u0301 t1')
    await store.compact('set', Y.encodeStateAsUpdate(set.doc))
    await note('alice', 20_000, 't3', 'e\u0301 t2')
    await note('alice', 21_000, 't4', 'e\u0301 t3')
    await note('bob', 22_000, 't5', 'e\u0301 t4')
    await did({by: 'bob', at: 23_000}, () => set.setFeature('one', 'voice', 'quoted', {by: 'bob', at: 23_000}))
    await did({by: 'bob', at: 24_000}, () => set.setFeature('one', 'voice', 'outlet', {by: 'bob', at: 24_000}))
    const {doc, changes} = await playedPast(await store.past('set', 'one'))
    const states = [...annotationPast(doc, 'one', changes)].map(({annotation: {features}}) => [features.note, features.voice])
    expect(states).toEqual([
      ['e\u0301 t5', 'outlet'],
      ['e\u0301 t5', 'quoted'],
      ['e\u0301 t5', undefined],
      ['e\u0301 t4', undefined],
      ['e\u0301 t2', undefined],
      [undefined, undefined],
    ])
    await store.close()
  })

  test('[ST7] a store in order has no problems', async () => {
    const store = await open()
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 1))
    expect(await store.check()).toEqual([])
    await store.close()
  })
}
