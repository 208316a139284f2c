import {describe, expect, test} from 'vitest'
import type {HostApi} from '../../src/ipc/host-api.ts'
import {ok} from '../../src/core/result.ts'
import type {ImportProgress} from '../../src/renderer/articles/import-run.ts'
import {runImport} from '../../src/renderer/articles/import-run.ts'
import {pickedFile} from '../../src/renderer/state/picked-file.ts'
import {value} from '../support/results.ts'
import {hubOfWindow} from './hub-of-window.ts'

/** More than one batch of them. */
const files = Array.from({length: 201}, (_, n) => pickedFile(new File([`和平 ${n}. Cafe\u0301 🕊️ שלום`], `${n}.txt`)))

const asks = hubOfWindow()

describe('[SP240] a window that imports articles', () => {
  const listed = async (): Promise<number> => value(await asks().summaries(null)).length

  test('tells how many files are done, also of the batch that is under way, and that others are served first', async () => {
    const told: ImportProgress[] = []
    const requests = asks()
    let asked = 0
    const slow: HostApi = {
      ...requests,
      importFiles: async (batch, encoding, watch) => {
        while (asked < 2) await new Promise(resolve => setImmediate(resolve))
        asked = 0
        return requests.importFiles(batch, encoding, watch)
      },
      taskProgress: async () => ok(asked++ === 0 ? 'waiting' : 0.5),
    }
    const given = {signal: new AbortController().signal, onProgress: (next: ImportProgress) => void told.push(next)}
    expect(await runImport(slow, files.slice(0, 2), null, given)).toBeUndefined()
    expect(told.map(({done, isWaiting}) => ({done, isWaiting}))).toEqual([
      {done: 0, isWaiting: false},
      {done: 0, isWaiting: true},
      {done: 1, isWaiting: false},
      {done: 2, isWaiting: false},
    ])
  })

  test('can cancel in the middle of a batch, of which nothing is taken then; what was imported before stays', async () => {
    const control = new AbortController()
    const requests = asks()
    let batches = 0
    const watched: HostApi = {
      ...requests,
      importFiles: (batch, encoding, watch) => {
        const done = requests.importFiles(batch, encoding, watch)
        if (++batches === 2) control.abort()
        return done
      },
    }
    const told: ImportProgress[] = []
    const stopped = await runImport(watched, files, null, {signal: control.signal, onProgress: next => void told.push(next)})
    expect(stopped).toBe('Cancelled after 200 of 201 files. What was imported stays.')
    expect([told.at(-1)?.outcomes.length, await listed()]).toEqual([200, 200])
  })
})
