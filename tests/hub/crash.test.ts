import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {seeded} from '../support/seeded.ts'
import {signedIn} from './browser.ts'
import type {BuiltCli} from './built-cli.ts'
import {builtCli} from './built-cli.ts'
import {newFolder, until} from './hub-bench.ts'

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
      if (!session.ok) throw new Error(session.error)
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
    if (!session.ok) throw new Error(session.error)
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
      if (!outcomes.ok) throw new Error(outcomes.error)
      expect(outcomes.value.map(({state}) => state)).toEqual(['imported', 'imported', 'imported'])
    }
    const checked = await cli.run(['check', `${documents}/Claimlight/Sample.claimlight`])
    expect(checked).toMatchObject({code: 0, stderr: ''})
    expect(checked.stdout).toContain('14 articles')
  })
})
