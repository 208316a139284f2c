import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {Message} from '../../src/core/language/message.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {ImportFile} from '../../src/ipc/host-api.ts'
import {inEnglish, refusal, value} from '../support/results.ts'
import {builtThread} from './built-thread.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder} from './hub-bench.ts'

const WORDS = ['Die Waffenruhe hält. 👩‍👩‍👧 السلام\r\n和平', 'Cafe\u0301 in Gaza: שלום 🕊️', 'Ice melts.\u200b Seas rise fast.']
const files: readonly ImportFile[] = WORDS.map((text, n) => ({name: `${n}.txt`, bytes: new TextEncoder().encode(text)}))
/** As many bytes as a thread is begun for. */
const large = WORDS.map((text, n) => ({name: `${n}.txt`, bytes: new TextEncoder().encode(`${text} ${'Seas rise fast. '.repeat(60_000)}`)}))
const CANCELLED = 'The import was cancelled. Nothing was changed.'

let path = ''
let remove: () => Promise<void>
let hub: Hub
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(join(path, 'Small.claimlight')))
})
afterEach(async () => {
  await hub.close()
  await remove()
})

const inArticles = (): Promise<readonly string[]> => readdir(join(path, 'Small.claimlight', 'articles'))
const texts = async (): Promise<readonly string[]> => (await inArticles()).filter(name => name.endsWith('.txt'))

describe('[SP240] an import of articles', () => {
  test('says how far it is, from its first file until all are taken', async () => {
    const parts: number[] = []
    value(await hub.requests(ALICE, 'browser').importFiles(files, null, {onPart: part => parts.push(part)}))
    expect([parts, parts[0], parts.at(-1)]).toEqual([[...parts].sort((a, b) => a - b), 0, 1])
    expect(new Set(parts).size).toBeGreaterThan(files.length)
  })

  test('is cancelled by its name until all files are read, and then none of them is taken; a name of somebody else cancels nothing', async () => {
    const [alice, bob] = [hub.requests(ALICE, 'browser'), hub.requests(BOB, 'browser')]
    const cancelled = alice.importFiles(files, null, {task: 'hers', onPart: part => void (part > 0 && alice.cancelTask('hers'))})
    expect(refusal(await cancelled)).toBe(CANCELLED)
    expect([value(await alice.summaries(null)), await inArticles()]).toEqual([[], []])
    const kept = alice.importFiles(files, null, {task: 'hers', onPart: part => void (part > 0 && bob.cancelTask('hers'))})
    expect(value(await kept).map(({state}) => state)).toEqual(['imported', 'imported', 'imported'])
    expect(await texts()).toHaveLength(3)
  })

  test('that is cancelled once all files are read takes all of them', async () => {
    const alice = hub.requests(ALICE, 'browser')
    const done = alice.importFiles(files, null, {task: 'hers', onPart: part => void (part > 0.5 && alice.cancelTask('hers'))})
    expect(value(await done)).toHaveLength(3)
    expect(await texts()).toHaveLength(3)
  })

  test('waits for its turn while another is under way, says so, and is answered without being made when it is cancelled meanwhile', async () => {
    const [alice, bob] = [hub.requests(ALICE, 'browser'), hub.requests({...BOB, role: 'curator'}, 'browser')]
    const [first, second] = [alice.importFiles(files, null), bob.importFiles(files, null, {task: 'his'})]
    expect(value(await bob.taskProgress('his'))).toBe('waiting')
    value(await bob.cancelTask('his'))
    expect([value(await first).length, refusal(await second)]).toEqual([3, CANCELLED])
  })
})

describe('[SP240] an import of many large articles', () => {
  const imported = async (given: URL, name: string) => {
    await hub.close()
    hub = await aHub(await aProjectFolder(join(path, `${name}.claimlight`)), {taskThread: given})
    return hub.requests(ALICE, 'browser').importFiles([...large, {name: 'picture.png', bytes: Uint8Array.of(1)}], null)
  }

  test('is read in a thread, and comes to the same; where that fails, nothing is changed', async () => {
    const thread = await builtThread()
    const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(refusal(await imported(thread.failing, 'Failing'))).toBe('The import ended before it was done. Nothing was lost; try again.')
    expect(errors).toHaveBeenCalledTimes(1)
    errors.mockRestore()
    const outcomes = value(await imported(thread.file, 'Large'))
    expect(outcomes.map(({state}) => state)).toEqual(['imported', 'imported', 'imported', 'refused'])
    expect(outcomes[3], 'a sentence for every language').toMatchObject({reason: expect.any(Message)})
    expect(inEnglish(outcomes[3])).toMatchObject({reason: expect.stringContaining('Articles are .txt or .md files.')})
    await thread.remove()
  })
})
