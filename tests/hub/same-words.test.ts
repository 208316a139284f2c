import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {LONGEST_MENTION} from '../../src/core/text/identical-mentions.ts'
import type {Owner} from '../../src/core/round/owner.ts'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import {ok, refused} from '../../src/core/result.ts'
import type {Rights} from '../../src/hub/access.ts'
import {sameWords} from '../../src/hub/requests/same-words.ts'
import {HOST_REQUESTS} from '../../src/ipc/host-api.ts'
import type {FoundWords, ListPlace} from '../../src/ipc/same-words-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aRound, openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openWindows} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT, {position: 1})
const PEACE = anArticle('السلام قريب. 和平即将到来。 Zoe\u0308 👩‍👩‍👧 and zoë.', {position: 0})
const GONE = anArticle('השלום קרוב, אמר השר. Zoë’s 👩‍👩‍👧', {position: 2})
const ZOË = {quote: 'Zoë', layer: 'entity', wholeWords: true, matchCase: true}
const act = {by: 'alice', at: 1}

function aProject(articles: readonly ReturnType<typeof anArticle>[] = [ICE, PEACE, GONE], rights: (address: DocumentAddress) => Rights = () => 'write') {
  const store = memoryStore()
  const shared = project(new Y.Doc())
  shared.transact(() => {
    for (const {text: _text, ...entry} of articles) shared.articles.put(entry)
  })
  const read: string[] = []
  const texts = new Map(articles.map(({id, text}) => [id, text]))
  const folder = {
    projectId: 'ice',
    store: {
      ...store,
      load: (name: string) => {
        read.push(name)
        return store.load(name)
      },
    },
    texts: {get: async (id: string) => (texts.has(id) ? ok(texts.get(id) ?? '') : refused('It is not there.'))},
  }
  const context = {folder, project: shared, person: ALICE, may: (_person: unknown, address: DocumentAddress) => rights(address)}
  const nameOf = (article: string, owner: Owner): string => documentName('ice', {kind: 'set', article, owner})
  const add = (article: string, owner: Owner, annotations: readonly Annotation[]): Promise<unknown> => {
    const set = annotationSet(new Y.Doc())
    set.add(annotations)
    return store.append(nameOf(article, owner), {kind: 'set', article, owner}, Y.encodeStateAsUpdate(set.doc))
  }
  const ask = async (sought: Partial<typeof ZOË> = {}, after: ListPlace | null = null): Promise<FoundWords> =>
    value(await sameWords(context, {...ZOË, ...sought}, after))
  return {shared, context, texts, add, ask, read, nameOf}
}

const quotes = ({articles}: FoundWords) => articles.map(({article, places, labelled}) => [article, places.map(({quote}) => quote), labelled])

describe('the same words in all articles', () => {
  test('are told article by article in list order, each with its words around it', async () => {
    const {ask} = aProject()
    const found = await ask()
    expect(quotes(found)).toEqual([
      [PEACE.id, ['Zoë'], 0],
      [ICE.id, ['Zoë'], 0],
      [GONE.id, ['Zoë'], 0],
    ])
    for (const {article, places} of found.articles) {
      const {text} = [ICE, PEACE, GONE].find(({id}) => id === article) ?? ICE
      for (const {start, end, before, quote, after, ends} of places) {
        expect(text.slice(start - before.length, end + after.length)).toBe(before + quote + after)
        expect(ends).toBe(end + after.length === text.length)
      }
    }
    expect(quotes(await ask({matchCase: false}))[0]).toEqual([PEACE.id, ['Zoë', 'zoë'], 0])
    expect(quotes(await ask({quote: '和平'})).map(([article]) => article)).toEqual([PEACE.id, ICE.id])
    expect(quotes(await ask({quote: 'oë'}))).toEqual([])
    expect(quotes(await ask({quote: 'oë', wholeWords: false}))).toHaveLength(3)
  })

  test('that are labelled in this layer already are counted and not offered; removed ones and other layers do not count', async () => {
    const {ask, add} = aProject()
    await add(ICE.id, 'team', [aClaim(ICE, 'says Zoë', {layer: 'entity'})])
    await add(PEACE.id, 'team', [aClaim(PEACE, 'Zoë', {layer: 'claim'}), aClaim(PEACE, 'Zoë', {layer: 'entity', removed: act})])
    expect(quotes(await ask())).toEqual([
      [PEACE.id, ['Zoë'], 0],
      [ICE.id, [], 1],
      [GONE.id, ['Zoë'], 0],
    ])
  })

  test('[AR1] are not looked for in an article that was taken out, also when it goes while they are looked for', async () => {
    const {ask, shared} = aProject()
    shared.articles.remove(GONE.id, act)
    expect(quotes(await ask()).map(([article]) => article)).toEqual([PEACE.id, ICE.id])
    const asking = ask()
    shared.articles.remove(ICE.id, act)
    expect(quotes(await asking).map(([article]) => article)).toEqual([PEACE.id])
  })

  test('that nobody can read are counted as such, and the others are told', async () => {
    const {ask, texts} = aProject()
    texts.delete(ICE.id)
    expect(await ask()).toMatchObject({unread: 1, looked: 3, of: 3, articles: [{article: PEACE.id}, {article: GONE.id}]})
  })

  test('where a person may not write are told with that, and where a set is closed to her nothing is said of it', async () => {
    const {ask, add, read} = aProject(undefined, ({kind, ...address}) =>
      kind === 'set' && 'article' in address && address.article === ICE.id ? 'none' : 'read',
    )
    await add(ICE.id, 'team', [aClaim(ICE, 'Zoë', {layer: 'entity'})])
    await add(PEACE.id, 'team', [aClaim(PEACE, 'Zoë', {layer: 'entity'})])
    expect((await ask()).articles.map(({article, rights, places, labelled}) => [article, rights, places.length, labelled])).toEqual([
      [PEACE.id, 'read', 0, 1],
      [ICE.id, 'none', 1, 0],
      [GONE.id, 'read', 1, 0],
    ])
    expect(read).toHaveLength(2)
  })

  test('[SP41] in a closed round are held against her own set alone, and looked for anew when it begins meanwhile', async () => {
    const {ask, add, read, nameOf, shared} = aProject()
    const entity = {layer: 'entity'}
    await add(ICE.id, 'team', [aClaim(ICE, 'Zoë', entity)])
    await add(PEACE.id, ownerOf('alice', EARLIER), [aClaim(PEACE, 'Zoë', entity)])
    await add(GONE.id, ownerOf('bob', EARLIER), [aClaim(GONE, 'Zoë', entity)])
    const asking = ask()
    shared.rounds.put(aRound())
    expect(quotes(await asking)).toEqual([
      [PEACE.id, [], 1],
      [ICE.id, ['Zoë'], 0],
      [GONE.id, ['Zoë'], 0],
    ])
    read.length = 0
    await ask()
    expect(read).toEqual([PEACE, ICE, GONE].map(({id}) => nameOf(id, ownerOf('alice', EARLIER))))
  })
})

describe('one answer looks through a part of a large project', () => {
  const many = Array.from({length: 1200}, (_, n) => anArticle(`Report ${n}: 停火 👩‍👩‍👧, said Zoë.`, {position: n >> 1}))

  test('so that each article is told once, also when others are taken out between', async () => {
    const {ask, shared} = aProject(many)
    const told: string[] = []
    let pages = 0
    for (let page = await ask(); ; page = await ask({}, page.next ?? null)) {
      pages++
      told.push(...page.articles.map(({article}) => article))
      if (page.next === undefined) break
      expect(page.looked).toBeLessThan(page.of)
      // The place to ask on from is that of an article which is not there any more.
      shared.articles.remove(page.next.article, act)
    }
    expect([told.length, new Set(told).size]).toEqual([1200, 1200])
    expect(pages).toBeGreaterThan(2)
  })

  test('and few places of one that says them very often', async () => {
    const often = anArticle('Zoë. '.repeat(1500), {position: 0})
    const {ask} = aProject([often, ICE])
    const page = await ask()
    expect(page.articles.map(({places}) => places.length)).toEqual([1000])
    expect((await ask({}, page.next ?? null)).articles.map(({article}) => article)).toEqual([ICE.id])
  })
})

test('[SP41] a round at a hub: whoever asks is held against her own set from its beginning, and the team’s from its end', async () => {
  const {path, remove} = await newFolder()
  const hub = await aHub(await aProjectFolder(join(path, 'Ice.claimlight')))
  const windows = openWindows()
  try {
    value(await hub.requests(ALICE, 'browser').importFiles([{name: 'ice.txt', bytes: Buffer.from(ICE.text)}], null))
    await hub.changeProject(({people}) => {
      people.put(ALICE)
      people.put(BOB)
    })
    const team = windows.at(hub, ALICE).open({kind: 'set', article: ICE.id, owner: 'team'})
    expect(await team.opened).toBeUndefined()
    annotationSet(team.doc).add([aClaim(ICE, 'Zoë', {layer: 'entity'})])
    await team.saved()
    const labelled = async () => value(await hub.requests(BOB, 'browser').sameWords(ZOË, null)).articles.map(each => each.labelled)
    expect(await labelled()).toEqual([1])
    const {id} = await startRound(hub)
    expect(await labelled()).toEqual([0])
    await openRound(hub, id)
    expect(await labelled()).toEqual([1])
  } finally {
    windows.close()
    await hub.close()
    await remove()
  }
})

test('what is no question of this kind is refused where it arrives', () => {
  const shape = HOST_REQUESTS.sameWords
  expect(shape.safeParse([ZOË, null]).success).toBe(true)
  for (const bad of [
    [],
    [null, null],
    [ZOË],
    [{...ZOË, quote: ''}, null],
    [{...ZOË, quote: 'a'.repeat(LONGEST_MENTION + 1)}, null],
    [{...ZOË, layer: 'x'.repeat(201)}, null],
    [{...ZOË, wholeWords: 1}, null],
    [ZOË, {position: '0', article: ICE.id}],
    [ZOË, {position: 0, article: '../secret'}],
  ])
    expect(shape.safeParse(bad).success).toBe(false)
})
