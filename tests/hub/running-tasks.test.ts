import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Result} from '../../src/core/result.ts'
import {refused} from '../../src/core/result.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {checkProject} from '../../src/hub/requests/check-project.ts'
import type {FairRequests} from '../../src/hub/requests/fair-requests.ts'
import {fairRequests} from '../../src/hub/requests/fair-requests.ts'
import type {RunningTasks} from '../../src/hub/tasks/running-tasks.ts'
import {runningTasks} from '../../src/hub/tasks/running-tasks.ts'
import type {HubApi} from '../../src/hub/requests/hub-api.ts'
import type {MadeDataset} from '../../src/ipc/dataset-api.ts'
import type {TaskPart} from '../../src/ipc/task-api.ts'
import type {TaskWatch} from '../../src/ipc/task-watch.ts'
import {project} from '../../src/project/project.ts'
import {runTask} from '../../src/renderer/host/run-task.ts'
import {refusal, value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder} from './hub-bench.ts'

const CANCELLED = 'The export was cancelled.'

let hub: Hub
let fair: FairRequests
let tasks: RunningTasks
let watches: TaskWatch[] = []
let remove: () => Promise<void>
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  hub = await aHub(await aProjectFolder(folder.path))
  tasks = runningTasks()
  fair = fairRequests(tasks)
  watches = []
})
afterEach(async () => {
  await hub.close()
  await remove()
})

/** What this person asks, with exports that go on until they are cancelled. */
function asks(person: typeof ALICE): HubApi {
  const api = {
    ...hub.requests(person, 'browser'),
    ...tasks.of(person.id),
    exportDataset: (_unit: unknown, watch: TaskWatch = {}): Promise<Result<MadeDataset>> => {
      watches.push(watch)
      if (watch.signal?.aborted === true) return Promise.resolve(refused(CANCELLED))
      return new Promise(resolve => watch.signal?.addEventListener('abort', () => resolve(refused(CANCELLED)), {once: true}))
    },
  }
  return fair.of(person.id, api, undefined)
}

test('[SP161] whoever named what she asked for is told how much of it is done, and can end it; a name of somebody else tells and ends nothing', async () => {
  const [alice, bob] = [asks(ALICE), asks(BOB)]
  const made = alice.exportDataset('codepoint', {task: 'hers'})
  watches[0]?.onPart?.(0.5)
  expect(value(await alice.taskProgress('hers'))).toBe(0.5)
  expect(value(await bob.taskProgress('hers'))).toBe(0)
  value(await bob.cancelTask('hers'))
  expect(watches[0]?.signal?.aborted).toBe(false)
  value(await alice.cancelTask('hers'))
  expect(refusal(await made)).toBe(CANCELLED)
  expect(value(await alice.taskProgress('hers'))).toBe(0)
})

test('[SP161] what waits for its turn is known by its name too, and once cancelled it is answered in its turn without being made', async () => {
  const [alice, bob] = [asks(ALICE), asks(BOB)]
  const first = alice.exportDataset('codepoint', {task: 'first'})
  const waiting = bob.exportDataset('utf16', {task: 'waiting'})
  expect([value(await alice.taskProgress('first')), value(await bob.taskProgress('waiting'))]).toEqual([0, 'waiting'])
  value(await bob.cancelTask('waiting'))
  value(await alice.cancelTask('first'))
  expect([refusal(await first), refusal(await waiting)]).toEqual([CANCELLED, CANCELLED])
  expect(watches.map(({signal}) => signal?.aborted)).toEqual([true, true])
})

test('[SP161] what waited for its turn waits no longer as soon as it has begun, whichever of two windows asked first', async () => {
  const [alice, bob] = [asks(ALICE), asks(BOB)]
  const first = alice.exportDataset('codepoint', {task: 'first'})
  const both = ['one', 'two'].map(task => bob.exportDataset('utf16', {task}))
  const parts = async () => Promise.all(['one', 'two'].map(async task => value(await bob.taskProgress(task))))
  expect(await parts()).toEqual(['waiting', 'waiting'])
  value(await alice.cancelTask('first'))
  await first
  expect(await parts()).toEqual([0, 0])
  for (const task of ['one', 'two']) value(await bob.cancelTask(task))
  expect((await Promise.all(both)).map(refusal)).toEqual([CANCELLED, CANCELLED])
})

test('[SP161] of two windows of one person that ask for the same export, the one that cancels gets none, and the other its file', async () => {
  const ends: ((made: Result<MadeDataset>) => void)[] = []
  const made = {
    name: '和平.json',
    notes: [],
    size: 2,
    held: 2,
    pieces: async function* () {
      yield new TextEncoder().encode('{}')
    },
  } satisfies MadeDataset
  const slow = {
    ...hub.requests(ALICE, 'browser'),
    ...tasks.of(ALICE.id),
    exportDataset: (_unit: unknown, _watch?: TaskWatch): Promise<Result<MadeDataset>> => new Promise(resolve => ends.push(resolve)),
  }
  const alice = fair.of(ALICE.id, slow, undefined)
  const running = alice.exportDataset('utf16')
  const [kept, cancelled] = [alice.exportDataset('codepoint', {task: 'kept'}), alice.exportDataset('codepoint', {task: 'cancelled'})]
  value(await alice.cancelTask('cancelled'))
  expect(refusal(await cancelled)).toBe(CANCELLED)
  ends[0]?.({ok: true, value: made})
  await running
  ends[1]?.({ok: true, value: made})
  expect([value(await kept), ends.length]).toEqual([made, 2])
})

test('[SP161] a window that exports shows how far it is, and leaves no message when its person cancels', async () => {
  const alice = asks(ALICE)
  const cancel = new AbortController()
  const told: TaskPart[] = []
  const saved = runTask(alice, task => alice.exportDataset('codepoint', {task}), {
    task: 'window',
    signal: cancel.signal,
    onPart: part => {
      told.push(part)
      cancel.abort()
    },
  })
  watches[0]?.onPart?.(0.25)
  expect(await saved).toEqual({ok: true, value: null})
  expect(told).toContain(0.25)
})

test('[SP165] a check says how far it is, and ends where it is when it is cancelled', async () => {
  const folder = await newFolder()
  const empty = await aProjectFolder(folder.path)
  const shared = project(new Y.Doc())
  for (const [position, letter] of ['a', 'b'].entries())
    shared.articles.put({id: letter.repeat(64), position, words: 1, length: 1, title: `مقال ${letter} 🌊`, sourceName: 'a.txt', warnings: []})
  const context = {folder: empty, project: shared, rounds: () => [], may: () => 'read' as const, person: ALICE}
  const parts: number[] = []
  expect(value(await checkProject(context, {onPart: part => parts.push(part)})).problems).toHaveLength(2)
  expect(parts).toEqual([0.25, 0.625, 1])
  const cancel = new AbortController()
  const told: number[] = []
  const cancelled = await checkProject(context, {
    signal: cancel.signal,
    onPart: part => {
      told.push(part)
      if (part > 0.5) cancel.abort()
    },
  })
  expect([refusal(cancelled), told]).toEqual(['The check was cancelled.', [0.25, 0.625]])
  await empty.close()
  await folder.remove()
})
