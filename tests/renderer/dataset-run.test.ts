import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {PIECE} from '../../src/ipc/dataset-api.ts'
import type {DatasetProgress} from '../../src/renderer/articles/dataset-run.ts'
import {runDatasetImport} from '../../src/renderer/articles/dataset-run.ts'
import {pickedFile} from '../../src/renderer/state/picked-file.ts'
import {aProject} from '../core/projects.ts'
import {value} from '../support/results.ts'
import {hubOfWindow} from './hub-of-window.ts'

const text = exportDataset(aProject(), {unit: 'codepoint'})
/** White space makes it as long as a dataset that is sent in several pieces. */
const long = `${text}${' '.repeat(2 * PIECE)}`

const asks = hubOfWindow()

describe('[DS4] a window that imports a dataset', () => {
  test('sends it in pieces, tells how far it is, and has it imported', async () => {
    const told: DatasetProgress[] = []
    const sizes: number[] = []
    const requests = asks()
    const watched = {
      ...requests,
      sendDataset: (piece: Parameters<typeof requests.sendDataset>[0]) => {
        sizes.push(piece.bytes.byteLength)
        return requests.sendDataset(piece)
      },
    }
    const given = {upload: 'one', signal: new AbortController().signal, onProgress: (next: DatasetProgress) => void told.push(next)}
    expect(value(await runDatasetImport(watched, pickedFile(new File([long], 'peace.json')), given))).toEqual({articles: 2, annotations: 5})
    expect(sizes).toEqual([PIECE, PIECE, Buffer.byteLength(long) - 2 * PIECE])
    const sending = told.filter(({doing}) => doing === 'sending').map(({part}) => Number(part))
    expect(sending).toEqual([...sending].sort((a, b) => a - b))
    expect([sending.length, sending[0], told.at(-1)?.doing]).toEqual([3, 0, 'importing'])
  })

  test('can cancel while it is sent; then nothing is there, and it can begin again', async () => {
    const control = new AbortController()
    const requests = asks()
    const onProgress = ({part}: DatasetProgress): void => {
      if (Number(part) > 0) control.abort()
    }
    const file = pickedFile(new File([long], 'peace.json'))
    const done = await runDatasetImport(requests, file, {upload: 'one', signal: control.signal, onProgress})
    expect(done).toEqual({ok: false, error: 'The import was cancelled. Nothing was changed.'})
    expect(value(await requests.summaries(null))).toEqual([])
    const again = {upload: 'two', signal: new AbortController().signal, onProgress: () => undefined}
    expect(value(await runDatasetImport(requests, file, again))).toMatchObject({articles: 2})
  })

  test('says of a file that cannot be read that nothing was changed', async () => {
    const gone = {...pickedFile(new File([text], 'gone.json')), part: () => Promise.reject(new Error('NotFoundError'))}
    const given = {upload: 'one', signal: new AbortController().signal, onProgress: () => undefined}
    expect(await runDatasetImport(asks(), gone, given)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/could not be read.*Nothing was changed\.$/),
    })
  })
})
