import {screen} from '@testing-library/react'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
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
