import {act, screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {replay} from '../../src/renderer/annotate/replay.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import {ClaimsScreen} from '../../src/renderer/screens/claims/claims-screen.tsx'
import {RemoveDialog} from '../../src/renderer/claims/registry-questions.tsx'
import {registryRows} from '../../src/renderer/claims/registry-rows.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {value} from '../support/results.ts'
import {show} from '../ui/dom.tsx'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

test('[RG6] in a closed round nothing says that nothing points at an entity, nor how much does', async () => {
  const {workspace, article, spanOf} = desk
  const entity = createEntity(workspace, 'Zoë 和平', 'PERSON')
  selectWords(workspace, spanOf('Zoë'))
  desk.does('mark:entity')
  setFeature(workspace, article(), workspace.view.get().selected ?? '', 'entityId', entity)
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), {timeout: 10_000})
  show(
    <WorkspaceContext.Provider value={workspace}>
      <ClaimsScreen />
    </WorkspaceContext.Provider>,
  )
  expect(screen.getByText('1 of 1')).toBeDefined()
  expect(screen.getByText('Without mentions')).toBeDefined()
  const {id} = value(await workspace.host.requests.startRound('Runde 1'))
  await waitFor(() => expect(screen.getByText('Mentions are not counted while the round is closed')).toBeDefined(), {timeout: 10_000})
  expect(screen.queryByText('Without mentions')).toBeNull()
  value(await workspace.host.requests.openRound(id))
  await waitFor(() => expect(screen.getByText('1 of 1')).toBeDefined(), {timeout: 10_000})
})

test('[RG6] deleting what was not counted does not say that nothing points at it', () => {
  createEntity(desk.workspace, 'Zoë 和平', 'PERSON')
  const asked = (uses: ReadonlyMap<string, {mentions: number; articles: number}> | undefined): string => {
    const rows = registryRows(desk.workspace, 'entity', uses)
    const {unmount} = show(<RemoveDialog rows={rows} onRemove={() => undefined} onCancel={() => undefined} />)
    const text = screen.getByRole('alertdialog').textContent
    unmount()
    return text
  }
  expect(asked(new Map())).toContain('Nothing points at it.')
  expect(asked(undefined)).not.toContain('Nothing points')
  expect(asked(undefined)).toContain('How many mentions point at it is not counted now.')
})

test('where the schema has no types for entities the registry shows none, and no raw code', () => {
  const {workspace} = desk
  createEntity(workspace, 'Zoë 和平')
  const typesShown = () => registryRows(workspace, 'entity', undefined).map(({typeWords}) => typeWords)
  expect(typesShown()).toEqual(['Other'])
  workspace.project.setSchema({
    name: 'Claims alone',
    version: 2,
    layers: [{name: 'claim', label: 'Claim', key: 'c', look: {hue: 'amber', line: 'solid'}, features: []}],
  })
  expect(typesShown()).toEqual([''])
})

test('what was done in the table is not said any longer once it is taken back elsewhere in the window', async () => {
  const {workspace} = desk
  createEntity(workspace, 'Zoë 和平', 'PERSON')
  createEntity(workspace, 'שלום', 'PERSON')
  const {person} = show(
    <WorkspaceContext.Provider value={workspace}>
      <ClaimsScreen />
    </WorkspaceContext.Provider>,
  )
  await person.click(screen.getByRole('checkbox', {name: 'Mark all'}))
  expect(screen.getByText('2 of 2')).toBeDefined()
  expect(screen.getByText('2 marked')).toBeDefined()
  await person.click(screen.getByRole('button', {name: 'Delete…'}))
  await person.click(screen.getByRole('button', {name: 'Delete 2 rows'}))
  expect(screen.getByText('2 rows deleted.')).toBeDefined()
  act(() => void replay(workspace, 'undo'))
  expect(screen.queryByText('2 rows deleted.')).toBeNull()
  expect(screen.getByText('2 of 2')).toBeDefined()
})
