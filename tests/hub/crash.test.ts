import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Layer} from '../../src/core/schema/schema.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {seeded} from '../support/seeded.ts'
import {signedIn} from './browser.ts'
import type {BuiltCli} from './built-cli.ts'
import {builtCli} from './built-cli.ts'
import {aHub, ALICE, aProjectFolder, newFolder, openedFolder, until, windowOf} from './hub-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const QUOTES = ['Sea ice melts faster', 'السلام قريب', 'השלום קרוב', '和平即将到来', '👩‍👩‍👧']

describe('a hub that is killed', () => {
  let cli: BuiltCli
  let path = ''
  let remove: () => Promise<void>
  beforeAll(async () => {
    cli = await builtCli()
  })
  afterAll(() => cli.remove())
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
  })
  afterEach(() => remove())

  test.each([1, 20, 300, 4000, 50_000, 600_001])('[SP50] between acknowledgements loses nothing that it acknowledged (seed %i)', async seed => {
    const random = seeded(seed)
    const documents = `${path}/Documents`
    const acknowledged: string[] = []
    for (let round = 0; round < 2; round++) {
      const served = await cli.serve([], {CLAIMLIGHT_DOCUMENTS: documents})
      const browser = await signedIn(served.url)
      const session = await browser.request('session')
      if (!session.ok) throw new Error(`${session.error}`)
      const window = browser.window(session.value.projectId)
      const {doc, provider, opened} = window.open(teamSet)
      await opened
      await until('the first handshake is acknowledged', () => !provider.hasUnsyncedChanges)
      const set = annotationSet(doc)
      expect(set.all().map(({id}) => id)).toEqual(expect.arrayContaining(acknowledged))

      const kill = Math.floor(random() * 60)
      const sent: string[] = []
      let acknowledgements = 0
      provider.on('unsyncedChanges', ({number}: {number: number}) => {
        // Acknowledgements come in order: all but the last `number` have arrived.
        acknowledgements = Math.max(acknowledgements, sent.length - number)
        if (acknowledgements >= kill) served.child.kill('SIGKILL')
      })
      for (let at = 0; at < 80; at++) {
        const claim = aClaim(article, QUOTES[Math.floor(random() * QUOTES.length)] as string, {by: session.value.person.id})
        sent.push(claim.id)
        set.add([claim])
        if (random() < 0.3) await new Promise(resolve => setImmediate(resolve))
      }
      await served.ended
      acknowledged.push(...sent.slice(0, acknowledgements))
      window.close()
    }
    const served = await cli.serve([], {CLAIMLIGHT_DOCUMENTS: documents})
    const browser = await signedIn(served.url)
    const session = await browser.request('session')
    if (!session.ok) throw new Error(`${session.error}`)
    const window = browser.window(session.value.projectId)
    const {doc, opened} = window.open(teamSet)
    await opened
    const survived = annotationSet(doc)
      .all()
      .map(({id}) => id)
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(survived).toEqual(expect.arrayContaining(acknowledged))
    expect(annotationSet(doc).unreadable()).toBe(0)
    window.close()
    served.child.kill('SIGTERM')
    expect(await served.ended).toBe(0)
  })

  test('[SP55] right after it told of an import has the article, its text and its entry', async () => {
    const documents = `${path}/Documents`
    for (let round = 0; round < 3; round++) {
      const served = await cli.serve([], {CLAIMLIGHT_DOCUMENTS: documents})
      const browser = await signedIn(served.url)
      const files = [0, 1, 2].map(at => ({name: `${round}-${at}.txt`, bytes: Buffer.from(`${MIXED_TEXT}\n${round} ${at}`)}))
      const outcomes = await browser.request('importFiles', files, null)
      served.child.kill('SIGKILL')
      await served.ended
      if (!outcomes.ok) throw new Error(`${outcomes.error}`)
      expect(outcomes.value.map(({state}) => state)).toEqual(['imported', 'imported', 'imported'])
    }
    const checked = await cli.run(['check', `${documents}/Claimlight/Sample.claimlight`])
    expect(checked).toMatchObject({code: 0, stderr: ''})
    expect(checked.stdout).toContain('14 articles')
  })

  test('[SP162] right after a schema with a mapping was taken counts in the new words of it when it has started again', async () => {
    const project = `${path}/Ceasefire.claimlight`
    const texts = Array.from({length: 30}, (_, n) => `${MIXED_TEXT}\n${n}`)
    const before = await aHub(await aProjectFolder(project))
    const files = texts.map((text, n) => ({name: `${n}.txt`, bytes: Buffer.from(text)}))
    value(await before.requests(ALICE, 'browser').importFiles(files, null))
    const window = windowOf(before, ALICE)
    for (const text of texts) {
      const ice = anArticle(text)
      const {doc, opened, saved} = window.open({kind: 'set', article: ice.id, owner: 'team'})
      await opened
      annotationSet(doc).add([aClaim(ice, 'السلام قريب', {layer: 'entity'})])
      await saved()
    }
    window.close()
    await before.close()
    const counted = async (): Promise<readonly unknown[]> => {
      const {store, close} = await openedFolder(project)
      const counts = await store.counts()
      await close()
      return counts.map(({layers}) => layers)
    }
    expect(await counted()).toEqual(texts.map(() => ({entity: 1})))

    const served = await cli.serve([project])
    const browser = await signedIn(served.url)
    const renamed = {
      ...DEFAULT_SCHEMA,
      layers: DEFAULT_SCHEMA.layers.map(layer => JSON.parse(JSON.stringify(layer).replaceAll('"entity"', '"actor"')) as Layer),
    }
    const layers = renamed.layers.map(layer => JSON.parse(JSON.stringify(layer).replaceAll('"to":["actor"', '"to":["entity"')) as Layer)
    const taken = await browser.request('takeSchema', {...renamed, layers}, [{layer: 'entity', to: 'actor'}])
    served.child.kill('SIGKILL')
    await served.ended
    expect(taken).toMatchObject({ok: true, value: {version: 2}})
    // It looks for what a crash left out a while after its start, or before it ends.
    await (await aHub(await openedFolder(project))).close()
    expect(await counted()).toEqual(texts.map(() => ({actor: 1})))
  })
})
