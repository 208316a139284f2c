import {randomUUID} from 'node:crypto'
import {readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import * as fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {sentDatasets} from '../../src/hub/requests/sent-datasets.ts'
import {isDatasetMethod, PIECE} from '../../src/ipc/dataset-api.ts'
import {HOST_REQUESTS, isHostMethod} from '../../src/ipc/host-api.ts'
import {looseDataset, looseJson, looseness} from '../core/loose-json.ts'
import {aProject, anyProject} from '../core/projects.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {inEnglish, value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from './hub-bench.ts'

const SEED = 20261127
const CURATOR = {...CAROL, role: 'curator'} as const

const windows = openWindows()
let path = ''
let remove: () => Promise<void>
let hub: Hub
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(join(path, 'Ceasefire.claimlight')))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

const inProject = (): Promise<readonly string[]> => readdir(join(path, 'Ceasefire.claimlight'))

describe('[DS2] a dataset that the app has the hub read where it lies', () => {
  const written = async (text: string): Promise<string> => {
    const file = join(path, 'Frieden 和平.json')
    await writeFile(file, text)
    return file
  }

  test('is taken whole, without passing through a window', async () => {
    const text = exportDataset(aProject(), {unit: 'codepoint'})
    const alice = hub.requests(ALICE, 'desktop')
    const parts: number[] = []
    const done = alice.importDatasetFile(await written(text), {task: 'one', onPart: part => void parts.push(part)})
    expect(value(await done)).toEqual({articles: 2, annotations: 5})
    expect([parts.length > 0, parts]).toEqual([true, [...parts].sort((a, b) => a - b)])
    expect(value(await alice.taskProgress('one'))).toBe(0)
  })

  test('is cancelled by its name, also while it waits for its turn, and then nothing of it is taken', async () => {
    const file = await written(exportDataset(aProject(), {unit: 'codepoint'}))
    const alice = hub.requests(ALICE, 'desktop')
    const done = alice.importDatasetFile(file, {task: 'one'})
    value(await alice.cancelTask('one'))
    expect(inEnglish(await done)).toEqual({ok: false, error: expect.stringContaining('The import was cancelled. Nothing was changed.')})
    expect(value(await alice.summaries(null))).toEqual([])
    expect(await readdir(join(path, 'Ceasefire.claimlight', 'articles'))).toEqual([])
    expect(value(await alice.importDatasetFile(file))).toEqual({articles: 2, annotations: 5})
  })

  test('is refused by name where it is none, is gone, or somebody may not import', async () => {
    const file = await written('{}')
    const [alice, bob] = [hub.requests(ALICE, 'desktop'), hub.requests(BOB, 'desktop')]
    for (const each of [await alice.importDatasetFile(file), await alice.importDatasetFile(join(path, 'Frieden 和平.jsonl'))])
      expect(inEnglish(each)).toEqual({ok: false, error: expect.stringMatching(/^Frieden 和平\.jsonl?: /)})
    expect(inEnglish(await bob.importDatasetFile(file))).toEqual({ok: false, error: 'Only a curator or an admin of this project may do that.'})
  })

  test('is no request that a page can make', () => {
    expect([isHostMethod('importDataset'), isHostMethod('importDatasetFile'), isDatasetMethod('importDatasetFile')]).toEqual([true, false, false])
  })
})

describe('[DS2] importing a dataset', () => {
  test(`gives the same export again, in whatever order and form its file is (seed ${SEED})`, async () => {
    let n = 0
    await fc.assert(
      fc.asyncProperty(anyProject, looseness, fc.integer({min: 1, max: 5000}), async (project, loose, piece) => {
        const text = exportDataset(project, {unit: 'codepoint'})
        fc.pre(text.isWellFormed())
        const other = await aHub(await aProjectFolder(join(path, `${n++}.claimlight`)))
        const alice = other.requests(ALICE, 'browser')
        value(await sendAndImport(alice, 'any.json', looseJson(looseDataset(JSON.parse(text) as DatasetDocument, loose), loose), piece))
        const again = JSON.parse(await fileOf(value(await alice.exportDataset('codepoint')))) as DatasetDocument
        // People who have said nothing are not in an export.
        expect({...again, annotators: []}).toEqual({...(JSON.parse(text) as DatasetDocument), annotators: []})
        expect(value(await alice.checkProject()).problems).toEqual([])
        await other.close()
      }),
      {seed: SEED, numRuns: 4},
    )
  })

  test('counts at once what it brought, tells open windows, and leaves no file of what was sent', async () => {
    const alice = hub.requests(ALICE, 'browser')
    const window = windows.at(hub, ALICE)
    await window.open({kind: 'project'}).opened
    expect(value(await alice.registryUse()).uses).toEqual([])
    const text = exportDataset(aProject(), {unit: 'codepoint'})
    expect(value(await sendAndImport(alice, 'peace.json', text, 999))).toEqual({articles: 2, annotations: 5})
    expect(value(await alice.summaries(null)).reduce((sum, {layers}) => sum + (layers.entity ?? 0), 0)).toBe(1)
    expect(JSON.stringify(value(await alice.registryUse()))).toContain('"e1"')
    await until('the window is told', () => window.events.some(({type}) => type === 'summaries'))
    expect((await inProject()).filter(name => name.includes('dataset'))).toEqual([])
  })

  test('ends when its person cancels, as long as nothing was changed, and can be begun again', async () => {
    const alice = hub.requests(ALICE, 'browser')
    const text = exportDataset(aProject(), {unit: 'codepoint'})
    const upload = randomUUID()
    value(await alice.sendDataset({upload, at: 0, bytes: Buffer.from(text)}))
    const importing = alice.importDataset({upload, name: 'peace.json', size: Buffer.byteLength(text)}, {task: upload})
    await until('it has begun', async () => Number(value(await alice.taskProgress(upload))) > 0)
    const bob = hub.requests(BOB, 'browser')
    expect([await bob.cancelTask(upload), await bob.dropDataset(upload)]).toMatchObject([{ok: true}, {ok: true}])
    value(await alice.cancelTask(upload))
    expect(inEnglish(await importing)).toEqual({ok: false, error: 'peace.json: The import was cancelled. Nothing was changed.'})
    expect(value(await alice.summaries(null))).toEqual([])
    expect(value(await sendAndImport(alice, 'peace.json', text))).toMatchObject({articles: 2})
  })

  test('takes pieces in their order, of one dataset at a time, from those who may import', async () => {
    const alice = hub.requests(ALICE, 'browser')
    const [first, second] = [randomUUID(), randomUUID()]
    const bytes = Buffer.from('{"format": ')
    value(await alice.sendDataset({upload: first, at: 0, bytes}))
    const lost = {ok: false, error: 'What was sent of this dataset is not here any more. Import it again.'}
    expect(inEnglish(await alice.sendDataset({upload: first, at: 3, bytes}))).toEqual(lost)
    expect(inEnglish(await alice.sendDataset({upload: second, at: bytes.length, bytes}))).toEqual(lost)
    value(await alice.sendDataset({upload: second, at: 0, bytes}))
    expect(inEnglish(await alice.sendDataset({upload: first, at: bytes.length, bytes}))).toEqual(lost)
    expect(inEnglish(await alice.importDataset({upload: second, name: 'a.json', size: bytes.length + 1}))).toEqual(lost)
    expect(inEnglish(await alice.importDataset({upload: second, name: 'a.json', size: bytes.length}))).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^a\.json: The file is not whole/),
    })
    const piece = (size: number): boolean => HOST_REQUESTS.sendDataset.safeParse([{upload: first, at: 0, bytes: new Uint8Array(size)}]).success
    expect([piece(PIECE), piece(PIECE + 1)]).toEqual([true, false])
    const mayNot = {ok: false, error: 'Only a curator or an admin of this project may do that.'}
    expect(inEnglish(await hub.requests(BOB, 'browser').sendDataset({upload: first, at: 0, bytes}))).toEqual(mayNot)
    expect(inEnglish(await hub.requests(BOB, 'browser').importDataset({upload: first, name: 'a.json', size: 1}))).toEqual(mayNot)
    value(await hub.requests(CURATOR, 'browser').sendDataset({upload: first, at: 0, bytes}))
  })
})

describe('[DS4] what is sent of datasets', () => {
  const bytes = Buffer.alloc(15)

  test('has a limit for each person and for all', async () => {
    const sent = sentDatasets(path, {each: 20, all: 30})
    expect(await sent.take('alice', {upload: 'a', at: 0, bytes})).toMatchObject({ok: true})
    expect(inEnglish(await sent.take('alice', {upload: 'a', at: 15, bytes}))).toMatchObject({
      ok: false,
      error: expect.stringContaining('can be sent. Import a larger one with'),
    })
    expect(await sent.take('alice', {upload: 'b', at: 0, bytes})).toMatchObject({ok: true})
    expect(await sent.take('bob', {upload: 'c', at: 0, bytes})).toMatchObject({ok: true})
    expect(inEnglish(await sent.take('carol', {upload: 'd', at: 0, bytes}))).toMatchObject({ok: false, error: expect.stringContaining('Others are sending')})
    await sent.close()
  })

  test('is dropped when nobody goes on with it, and makes room', async () => {
    const sent = sentDatasets(path, {each: 20, all: 20}, 50)
    await sent.take('alice', {upload: 'b', at: 0, bytes})
    await until('what waits is dropped', async () => !(await sent.whole('alice', 'b', 15)).ok)
    await until('there is room again', async () => (await sent.take('carol', {upload: 'd', at: 0, bytes})).ok)
    await sent.close()
    expect((await readdir(path)).filter(name => name.includes('dataset'))).toEqual([])
  })
})
