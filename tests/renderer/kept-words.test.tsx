import {act, screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {addAnnotation} from '../../src/renderer/annotate/edit-annotations.ts'
import {names} from '../../src/renderer/state/names.ts'
import {AnnotationDetails} from '../../src/renderer/inspector/annotation-details.tsx'
import {selectedAnnotation} from '../../src/renderer/annotate/annotate-commands.ts'
import {UnsavedWords} from '../../src/renderer/window/unsaved-words.tsx'
import {useWorkspace, WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
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

/** The details of what is selected, and what could not be saved. */
function Shown() {
  const workspace = useWorkspace()
  const article = workspace.current()
  const annotation = selectedAnnotation(workspace)
  return (
    <>
      <UnsavedWords lost={workspace.unsaved.lost} />
      {article !== undefined && annotation !== undefined && (
        <AnnotationDetails article={article} annotation={annotation} names={names(workspace.project, workspace.registry)} commands={desk.commands} />
      )}
    </>
  )
}

/** Alice, who has marked words and sees them. */
async function atTheDetails() {
  const {workspace, article, spanOf} = desk
  const {id} = value(addAnnotation(workspace, article(), 'claim', spanOf('السلام قريب')))
  const {person} = show(
    <WorkspaceContext.Provider value={workspace}>
      <Shown />
    </WorkspaceContext.Provider>,
  )
  await screen.findByRole('textbox', {name: 'Comment'})
  const removed = () => act(async () => article().set.remove([id], workspace.act()))
  const kept = () => workspace.unsaved.lost.get()
  return {person, removed, kept, note: () => article().set.get(id)?.features.note}
}

test('[NO3] words that are being typed while the annotation is removed elsewhere are kept, and the window says so', async () => {
  const {person, removed, kept, note} = await atTheDetails()
  await person.type(screen.getByRole('textbox', {name: 'Note'}), 'Zoe\u0308 sagt 和平')
  await removed()
  expect(kept()).toEqual([{where: 'Note on “السلام قريب”', text: 'Zoe\u0308 sagt 和平'}])
  expect(note()).toBeUndefined()
  expect(screen.getByRole('alert', {name: 'Not saved'}).textContent).toContain('It was removed, or you may not write there any more.')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Note on “السلام قريب”'}).value).toBe('Zoe\u0308 sagt 和平')
})

test('[NO3] a comment that is being typed while the annotation is removed elsewhere is kept', async () => {
  const {person, removed, kept} = await atTheDetails()
  await person.type(screen.getByRole('textbox', {name: 'Comment'}), 'Ist das eine Aussage? 🧊')
  await removed()
  expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'Ist das eine Aussage? 🧊'}])
})

test('[NO3] a comment that is being typed while a round begins is kept', async () => {
  const {person, kept} = await atTheDetails()
  const {workspace} = desk
  await person.type(screen.getByRole('textbox', {name: 'Comment'}), 'הוא אמר')
  value(await workspace.host.requests.startRound('Runde 1'))
  await waitFor(() => expect(screen.queryByRole('textbox', {name: 'Comment'})).toBeNull(), {timeout: 10_000})
  expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'הוא אמר'}])
})

test('what is typed in a comment stays a draft while another annotation is looked at', async () => {
  const {person, kept} = await atTheDetails()
  await person.type(screen.getByRole('textbox', {name: 'Comment'}), 'Ist das')
  const {selected} = desk.workspace.view.get()
  await act(async () => desk.workspace.view.update(before => ({...before, selected: undefined})))
  await act(async () => desk.workspace.view.update(before => ({...before, selected})))
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Comment'}).value).toBe('Ist das')
  expect(kept()).toEqual([])
})
