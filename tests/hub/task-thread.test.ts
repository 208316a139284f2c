import {once} from 'node:events'
import {writeFile} from 'node:fs/promises'
import {createServer, request as ask} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, afterEach, beforeAll, beforeEach, expect, test, vi} from 'vitest'
import * as Y from 'yjs'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import type {Owner} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {threadTasks} from '../../src/hub/tasks/thread-tasks.ts'
import {checkProject} from '../../src/hub/requests/check-project.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {requestEndpoint} from '../../src/hub/serving/request-endpoint.ts'
import type {LocalChanges} from '../../src/hub/documents/local-changes.ts'
import {importDataset} from '../../src/hub/requests/import-dataset.ts'
import {openFileSource} from '../../src/storage/texts/file-source.ts'
import {exportDataset as exportOf} from '../../src/hub/requests/export-dataset.ts'
import {uploads} from '../../src/hub/serving/uploads.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {newSetUpdate} from '../../src/project/new-set.ts'
import {project} from '../../src/project/project.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import {aProject} from '../core/projects.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {inEnglish, refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {encoded} from './browser.ts'
import type {BuiltThread} from './built-thread.ts'
import {builtThread} from './built-thread.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows, until} from './hub-bench.ts'

const PEACE = exportDataset(aProject(), {unit: 'codepoint'})
/** Of a project that nothing is written to. */
const NO_CHANGES: LocalChanges = {
  run: () => Promise.reject(new Error('Something was changed.')),
  fill: () => Promise.reject(new Error('Something was changed.')),
  settled: async () => undefined,
}
const ENDED = 'The export ended before it was done. Nothing was lost; try again.'

let thread: BuiltThread
beforeAll(async () => {
  thread = await builtThread()
})
afterAll(() => thread.remove())

const windows = openWindows()
let path = ''
let remove: () => Promise<void>
let hub: Hub

beforeEach(async () => {
  ;({path, remove} = await newFolder())
  path = `${path}/Ceasefire.claimlight`
  hub = await aHub(await aProjectFolder(path), {taskThread: thread.file})
  value(await sendAndImport(hub.requests(ALICE, 'browser'), 'peace.json', PEACE))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

async function asItself<T>(given: URL | undefined, work: () => Promise<T>): Promise<T> {
  await hub.close()
  hub = await aHub(await openedFolder(path), {taskThread: given})
  return work()
}

const exported = async (unit: 'codepoint' | 'utf16' = 'codepoint', person = ALICE): Promise<string> =>
  fileOf(value(await hub.requests(person, 'browser').exportDataset(unit)))

test('[SP160] the export that a thread makes has the very bytes of the one that a hub makes itself, and of the file that was imported', async () => {
  const made = [await exported(), await exported('utf16')]
  expect(made).toEqual(await asItself(undefined, async () => [await exported(), await exported('utf16')]))
  const {annotators: _some, ...before} = JSON.parse(PEACE) as DatasetDocument
  expect(JSON.parse(made[0] ?? '')).toMatchObject(before)
})

test('[SP165] the check that a thread makes says what the one says that a hub makes itself, and goes on while a window saves', async () => {
  const article = anArticle(MIXED_TEXT)
  value(await hub.requests(ALICE, 'browser').importFiles([{name: 'mixed.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null))
  const hers = windows.at(hub, BOB).open({kind: 'set', article: article.id, owner: 'team'})
  await hers.opened
  const claim = aClaim(article, 'السلام قريب', {id: 'gone', by: 'bob'})
  annotationSet(hers.doc).add([{...claim, selector: {...claim.selector, quote: 'de\u0301ja\u0300 vu 🌊', end: claim.selector.start + 11}}])
  await hers.saved()
  const asked = hub.requests(ALICE, 'browser').checkProject()
  annotationSet(hers.doc).add([aClaim(article, 'السلام قريب', {id: 'meanwhile', by: 'bob'})])
  await hers.saved()
  const report = value(await asked)
  expect(inEnglish(report.problems)).toEqual([expect.stringContaining('of annotation gone are not in the text')])
  const made = await asItself(thread.file, async () => value(await hub.requests(ALICE, 'browser').checkProject()))
  expect(await asItself(undefined, async () => value(await hub.requests(ALICE, 'browser').checkProject()))).toEqual(made)
  expect(made.annotations).toBe((JSON.parse(PEACE) as DatasetDocument).annotations.length + 2)
})

test('[SP160] what was said a moment ago is in it', async () => {
  const article = anArticle(MIXED_TEXT)
  value(await hub.requests(ALICE, 'browser').importFiles([{name: 'mixed.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null))
  const hers = windows.at(hub, ALICE).open({kind: 'set', article: article.id, owner: 'team'})
  await hers.opened
  annotationSet(hers.doc).add([aClaim(article, 'السلام قريب', {id: 'just-now'})])
  await hers.saved()
  expect((JSON.parse(await exported()) as DatasetDocument).annotations.map(({id}) => id)).toContain('just-now')
})

test('[SP160] in a closed round a thread is not told of what others did, and the file holds nothing of it', async () => {
  const article = anArticle(MIXED_TEXT)
  value(await hub.requests(ALICE, 'browser').importFiles([{name: 'mixed.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null))
  const {id: round} = await startRound(hub)
  const write = async (person: typeof BOB, id: string): Promise<void> => {
    const {doc, opened, saved} = windows.at(hub, person).open({kind: 'set', article: article.id, owner: ownerOf(person.id, round)})
    expect(await opened).toBeUndefined()
    annotationSet(doc).add([aClaim(article, 'السلام قريب', {id, by: person.id})])
    await saved()
  }
  await write(BOB, 'bobs')
  await write(ALICE, 'alices')
  const file = JSON.parse(await exported('codepoint', BOB)) as DatasetDocument
  expect(file.annotations.map(({id}) => id)).toEqual(['bobs'])
  expect(JSON.stringify(file)).not.toContain('alices')
})

test('[SP160] a thread that throws is a sentence for whoever asked, and the hub serves on; where none can be begun, the hub makes the export itself', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await asItself(thread.failing, async () => {
    expect(refusal(await hub.requests(ALICE, 'browser').exportDataset('codepoint'))).toBe(ENDED)
    expect(value(await hub.requests(BOB, 'browser').session()).person.id).toBe('bob')
  })
  const checked = async () => hub.requests(ALICE, 'browser').checkProject()
  expect(refusal(await asItself(thread.failing, checked))).toBe('The check ended before it was done. Nothing was lost; try again.')
  expect(await asItself(new URL('gone.mjs', thread.file), exported)).toContain('停火协议🤝仍然脆弱')
  expect(value(await asItself(new URL('gone.mjs', thread.file), checked)).problems).toEqual([])
  expect(errors).toHaveBeenCalledTimes(4)
  errors.mockRestore()
  expect(await asItself(thread.file, exported)).toContain('停火协议🤝仍然脆弱')
})

test.each([
  ['dies', () => thread.dying, ENDED, 'The check ended before it was done. Nothing was lost; try again.'],
  ['goes on', () => thread.file, 'What you may read has changed while the file was made. Export it again.', undefined],
] as const)(
  '[SP160] a round that begins while a thread is given what was open until then begins as a whole, and nothing of that is told, also where the thread %s',
  async (_how, given, exportSaid, checkSaid) => {
    const article = anArticle(MIXED_TEXT)
    value(await hub.requests(ALICE, 'browser').importFiles([{name: 'mixed.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null))
    const address: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
    const alices = windows.at(hub, ALICE).open(address)
    await alices.opened
    annotationSet(alices.doc).add([aClaim(article, 'السلام قريب', {id: 'alices'})])
    await alices.saved()
    windows.close()
    await hub.close()
    const folder = await openedFolder(path)
    let begin = async (): Promise<unknown> => undefined
    const load: typeof folder.store.load = async name => {
      await begin()
      return folder.store.load(name)
    }
    hub = await aHub({...folder, store: {...folder.store, load}}, {taskThread: given()})
    const bob = hub.requests(BOB, 'browser')
    const rounds: Promise<{id: string}>[] = []
    const beginOnce = (): void => {
      begin = async () => {
        begin = async () => undefined
        const begun = startRound(hub)
        rounds.push(begun)
        await begun
      }
    }
    beginOnce()
    expect(refusal(await bob.exportDataset('codepoint'))).toBe(exportSaid)
    const may = async (owner: Owner): Promise<string> => (await windows.at(hub, BOB).open({...address, owner}).opened) ?? 'open'
    const [first] = rounds
    const round = (await first)?.id ?? ''
    expect([await may('team'), await may(ownerOf('bob', round))]).toEqual(['This is closed to you until the round is opened.', 'open'])
    await openRound(hub, round)
    beginOnce()
    const report = await hub.requests({...BOB, role: 'curator'}, 'browser').checkProject()
    if (checkSaid !== undefined) expect(refusal(report)).toBe(checkSaid)
    else expect(value(report).annotations).toBe(0)
    expect(rounds).toHaveLength(2)
  },
)

/** Sets of so many claims each on three articles, as a project that somebody reads without a hub. */
async function aLargeProject(each: number): Promise<{folder: ProjectFolder; remove: () => Promise<void>; context: Parameters<typeof exportOf>[0]}> {
  const place = await newFolder()
  const made = await aProjectFolder(`${place.path}/Large.claimlight`)
  const shared = project(new Y.Doc())
  const texts = [1, 2, 3].map(n => anArticle(`${MIXED_TEXT} ${n}`))
  for (const [position, article] of texts.entries()) {
    await made.texts.put(article.text, article)
    const {text: _text, ...entry} = article
    shared.articles.put({...entry, position})
    const claims = Array.from({length: each}, (_, n) => aClaim(article, 'السلام قريب', {id: `${position}-${n}`}))
    const address: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
    await made.store.append(documentName(made.projectId, address), address, newSetUpdate(1, claims, []))
  }
  await made.close()
  const folder = value(await openProjectFolder(made.path, {mode: 'read'}))
  const context = {folder, project: shared, may: () => 'read' as const, person: ALICE, rounds: () => []} as const
  return {folder, context, remove: () => folder.close().then(place.remove)}
}

test('[SP160] a thread that needs more memory than it may have is a sentence, and nothing else ends with it', async () => {
  const large = await aLargeProject(4000)
  const small = threadTasks(thread.file, large.folder, {maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4})
  expect(refusal(await exportOf({...large.context, tasks: small}, 'codepoint'))).toContain('needs more memory than there is for it')
  const roomy = threadTasks(thread.file, large.folder)
  const file = await fileOf(value(await exportOf({...large.context, tasks: roomy}, 'codepoint')))
  expect((JSON.parse(file) as DatasetDocument).annotations).toHaveLength(12_000)
  expect(refusal(await checkProject({...large.context, tasks: small}))).toContain('The check needs more memory than there is for it')
  expect(value(await checkProject({...large.context, tasks: roomy}))).toMatchObject({annotations: 12_000, problems: []})
  await large.remove()
})

/** A hub of an empty project, whose tasks have so much memory. */
async function anEmptyHub(given: URL | undefined): Promise<{hub: Hub; remove: () => Promise<void>}> {
  const place = await newFolder()
  const empty = await aHub(await aProjectFolder(`${place.path}/Empty.claimlight`), {taskThread: given})
  return {hub: empty, remove: () => empty.close().then(place.remove)}
}

test('[SP167] a dataset is read in a thread, which may be cancelled, may fail, and may need too much memory: then nothing is changed, and it can be imported again', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const failing = await anEmptyHub(thread.failing)
  expect(refusal(await sendAndImport(failing.hub.requests(ALICE, 'browser'), 'peace.json', PEACE))).toBe(
    'peace.json: The import ended before it was done. Nothing was lost; try again.',
  )
  expect(value(await failing.hub.requests(ALICE, 'browser').summaries(null))).toEqual([])
  await failing.remove()
  expect(errors).toHaveBeenCalledTimes(1)
  errors.mockRestore()

  const place = await newFolder()
  await writeFile(`${place.path}/peace.json`, PEACE)
  const file = value(await openFileSource(`${place.path}/peace.json`, {most: 1e9, tooLarge: () => ''}))
  const folder = await aProjectFolder(`${place.path}/Empty.claimlight`)
  const empty = await aHub(folder, {taskThread: thread.file})
  const cancel = new AbortController()
  const cancelled = await empty.importDataset(file, {signal: cancel.signal, onPart: part => (part > 0 ? cancel.abort() : undefined)})
  expect(refusal(cancelled)).toBe('The import was cancelled. Nothing was changed.')
  const context = {folder, project: project(new Y.Doc()), elsewhere: undefined, changes: NO_CHANGES}
  const small = threadTasks(thread.file, folder, {maxOldGenerationSizeMb: 2, maxYoungGenerationSizeMb: 1})
  expect(refusal(await importDataset({...context, tasks: small}, file, {}))).toContain('The import needs more memory than there is for it')
  expect(await folder.store.documents()).toEqual([])
  expect(value(await empty.importDataset(file, {}))).toMatchObject({articles: 2})
  await file.close()
  await empty.close()
  await place.remove()
})

test('[SP160] an export is told how far it is, and ends in the middle when its person cancels or the hub closes', async () => {
  const large = await aLargeProject(500)
  const threads = threadTasks(thread.file, large.folder)
  const context = {...large.context, tasks: threads}
  const parts: number[] = []
  value(await exportOf(context, 'codepoint', {onPart: part => parts.push(part)}))
  expect(parts.map(part => Math.round(part * 3))).toEqual([0, 1, 2, 3])

  const cancelled = new AbortController()
  const onPart = (part: number): void => (part > 0 ? cancelled.abort() : undefined)
  expect(refusal(await exportOf(context, 'codepoint', {signal: cancelled.signal, onPart}))).toBe('The export was cancelled.')
  expect(refusal(await exportOf(context, 'codepoint', {signal: cancelled.signal}))).toBe('The export was cancelled.')
  const judged = new AbortController()
  const asked = exportOf(context, 'codepoint', {signal: judged.signal})
  judged.abort()
  expect(refusal(await asked)).toBe('The export was cancelled.')
  let closing: Promise<void> | undefined
  const closed = exportOf(context, 'codepoint', {
    onPart: () => {
      closing ??= threads.close()
    },
  })
  expect(refusal(await closed)).toBe(ENDED)
  await closing
  expect(refusal(await exportOf(context, 'codepoint')), 'none begins once the hub has closed').toBe(ENDED)
  await large.remove()
})

test('[SP160] an export is cancelled when the browser that asked for it has gone', async () => {
  const asked: AbortSignal[] = []
  const endpoint = requestEndpoint(uploads())
  const api = {
    ...hub.requests(ALICE, 'browser'),
    exportDataset: (_unit: unknown, watch?: {signal?: unknown}) => {
      asked.push(watch?.signal as AbortSignal)
      return new Promise<never>(() => undefined)
    },
  }
  const server = createServer((request, response) => void endpoint.answer(api, 'exportDataset', 'alice', request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  const request = ask({port, host: '127.0.0.1', method: 'POST', agent: false})
  request.on('error', () => undefined)
  request.end(encoded(['codepoint']))
  await until('it is asked', () => asked.length === 1)
  expect(asked[0]?.aborted).toBe(false)
  request.destroy()
  await until('she has gone', () => asked[0]?.aborted === true)
  await new Promise(resolve => server.close(resolve))
})

test('[SP160] forty exports that three people ask for at once are answered, while an honest window saves', async () => {
  const asked = [ALICE, BOB, CAROL].flatMap(person => {
    const api = hub.requests(person, 'browser')
    return Array.from({length: 13}, () => api.exportDataset('codepoint').then(async made => fileOf(value(made))))
  })
  const article = aProject().articles[0]
  const hers = windows.at(hub, BOB).open({kind: 'set', article: article?.id ?? '', owner: 'team'})
  await hers.opened
  for (let n = 0; n < 20; n++) {
    annotationSet(hers.doc).setReadMark('bob', n % 2 === 0 ? {by: 'bob', at: n, state: 'done'} : undefined)
    await hers.saved()
  }
  const files = (await Promise.all(asked)).map(file => JSON.parse(file) as DatasetDocument)
  expect(files.map(({annotations}) => annotations.length)).toEqual(files.map(() => (JSON.parse(PEACE) as DatasetDocument).annotations.length))
  expect(files).toHaveLength(39)
})
