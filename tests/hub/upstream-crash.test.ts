import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {Hub} from '../../src/hub/hub.ts'
import type {GuestOf} from '../../src/hub/upstream/guest-link.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {TestBrowser} from './browser.ts'
import {signedIn} from './browser.ts'
import type {BuiltCli} from './built-cli.ts'
import {builtCli} from './built-cli.ts'
import type {OpenedDocument} from './hub-bench.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows, until} from './hub-bench.ts'
import {aDoor, aGuestHub, logged, shared, upstreamOf} from './upstream-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const QUOTES = ['Sea ice melts faster', 'السلام قريب', 'השלום קרוב', '和平即将到来', '👩‍👩‍👧'] as const

/** Adds claims one by one until `isEnough`; those that were acknowledged by then. */
async function adding(opened: OpenedDocument, by: string, prefix: string, isEnough: (acknowledged: number) => boolean): Promise<readonly string[]> {
  const set = annotationSet(opened.doc)
  const sent: string[] = []
  let acknowledged = 0
  opened.provider.on('unsyncedChanges', ({number}: {number: number}) => {
    acknowledged = Math.max(acknowledged, sent.length - number)
  })
  while (!isEnough(acknowledged)) {
    const claim = aClaim(article, QUOTES[sent.length % QUOTES.length] as string, {id: `${prefix}-${sent.length}`, by})
    sent.push(claim.id)
    set.add([claim])
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  return sent.slice(0, acknowledged)
}

describe('hubs that are killed while they exchange', () => {
  let cli: BuiltCli
  let path = ''
  let remove: () => Promise<void>
  const windows = openWindows()
  beforeAll(async () => {
    cli = await builtCli()
  })
  afterAll(() => cli.remove())
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
  })
  afterEach(async () => {
    windows.close()
    await remove()
  })

  test('[SP81] the upstream killed in mid-traffic, three times, loses nothing that either acknowledged', async () => {
    const project = `${path}/Upstream.claimlight`
    await (await aProjectFolder(project)).close()
    let served = await cli.serve([project])
    const port = new URL(served.url).port
    let browser: TestBrowser = await signedIn(served.url)
    const session = await browser.request('session')
    if (!session.ok) throw new Error(`${session.error}`)
    const {person} = session.value
    const guest: GuestOf = {
      access: {origins: [browser.origin], fingerprint: '', headers: () => ({cookie: browser.cookie, origin: browser.origin})},
      owner: BOB.id,
      person,
    }
    const folder = await aProjectFolder(`${path}/Bob.claimlight`)
    const bob = await aGuestHub(folder, guest)
    await shared(bob)
    const his = windows.at(bob, BOB).open(teamSet)
    expect(await his.opened).toBeUndefined()
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const hers = windows.keep(browser.window('project-1')).open(teamSet)
      expect(await hers.opened).toBeUndefined()
      const [atUpstream, atBobs] = await Promise.all([
        adding(hers, person.id, `hers-${round}`, count => {
          if (count >= 10 + round * 7) served.child.kill('SIGKILL')
          return served.child.killed
        }),
        adding(his, person.id, `his-${round}`, () => served.child.killed),
      ])
      await served.ended
      acknowledged.push(...atUpstream, ...atBobs)
      hers.provider.configuration.websocketProvider.destroy()
      await until('Bob’s hub notices', async () => (await upstreamOf(bob)).state !== 'connected')
      annotationSet(his.doc).add([aClaim(article, 'Sea ice returns', {id: `offline-${round}`, by: person.id})])
      await his.saved()
      acknowledged.push(`offline-${round}`)
      served = await cli.serve([project, '--port', port])
      browser = await signedIn(served.url)
      bob.upstream?.tryNow()
      await shared(bob)
    }
    await until('Bob’s log has all', async () => {
      const ids = new Set((await logged(folder, teamSet)).map(({id}) => id))
      return acknowledged.every(id => ids.has(id))
    })
    await bob.close()
    served.child.kill('SIGTERM')
    await served.ended
    const upstream = await openedFolder(project)
    expect(acknowledged.length).toBeGreaterThan(30)
    expect((await logged(upstream, teamSet)).map(({id}) => id)).toEqual(expect.arrayContaining(acknowledged))
    await upstream.close()
  })

  test('[SP81] the local hub killed in the middle of a bridge, three times, loses nothing that it acknowledged', async () => {
    const door = await aDoor([ALICE, BOB])
    const upstreamFolder = await aProjectFolder(`${path}/Upstream.claimlight`)
    const upstream: Hub = await aHub(upstreamFolder)
    await upstream.changeProject(project => {
      for (const person of [ALICE, BOB]) project.people.put(person)
    })
    door.open(upstream)
    const local = `${path}/Bob.claimlight`
    await (await aProjectFolder(local)).close()
    const home = {CLAIMLIGHT_HOME: `${path}/home`}
    await mkdir(home.CLAIMLIGHT_HOME)
    await writeFile(join(home.CLAIMLIGHT_HOME, 'device.json'), JSON.stringify({deviceId: 'bobs-laptop', person: {id: 'somebody-here', name: 'Robert'}}))
    const settings = {origins: [door.origin], fingerprint: '', session: 'session-of-bob', owner: 'somebody-here', person: {id: 'bob', name: 'Bob'}}
    await writeFile(join(local, 'upstream.json'), JSON.stringify({version: 1, upstream: settings}))
    const hers = windows.at(upstream, ALICE).open(teamSet)
    expect(await hers.opened).toBeUndefined()
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const served = await cli.serve([local], home)
      const browser = await signedIn(served.url)
      const his = windows.keep(browser.window('project-1')).open(teamSet)
      expect(await his.opened).toBeUndefined()
      const [atBobs] = await Promise.all([
        adding(his, BOB.id, `his-${round}`, count => {
          if (count >= 10 + round * 7) served.child.kill('SIGKILL')
          return served.child.killed
        }),
        adding(hers, ALICE.id, `hers-${round}`, () => served.child.killed),
      ])
      await served.ended
      acknowledged.push(...atBobs)
      his.provider.configuration.websocketProvider.destroy()
    }
    await hers.saved()
    acknowledged.push(
      ...annotationSet(hers.doc)
        .all()
        .map(({id}) => id),
    )
    const last = await cli.serve([local], home)
    await until('the upstream has all', async () => {
      const ids = new Set((await logged(upstreamFolder, teamSet)).map(({id}) => id))
      return acknowledged.every(id => ids.has(id))
    })
    const browser = await signedIn(last.url)
    const his = windows.keep(browser.window('project-1')).open(teamSet)
    expect(await his.opened).toBeUndefined()
    await until('Bob has all', () => {
      const ids = new Set(
        annotationSet(his.doc)
          .all()
          .map(({id}) => id),
      )
      return acknowledged.every(id => ids.has(id))
    })
    expect(acknowledged.length).toBeGreaterThan(30)
    last.child.kill('SIGTERM')
    expect(await last.ended).toBe(0)
    await upstream.close()
    await door.close()
  })
})
