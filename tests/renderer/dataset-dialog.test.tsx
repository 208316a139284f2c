import {screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {ok, refused} from '../../src/core/result.ts'
import type {Result} from '../../src/core/result.ts'
import type {ImportedDataset} from '../../src/ipc/dataset-api.ts'
import type {DesktopApi} from '../../src/ipc/desktop-api.ts'
import {DatasetDialog} from '../../src/renderer/articles/dataset-dialog.tsx'
import type {PickedFile} from '../../src/renderer/state/picked-file.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

test('in the desktop app the hub reads the file that was chosen there: the window tells how far it is, and nothing of it passes through it', async () => {
  const closed = vi.fn()
  let done: (answer: Result<ImportedDataset | null>) => void = () => undefined
  const asked: string[] = []
  const {requests} = desk.workspace.host
  const host = {
    ...desk.workspace.host,
    requests: {...requests, taskProgress: async () => ok(0.4), sendDataset: async () => refused('Nothing is sent.')},
    desktop: {
      importDataset: (task: string) => {
        asked.push(task)
        return new Promise<Result<ImportedDataset | null>>(answer => {
          done = answer
        })
      },
    } as unknown as DesktopApi,
  }
  show(
    <WorkspaceContext.Provider value={{...desk.workspace, host}}>
      <DatasetDialog file={undefined} onClose={closed} />
    </WorkspaceContext.Provider>,
  )
  expect(await screen.findByText('40 %', undefined, {timeout: 10_000})).toBeDefined()
  done(ok({articles: 1, annotations: 0}))
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(new Set(asked).size).toBe(asked.length)
  expect(desk.workspace.toasts.current().map(({text}) => text)).toEqual(['Imported 1 article with no annotations.'])
})

test('Escape cancels an import of a dataset that is under way, and a second one closes the dialog', async () => {
  const closed = vi.fn()
  let arrive: (bytes: Uint8Array) => void = () => undefined
  const slow = new Promise<Uint8Array>(done => {
    arrive = done
  })
  const file: PickedFile = {name: 'Zoë.json', size: 2, bytes: () => slow, part: () => slow}
  const {person} = show(
    <WorkspaceContext.Provider value={desk.workspace}>
      <DatasetDialog file={file} onClose={closed} />
    </WorkspaceContext.Provider>,
  )
  screen.getByRole('button', {name: 'Cancel'}).focus()
  await person.keyboard('{Escape}')
  arrive(new Uint8Array(2))
  expect((await screen.findByRole('alert', undefined, {timeout: 10_000})).textContent).toContain('The import was cancelled. Nothing was changed.')
  expect(closed).not.toHaveBeenCalled()
  screen.getByRole('button', {name: 'Done'}).focus()
  await person.keyboard('{Escape}')
  expect(closed).toHaveBeenCalledTimes(1)
})
