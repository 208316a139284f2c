import type {ChildProcess} from 'node:child_process'
import {randomUUID} from 'node:crypto'
import {cp, mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {ok} from '../../src/core/result.ts'
import {accessFile} from '../../src/hub/network/access-record.ts'
import type {Invitations} from '../../src/hub/network/invitations.ts'
import {invitations} from '../../src/hub/network/invitations.ts'
import {newSecret} from '../../src/hub/serving/sign-in.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {signedIn} from '../hub/browser.ts'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import type {OpenedDocument, TestWindow} from '../hub/hub-bench.ts'
import {newFolder, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {TestServer} from './servers.ts'
import {hasPostgres, hasRedis, postgresServer, redisServer} from './servers.ts'
import {inEnglish} from '../support/results.ts'

const QUOTES = ['Sea ice melts faster', 'السلام قريب', 'השלום קרוב', '和平即将到来', '👩‍👩‍👧']
const SAMPLE = join(import.meta.dirname, '..', '..', 'resources', 'sample')

/** A text, and the set of the team's annotations on it, that no other test writes to. */
const aSet = (name: string): {readonly article: ReturnType<typeof anArticle>; readonly address: DocumentAddress} => {
  const article = anArticle(`${MIXED_TEXT}\n${name}`)
  return {article, address: {kind: 'set', article: article.id, owner: 'team'}}
}

type RunningHub = {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  readonly window: TestWindow
  readonly open: (address: DocumentAddress) => Promise<OpenedDocument>
  readonly request: Awaited<ReturnType<typeof signedIn>>['request']
}

const claimsOf = ({doc}: OpenedDocument): readonly string[] =>
  annotationSet(doc)
    .all()
    .map(({id}) => id)
const has = (document: OpenedDocument, ids: readonly string[]): boolean => {
  const there = new Set(claimsOf(document))
  return ids.every(id => there.has(id))
}
/** In whose window a document is open. */
const authors = new WeakMap<OpenedDocument, string>()
const add = (document: OpenedDocument, article: {text: string}, n: number): string => {
  const claim = aClaim(article, QUOTES[n % QUOTES.length] as string, {by: authors.get(document) ?? 'nobody'})
  annotationSet(document.doc).add([claim])
  return claim.id
}
const accessIn = (folder: string): Invitations => invitations({records: accessFile(folder), now: Date.now, newId: randomUUID, newSecret})
/** What has been acknowledged so far, in the order it was made. */
const acknowledgedOf = (document: OpenedDocument, made: readonly string[]): readonly string[] => made.slice(0, made.length - document.provider.unsyncedChanges)

describe.skipIf(!hasPostgres || !hasRedis)('several hubs of one project', {timeout: 120_000}, () => {
  let cli: BuiltCli
  let postgres: TestServer
  let redis: TestServer
  let place: Awaited<ReturnType<typeof newFolder>>
  const hubs: RunningHub[] = []
  let first: RunningHub
  let second: RunningHub

  const whole = (): string => join(place.path, 'Ceasefire.claimlight')
  /** A folder with nothing of the project but its manifest, as a hub on another machine has it. */
  const manifestOnly = async (name: string): Promise<string> => {
    const folder = join(place.path, `${name} é 文`, 'Ceasefire.claimlight')
    await mkdir(folder, {recursive: true})
    await cp(join(whole(), 'manifest.json'), join(folder, 'manifest.json'))
    return folder
  }
  const aHub = async (name: string, folder: string, options: readonly string[]): Promise<RunningHub> => {
    const served = await cli.serve([folder, '--port', '0', '--postgres', postgres.url, ...options], {CLAIMLIGHT_HOME: join(place.path, name)})
    const browser = await signedIn(served.url)
    const session = await browser.request('session')
    if (!session.ok) throw new Error(`${session.error}`)
    const window = browser.window(session.value.projectId)
    const open = async (address: DocumentAddress): Promise<OpenedDocument> => {
      const document = window.open(address)
      expect(await document.opened).toBeUndefined()
      authors.set(document, session.value.person.id)
      return document
    }
    const hub: RunningHub = {...served, request: browser.request, window, open}
    hubs.push(hub)
    return hub
  }
  beforeAll(async () => {
    ;[cli, postgres, redis, place] = await Promise.all([builtCli(), postgresServer(), redisServer(), newFolder()])
    expect(await cli.run(['import', whole(), SAMPLE])).toMatchObject({code: 0, stderr: ''})
    expect(await accessIn(whole()).make({name: 'Carol', role: 'reader', days: 30, by: 'alice'}, () => ok(null))).toMatchObject({ok: true})
    const alone = await cli.run(['serve', await manifestOnly('too early'), '--no-open', '--postgres', postgres.url])
    expect(alone).toMatchObject({code: 3, stderr: expect.stringContaining('Start the first hub with the whole project folder')})
    const listening = ['--listen', '127.0.0.1:0', '--tls', 'off', '--public-origin', 'https://team.example']
    first = await aHub('first', whole(), ['--redis', redis.url, ...listening])
    second = await aHub('second', await manifestOnly('second'), ['--redis', redis.url])
  })
  afterAll(async () => {
    for (const {window, child, ended} of hubs) {
      window.close()
      child.kill('SIGKILL')
      await ended
    }
    await Promise.all([cli.remove(), postgres.remove(), redis.remove(), place.remove()])
  })

  test('[CL1] what one hub acknowledged is live at the other, with presence, articles, search and checks', async () => {
    const {article, address} = aSet('CL1')
    const [hers, his] = [await first.open(address), await second.open(address)]
    const made = [add(hers, article, 0), add(hers, article, 1), add(his, article, 2)]
    await until('both have all three', () => has(hers, made) && has(his, made))
    await hers.saved()
    await his.saved()

    const [projectHere, projectThere] = [await first.open({kind: 'project'}), await second.open({kind: 'project'})]
    await until('the articles are at both', () => project(projectThere.doc).articles.all().length === 5)
    expect(project(projectHere.doc).articles.all()).toEqual(project(projectThere.doc).articles.all())
    const [some] = project(projectThere.doc).articles.all()
    projectHere.provider.awareness?.setLocalState({article: some?.id})
    await until('where she is crosses too', () => [...(projectThere.provider.awareness?.getStates().values() ?? [])].some(state => state.article === some?.id))
    expect(await second.request('articleText', some?.id ?? '')).toEqual(await first.request('articleText', some?.id ?? ''))
    await until('words are found at the second', async () => {
      const found = await second.request('searchArticles', some?.title.split(' ')[0] ?? '')
      return found.ok && found.value.some(({article: id}) => id === some?.id)
    })
    for (const hub of [first, second]) expect(await hub.request('checkProject')).toMatchObject({ok: true, value: {articles: 5, annotations: 3}})
  })

  test('[CL2] while Redis is away people go on at their hubs and see each other a moment later; when it is back all is live again', async () => {
    const {article, address} = aSet('CL2')
    const [hers, his] = [await first.open(address), await second.open(address)]
    const before = add(hers, article, 0)
    await until('it is live', () => has(his, [before]))
    await redis.kill()
    const during = [add(hers, article, 1), add(his, article, 2)]
    await until('each has the other’s from the common log', () => has(his, during) && has(hers, during))
    const other = aSet('CL2, opened while Redis is away')
    const [herOther, hisOther] = [await first.open(other.address), await second.open(other.address)]
    const inOther = [add(herOther, other.article, 3)]
    await until('a document opened meanwhile is followed too', () => has(hisOther, inOther))
    await redis.start()
    const after = [add(hers, article, 4), add(his, article, 0)]
    inOther.push(add(hisOther, other.article, 1))
    await until('all is at both after it came back', () => has(his, after) && has(hers, after) && has(herOther, inOther))
    // Only Redis carries where people are: also at a document that was opened without it.
    for (const [here, there, at] of [
      [hers, his, article],
      [herOther, hisOther, other.article],
    ] as const) {
      let end = 0
      await until('where she is crosses again', () => {
        here.provider.awareness?.setLocalState({article: at.id, span: {start: 0, end: ++end}})
        return [...(there.provider.awareness?.getStates().values() ?? [])].some(state => state.article === at.id)
      })
    }
    const all = [before, ...during, ...after].sort()
    expect([claimsOf(hers).toSorted(), claimsOf(his).toSorted()]).toEqual([all, all])
  })

  test('[CL3] a hub without Redis follows the others through the database, and they follow it', async () => {
    const third = await aHub('third', await manifestOnly('third'), [])
    const {article, address} = aSet('CL3')
    const [hers, his] = [await first.open(address), await third.open(address)]
    const made = [add(hers, article, 0), add(his, article, 1)]
    await until('both have both', () => has(hers, made) && has(his, made))
    third.window.close()
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
  })

  test('[CL4] while the database is away nothing is acknowledged and the reason is told; when it is back all is saved and at both', async () => {
    const {article, address} = aSet('CL4')
    const [hers, his] = [await first.open(address), await second.open(address)]
    const before = add(hers, article, 0)
    await until('it is live', () => has(his, [before]))
    await postgres.kill()
    const during = add(hers, article, 1)
    await until('the reason is told', () =>
      first.window.events.some(event => event.type === 'storage' && `${inEnglish(event.problem)}`.includes('database cannot be reached')),
    )
    expect(hers.provider.hasUnsyncedChanges).toBe(true)
    const opening = second.open(aSet('CL4, opened while the database is away').address)
    await postgres.start()
    await opening
    await hers.saved()
    await until('it is at the other', () => has(his, [before, during]))
  })

  test('[SP49] when a round is started at one hub, the other shows nothing of others from then on', async () => {
    const {article, address} = aSet('SP49')
    const [hers, his] = [await first.open(address), await second.open(address)]
    const before = add(hers, article, 0)
    await until('it is at both', () => has(his, [before]))
    const started = await first.request('startRound', 'Runde 1 和平')
    if (!started.ok) throw new Error(`${started.error}`)
    for (const {window} of [second, first]) expect(await window.open({kind: 'discussion', article: article.id}).opened).toContain('until the round is opened')
    expect(await second.request('summaries', [article.id])).toEqual({ok: true, value: []})
    // A modified window goes on sending what is not taken any more.
    const after = add(hers, article, 1)
    expect(await first.request('openRound', started.value.id)).toMatchObject({ok: true, value: {state: 'open'}})
    await until('all is open at both', () => has(his, [before, after]) && has(hers, [before, after]))
  })

  test('[CL8] people are invited and shut out from the command line, wherever the hubs run', async () => {
    const command = (...args: readonly string[]) => cli.run([...args, '--postgres', postgres.url])
    const invited = await command('invite', whole(), '--name', 'Bob ברק', '--role', 'annotator')
    expect(invited).toMatchObject({code: 0, stdout: expect.stringContaining('https://team.example/join#'), stderr: ''})
    const listed = await command('invitations', await manifestOnly('anywhere'))
    const [carols, bobs] = listed.stdout.split('\n')
    expect(carols).toContain('\topen\treader\tCarol')
    const [id, state, role, name] = bobs?.split('\t') ?? []
    expect({state, role, name}).toEqual({state: 'open', role: 'annotator', name: 'Bob ברק'})
    expect(await command('revoke', whole(), id ?? '')).toMatchObject({code: 0, stderr: ''})
  })

  test('[CL5] one of two hubs is killed in mid-traffic: everything acknowledged by either is on the survivor, and in the database when all hubs are gone', async () => {
    const {article, address} = aSet('CL5')
    const [hers, his] = [await first.open(address), await second.open(address)]
    const [byHer, byHim]: [string[], string[]] = [[], []]
    for (let n = 0; acknowledgedOf(hers, byHer).length < 60 || !hers.provider.hasUnsyncedChanges; n++) {
      byHer.push(add(hers, article, n))
      byHim.push(add(his, article, n))
      await new Promise(setImmediate)
    }
    first.child.kill('SIGKILL')
    const acknowledged = acknowledgedOf(hers, byHer)
    expect(hers.provider.unsyncedChanges).toBeGreaterThan(0)
    for (let n = 0; n < 40; n++) byHim.push(add(his, article, n))
    await first.ended
    await his.saved()
    await until('the survivor has everything that either acknowledged', () => has(his, [...acknowledged, ...byHim]))

    second.child.kill('SIGKILL')
    await second.ended
    // The one who was at the first hub comes to another.
    const again = await aHub('first', await manifestOnly('again'), ['--redis', redis.url])
    const after = await again.open(address)
    expect(claimsOf(after)).toEqual(expect.arrayContaining([...acknowledged, ...byHim]))
    expect(annotationSet(after.doc).unreadable()).toBe(0)
    // What nobody had acknowledged is still in her window, and is taken by the hub that comes after.
    Y.applyUpdate(after.doc, Y.encodeStateAsUpdate(hers.doc))
    await after.saved()
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
    const last = await (await aHub('last', await manifestOnly('last'), [])).open(address)
    expect(claimsOf(last)).toEqual(expect.arrayContaining([...byHer, ...byHim]))
  })

  test('[CL6] a backup out of the database is a project folder like any other', async () => {
    const out = join(place.path, 'backup of Monday')
    const made = await cli.run(['backup', whole(), '--postgres', postgres.url, '--out', out])
    expect(made).toMatchObject({code: 0, stdout: expect.stringContaining('5 articles'), stderr: ''})
    const [checked, there] = await Promise.all([cli.run(['check', out]), cli.run(['check', whole(), '--postgres', postgres.url])])
    expect({...checked, stdout: checked.stdout.replace(out, whole())}).toEqual(there)
    const invited = accessIn(out).list()
    expect(invited.ok && invited.value.map(({name, state}) => `${name}: ${state}`)).toEqual(['Carol: held', 'Bob ברק: revoked'])
    expect(checked.stdout).toMatch(/5 articles, [1-9][\d,]* annotations/)
    expect(
      checked.stderr
        .trim()
        .split('\n')
        .filter(line => !line.includes('on an article that the project does not list')),
    ).toEqual([])
  })

  test('[CL7] a wrong address is told without its password, and Redis alone joins nothing', async () => {
    const nowhere = postgres.url.replace('claimlight@', 'claimlight:s3cret@').replace(/postgres$/, 'nowhere')
    const [wrong, alone] = await Promise.all([
      cli.run(['serve', whole(), '--no-open', '--postgres', nowhere]),
      cli.run(['serve', whole(), '--no-open', '--redis', redis.url]),
    ])
    expect(wrong).toMatchObject({code: 3, stderr: expect.stringContaining('no database of that name')})
    expect(wrong.stderr).not.toContain('s3cret')
    expect(alone).toMatchObject({code: 2, stderr: expect.stringContaining('--postgres')})
  })
})
