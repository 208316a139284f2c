import {screen} from '@testing-library/react'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {ok, refused} from '../../src/core/result.ts'
import type {Result} from '../../src/core/result.ts'
import type {CheckReport, HostApi} from '../../src/ipc/host-api.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {CheckDialog} from '../../src/renderer/window/check-dialog.tsx'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

test('a check that is under way has a row with Cancel, which ends it at the hub and closes the dialog', async () => {
  const closed = vi.fn()
  const {workspace} = desk
  let named: string | undefined
  let end: (answer: Result<CheckReport>) => void = () => undefined
  const cancelled: string[] = []
  const requests: HostApi = {
    ...workspace.host.requests,
    checkProject: watch => {
      named = watch?.task
      return new Promise(resolve => {
        end = resolve
      })
    },
    cancelTask: async task => {
      cancelled.push(task)
      end(refused('The check was cancelled.'))
      return ok(null)
    },
  }
  const {person} = show(
    <WorkspaceContext.Provider value={{...workspace, host: {...workspace.host, requests}}}>
      <CheckDialog onClose={closed} />
    </WorkspaceContext.Provider>,
  )
  expect(screen.getByRole('progressbar', {name: 'Checking texts, annotations and the store'}).getAttribute('aria-valuetext')).toBe('0 %')
  await person.click(screen.getByRole('button', {name: 'Cancel'}))
  await eventually(() => expect(closed).toHaveBeenCalledTimes(1))
  expect(named).toBeDefined()
  expect(cancelled.at(-1)).toBe(named)
})

test('a check that waits for its turn says so, and nothing of how far it is', async () => {
  const {workspace} = desk
  const requests: HostApi = {...workspace.host.requests, checkProject: () => new Promise(() => undefined), taskProgress: async () => ok('waiting')}
  show(
    <WorkspaceContext.Provider value={{...workspace, host: {...workspace.host, requests}}}>
      <CheckDialog onClose={() => undefined} />
    </WorkspaceContext.Provider>,
  )
  expect(await screen.findByText('Waiting for its turn', undefined, {timeout: 10_000})).toBeDefined()
  const row = screen.getByRole('progressbar', {name: 'Checking texts, annotations and the store'})
  expect([row.getAttribute('aria-valuetext'), row.hasAttribute('value')]).toEqual(['Waiting for its turn', false])
})

test('a check that is done says what it found', async () => {
  show(
    <WorkspaceContext.Provider value={desk.workspace}>
      <CheckDialog onClose={() => undefined} />
    </WorkspaceContext.Provider>,
  )
  expect((await screen.findByRole('status', undefined, {timeout: 10_000})).textContent).toContain('checked:')
})
