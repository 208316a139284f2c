import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {articleId, normalText} from '../../src/core/article/article.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import * as Y from 'yjs'
import type {Rights} from '../../src/hub/access.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {exportDataset} from '../../src/hub/requests/export-dataset.ts'
import type {ImportFile} from '../../src/ipc/host-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {inEnglish, value} from '../support/results.ts'
import type {TestWindow} from './hub-bench.ts'
import {createHub} from '../../src/hub/hub.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows, until} from './hub-bench.ts'
import {openRound, startRound} from '../support/rounds.ts'

const RAW = 'Waffenruhe in Gaza 👩‍👩‍👧\r\nZoe\u0308 sagte: قال الوزير إن السلام قريب.\r\nהשלום קרוב 和平\r\n'
const ARTICLE = anArticle(RAW)
const file = (name: string, text: string): ImportFile => ({name, bytes: Buffer.from(text)})

describe('what a window may ask', () => {
  let path = ''
  let remove: () => Promise<void>
  let hub: Hub
  const windows = openWindows()
  const windowFor = (person: Person): TestWindow => windows.at(hub, person)
  const setOf = (owner: 'team' | ReturnType<typeof ownerOf>): DocumentAddress => ({kind: 'set', article: ARTICLE.id, owner})
  const reopen = async (): Promise<void> => {
    await hub.close()
    hub = await aHub(await openedFolder(join(path, 'Ceasefire.claimlight')))
  }
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    hub = await aHub(await aProjectFolder(join(path, 'Ceasefire.claimlight')))
  })
  afterEach(async () => {
    windows.close()
    await hub.close()
    await remove()
  })

  test('an imported text is an article in normal form, found again after a restart, and the same text is one article', async () => {
    const alice = hub.requests(ALICE, 'browser')
    const [first, again, other] = value(
      await alice.importFiles([file('waffenruhe.txt', RAW), file('copy.md', ARTICLE.text), file('b.txt', 'Another text.')], null),
    )
    expect(first).toMatchObject({state: 'imported', article: ARTICLE.id, title: 'Waffenruhe in Gaza 👩‍👩‍👧'})
    expect(again).toEqual({file: 'copy.md', state: 'duplicate', article: ARTICLE.id, title: 'Waffenruhe in Gaza 👩‍👩‍👧', isNewSource: true})
    expect(other).toMatchObject({state: 'imported'})
    expect(value(await alice.importFiles([file('third.txt', RAW)], null))).toEqual([
      {file: 'third.txt', state: 'duplicate', article: ARTICLE.id, title: 'Waffenruhe in Gaza 👩‍👩‍👧', isNewSource: true},
    ])
    await reopen()
    const shared = windowFor(BOB).open({kind: 'project'})
    await shared.opened
    const articles = project(shared.doc)
      .articles.all()
      .toSorted((a, b) => a.position - b.position)
    expect(articles.map(({id, position, words, length, sourceName}) => ({id, position, words, length, sourceName}))).toEqual([
      {id: ARTICLE.id, position: 0, words: ARTICLE.words, length: ARTICLE.length, sourceName: 'waffenruhe.txt'},
      {id: articleId('Another text.'), position: 1, words: 2, length: 13, sourceName: 'b.txt'},
    ])
    expect(value(await hub.requests(BOB, 'browser').articleText(ARTICLE.id))).toBe(normalText(RAW))
  })

  test('one refused file stops none of the others', async () => {
    const outcomes = value(
      await hub
        .requests(ALICE, 'browser')
        .importFiles(
          [file('empty.txt', ''), file('good.txt', MIXED_TEXT), {name: 'cafe.txt', bytes: Buffer.from('Caf\xe9 in Gaza', 'latin1')}, file('sheet.xlsx', 'PK')],
          null,
        ),
    )
    expect(outcomes.map(({state}) => state)).toEqual(['refused', 'imported', 'offered', 'refused'])
  })

  test('an annotator imports nothing, and says so', async () => {
    const refusal = await hub.requests(BOB, 'browser').importFiles([file('a.txt', 'A text.')], null)
    expect(inEnglish(refusal)).toEqual({ok: false, error: 'Only a curator or an admin of this project may do that.'})
    expect(await sendAndImport(hub.requests(BOB, 'browser'), 'a.json', '{}')).toMatchObject({ok: false})
  })

  test('who signs in is entered once, and renames herself for everybody', async () => {
    const bob = hub.requests(BOB, 'browser')
    expect(value(await bob.session())).toMatchObject({edition: 'browser', projectName: 'Ceasefire', person: BOB})
    expect(value(await bob.session()).projectPath).toBeUndefined()
    expect(value(await hub.requests(ALICE, 'desktop').session())).toMatchObject({
      edition: 'desktop',
      projectPath: expect.stringContaining('Ceasefire.claimlight'),
    })
    expect(value(await bob.renamePerson('Robert')).person).toEqual({...BOB, name: 'Robert'})
    await reopen()
    expect(value(await hub.requests(BOB, 'browser').session()).person.name).toBe('Robert')
    const shared = windowFor(CAROL).open({kind: 'project'})
    await shared.opened
    await until('all three are there', () => project(shared.doc).people.all().length === 3)
  })

  test('[SP41] counts and read marks follow what is done, and only those who may see it are told', async () => {
    value(await hub.requests(ALICE, 'browser').importFiles([file('a.txt', RAW)], null))
    const alices = windowFor(ALICE)
    const {id} = await startRound(hub)
    await alices.open({kind: 'project'}).opened
    const bobs = windowFor(BOB)
    await bobs.open({kind: 'project'}).opened
    const his = bobs.open(setOf(ownerOf('bob', id)))
    await his.opened
    annotationSet(his.doc).add([aClaim(ARTICLE, 'Waffenruhe', {by: 'bob'}), aClaim(ARTICLE, 'השלום', {by: 'bob', layer: 'entity'})])
    annotationSet(his.doc).setReadMark('bob', {state: 'done', by: 'bob', at: 5})
    await until('Bob is told', () => bobs.events.some(({type}) => type === 'summaries'))
    expect(value(await hub.requests(BOB, 'browser').summaries(null))).toEqual([
      {article: ARTICLE.id, layers: {claim: 1, entity: 1}, readBy: expect.any(Array), doneBy: ['bob']},
    ])
    expect(value(await hub.requests(ALICE, 'browser').summaries(null))).toEqual([{article: ARTICLE.id, layers: {}, readBy: [], doneBy: []}])
    expect(alices.events.filter(({type}) => type === 'summaries')).toEqual([])

    await openRound(hub, id)
    // What a window lists by then is the team's set: work that was opened is read elsewhere, and counts to nobody's.
    const teams = windowFor(ALICE).open(setOf('team'))
    await teams.opened
    annotationSet(teams.doc).add([aClaim(ARTICLE, 'Waffenruhe')])
    for (const person of [ALICE, BOB])
      await until('the team’s is counted', async () => value(await hub.requests(person, 'browser').summaries(null))[0]?.layers.claim === 1)
    expect(value(await hub.requests(BOB, 'browser').summaries([ARTICLE.id]))).toEqual([{article: ARTICLE.id, layers: {claim: 1}, readBy: [], doneBy: []}])
  })

  test('[SP41] in a blind round an export holds one’s own judgements only', async () => {
    const alice = hub.requests(ALICE, 'browser')
    value(await alice.importFiles([file('a.txt', RAW)], null))
    const {id} = await startRound(hub)
    const his = windowFor(BOB).open(setOf(ownerOf('bob', id)))
    await his.opened
    annotationSet(his.doc).add([aClaim(ARTICLE, 'Waffenruhe', {by: 'bob'})])
    await his.saved()
    const annotationsIn = (text: string): unknown[] => (JSON.parse(text) as {annotations: unknown[]}).annotations
    expect(annotationsIn(await fileOf(value(await alice.exportDataset('codepoint'))))).toHaveLength(0)
    expect(annotationsIn(await fileOf(value(await hub.requests(BOB, 'browser').exportDataset('codepoint'))))).toHaveLength(1)
  })

  test('[DS1] an export in a closed round says what it leaves out and until when, beside the file and in it, and is whole again afterwards', async () => {
    const alice = hub.requests(ALICE, 'browser')
    value(await alice.importFiles([file('a.txt', RAW)], null))
    const before = value(await alice.exportDataset('codepoint'))
    expect([before.leftOut, JSON.parse(await fileOf(before)).leftOut]).toEqual([undefined, undefined])
    const {id} = await startRound(hub)
    const leftOutFor = async (person: Person): Promise<unknown> => {
      const made = value(await hub.requests(person, 'browser').exportDataset('codepoint'))
      expect(JSON.parse(await fileOf(made)).leftOut).toEqual(made.leftOut)
      return made.leftOut
    }
    const rounds = [{id, name: expect.any(String)}]
    expect(inEnglish(await leftOutFor(BOB))).toEqual({reason: 'closed-round', rounds, only: ['annotator:bob', ownerOf('bob', id)]})
    expect(inEnglish(await leftOutFor(ALICE))).toEqual({reason: 'closed-round', rounds, only: ['annotator:alice', ownerOf('alice', id)]})
    await openRound(hub, id)
    expect(await leftOutFor(BOB)).toBeUndefined()
  })

  test('an export breaks off where its person may read it no more while she takes it', async () => {
    const alice = hub.requests(ALICE, 'browser')
    value(await alice.importFiles([file('a.txt', RAW)], null))
    const made = value(await hub.requests(BOB, 'browser').exportDataset('codepoint'))
    await startRound(hub)
    await expect(fileOf(made)).rejects.toThrow('What you may read has changed')
  })

  test('a dataset fills an empty project and comes out the same, and a second one is refused', async () => {
    const alice = hub.requests(ALICE, 'browser')
    value(await alice.importFiles([file('a.txt', RAW), file('b.txt', MIXED_TEXT)], null))
    const window = windowFor(ALICE)
    const set = window.open(setOf('team'))
    const entities = window.open({kind: 'registry', owner: 'team'})
    await Promise.all([set.opened, entities.opened])
    registry(entities.doc).entities.put({id: 'gaza', name: 'غزة', type: 'GPE', aliases: ['Gaza'], by: 'alice', at: 3})
    const entered = annotationSet(set.doc)
    entered.add([
      aClaim(ARTICLE, 'السلام قريب', {
        features: {
          commitment: 'reports',
          stances: [{id: 's1', holder: {kind: 'outlet'}, target: {kind: 'entity', id: 'gaza'}, value: 'favor', by: 'alice', at: 4}],
        },
      }),
      aClaim(ARTICLE, '👩‍👩‍👧', {layer: 'entity', features: {type: 'PERSON', entityId: {kind: 'entity', id: 'gaza'}}}),
    ])
    entered.setReadMark('alice', {state: 'done', by: 'alice', at: 9})
    await Promise.all([set.saved(), entities.saved()])
    const made = value(await alice.exportDataset('codepoint'))
    expect(made.name).toBe('Ceasefire.json')
    const text = await fileOf(made)
    expect(Buffer.byteLength(text)).toBe(made.size)

    const other = await aHub(await aProjectFolder(join(path, 'Other.claimlight')))
    const bob = other.requests({...BOB, role: 'admin'}, 'browser')
    expect(value(await sendAndImport(bob, 'ceasefire.json', text))).toEqual({articles: 2, annotations: 2})
    expect(await fileOf(value(await bob.exportDataset('codepoint')))).toBe(text)
    const report = value(await bob.checkProject())
    expect(report).toEqual({articles: 2, annotations: 2, problems: [], notes: []})
    expect(inEnglish(await sendAndImport(bob, 'ceasefire.json', text))).toMatchObject({ok: false, error: expect.stringContaining('already holds articles')})
    await until('its counts are there', async () => value(await bob.summaries(null)).some(({layers}) => layers.claim === 1))
    await other.close()
  })

  test('[SP112] what Bob may not read any more when his export is ready is not told to him', async () => {
    const folder = await aProjectFolder(join(path, 'Closing.claimlight'))
    const set = annotationSet(new Y.Doc())
    set.add([aClaim(ARTICLE, '和平', {by: 'alice'})])
    await folder.store.append('set', setOf('team'), Y.encodeStateAsUpdate(set.doc))
    let isClosed = false
    const may = (): Rights => {
      const now = isClosed ? 'none' : 'read'
      isClosed = true
      return now
    }
    expect(inEnglish(await exportDataset({folder, project: project(new Y.Doc()), may, person: BOB, rounds: () => []}, 'codepoint'))).toEqual({
      ok: false,
      error: 'What you may read has changed while the file was made. Export it again.',
    })
    await folder.close()
  })

  test('a dataset that is not whole leaves the project empty', async () => {
    const alice = hub.requests(ALICE, 'browser')
    for (const text of ['', '{', '[]', '{"format": "claimlight-dataset", "version": 99}', '{"format": "claimlight-dataset", "version": 1}']) {
      expect(inEnglish(await sendAndImport(alice, 'broken.json', text))).toMatchObject({ok: false, error: expect.stringMatching(/^broken\.json: ./)})
    }
    expect(value(await alice.summaries(null))).toEqual([])
  })

  test('a text that was deleted or altered by hand is named, all else goes on, and importing it again mends it', async () => {
    const alice = hub.requests(ALICE, 'browser')
    value(await alice.importFiles([file('a.txt', RAW), file('b.txt', MIXED_TEXT)], null))
    const texts = join(path, 'Ceasefire.claimlight', 'articles')
    await rm(join(texts, `${ARTICLE.id}.txt`))
    expect(inEnglish(await alice.articleText(ARTICLE.id))).toMatchObject({ok: false, error: expect.stringContaining('is missing')})
    expect((await alice.articleText(articleId(MIXED_TEXT))).ok).toBe(true)
    expect(value(await alice.checkProject()).problems).toHaveLength(1)
    await writeFile(join(texts, `${articleId(MIXED_TEXT)}.txt`), 'Altered.')
    expect(inEnglish(await alice.articleText(articleId(MIXED_TEXT)))).toMatchObject({ok: false, error: expect.stringContaining('was altered')})
    expect(await alice.exportDataset('codepoint')).toMatchObject({ok: false})
    value(await alice.importFiles([file('a.txt', RAW), file('b.txt', MIXED_TEXT)], null))
    expect(value(await alice.checkProject()).problems).toEqual([])
    expect(await alice.articleText('0'.repeat(64))).toMatchObject({ok: false})
  })

  test('details edited in a window are written beside the text, and titles and texts are found', async () => {
    const alice = hub.requests(ALICE, 'browser')
    value(await alice.importFiles([file('a.txt', RAW)], null))
    const shared = windowFor(ALICE).open({kind: 'project'})
    await shared.opened
    project(shared.doc).articles.patch(ARTICLE.id, {title: 'Ceasefire holds', outlet: 'Al Jazeera', published: '2025-01-19'})
    await shared.saved()
    const sidecar = join(path, 'Ceasefire.claimlight', 'articles', `${ARTICLE.id}.json`)
    await until('the sidecar is written', async () => (await readFile(sidecar, 'utf8')).includes('Al Jazeera'))
    expect(JSON.parse(await readFile(sidecar, 'utf8'))).toMatchObject({id: ARTICLE.id, title: 'Ceasefire holds', published: '2025-01-19'})
    await until('the title is found', async () => value(await alice.searchArticles('ceasefire')).length === 1)
    expect(value(await alice.searchArticles('السلام'))).toMatchObject([{article: ARTICLE.id}])
    expect(value(await alice.searchArticles('nowhere'))).toEqual([])
  })

  test('what was imported by a hub that leaves searching to the next one is found there', async () => {
    const place = join(path, 'Imported.claimlight')
    const brief = await createHub({folder: await aProjectFolder(place), version: '0.0.0', indexesTexts: false})
    value(await brief.requests(ALICE, 'browser').importFiles([file('a.txt', RAW)], null))
    await brief.close()
    const next = await aHub(await openedFolder(place))
    await until('the text is found', async () => value(await next.requests(ALICE, 'browser').searchArticles('السلام')).length === 1)
    await next.close()
  })

  test('check tells of words that moved or are gone', async () => {
    const alice = hub.requests(ALICE, 'browser')
    value(await alice.importFiles([file('a.txt', RAW)], null))
    const set = windowFor(ALICE).open(setOf('team'))
    await set.opened
    const good = aClaim(ARTICLE, 'השלום קרוב')
    const moved = {...good, id: 'moved', selector: {...good.selector, start: 0, end: good.selector.quote.length}}
    const gone = {...good, id: 'gone', selector: {...good.selector, quote: 'not there', end: good.selector.start + 9}}
    annotationSet(set.doc).add([good, moved, gone])
    await set.saved()
    const report = value(await alice.checkProject())
    expect(report.annotations).toBe(3)
    expect(inEnglish(report.problems)).toEqual([
      expect.stringContaining('of annotation moved stand at'),
      expect.stringContaining('of annotation gone are not in the text'),
    ])
  })
})
