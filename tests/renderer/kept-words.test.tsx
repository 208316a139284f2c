import {act, screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import type {Pointer} from '../../src/core/annotation/pointers.ts'
import {addAnnotation, setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {names} from '../../src/renderer/state/names.ts'
import {createClaim, createEntity, mergeRecords} from '../../src/renderer/claims/registry-acts.ts'
import {RegistryDetails} from '../../src/renderer/claims/registry-details.tsx'
import {AnnotationDetails} from '../../src/renderer/inspector/annotation-details.tsx'
import {selectedAnnotation} from '../../src/renderer/annotate/annotate-commands.ts'
import {UnsavedWords} from '../../src/renderer/window/unsaved-words.tsx'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {Dialogs} from '../../src/renderer/window/dialogs.tsx'
import type {OpenDialog} from '../../src/renderer/state/view.ts'
import {KeepTypedContext, UnwrittenContext} from '../../src/renderer/ui/unwritten.ts'
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
  const select = (selected: string | undefined) => act(async () => workspace.view.update(before => ({...before, selected})))
  return {person, id, removed, kept, select, note: () => article().set.get(id)?.features.note}
}

test('[NO3] words that are being typed while the annotation is removed elsewhere are kept, and the window says so', async () => {
  const {person, removed, kept, note} = await atTheDetails()
  await person.type(screen.getByRole('textbox', {name: 'Note'}), 'Zoe\u0308 sagt 和平')
  await removed()
  expect(kept()).toEqual([{where: 'Note on “السلام قريب”', text: 'Zoe\u0308 sagt 和平'}])
  expect(note()).toBeUndefined()
  expect(screen.getByRole('alert', {name: 'Not saved'}).textContent).toContain(
    'It was removed, you may not write there any more, or it could not be taken as it stood.',
  )
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Note on “السلام قريب”'}).value).toBe('Zoe\u0308 sagt 和平')
})

test('[NO3] a comment that is being typed while the annotation is removed elsewhere is kept', async () => {
  const {person, removed, kept} = await atTheDetails()
  await person.type(screen.getByRole('textbox', {name: 'Comment'}), 'Ist das eine Aussage? 🧊')
  await removed()
  expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'Ist das eine Aussage? 🧊'}])
})

test('[NO3] a comment that is being written on an annotation that is not selected any more is kept once that is removed', async () => {
  const {person, removed, kept, select} = await atTheDetails()
  await person.type(screen.getByRole('textbox', {name: 'Comment'}), 'Ist das eine Aussage? 🧊')
  await select(undefined)
  expect(kept()).toEqual([])
  await removed()
  expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'Ist das eine Aussage? 🧊'}])
})

/** Alice, who has commented and is about to say it otherwise. */
async function editingAComment() {
  const details = await atTheDetails()
  const {workspace} = desk
  const discussion = () => {
    const open = workspace.discussions.current()
    if (open === undefined) throw new Error('The comments are not here.')
    return open.discussion
  }
  await act(async () => discussion().add({id: 'said', annotation: details.id, body: {text: 'Wer sagt das?', mentions: []}}, workspace.act()))
  await details.person.click(screen.getByRole('button', {name: 'Edit comment'}))
  await details.person.type(screen.getByRole('textbox', {name: 'Edit comment'}), ' הוא אמר')
  return {...details, discussion}
}

test('[NO3] a comment that is being typed while its annotation is undone is a draft again once that is done again', async () => {
  const {person, kept, select, id} = await atTheDetails()
  await person.type(screen.getByRole('textbox', {name: 'Comment'}), 'Ist das eine Aussage? 🧊')
  await act(async () => void desk.does('edit.undo'))
  expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'Ist das eine Aussage? 🧊'}])
  await act(async () => void desk.does('edit.redo'))
  await select(id)
  expect(kept()).toEqual([])
  expect(screen.queryByRole('alert', {name: 'Not saved'})).toBeNull()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Comment'}).value).toBe('Ist das eine Aussage? 🧊')
})

test('[NO3] words that could not be saved are asked to be copied no longer once they are written there and saved', async () => {
  const {person, kept, removed, id, select, note} = await atTheDetails()
  const {workspace, article} = desk
  await person.type(screen.getByRole('textbox', {name: 'Note'}), 'Zoe\u0308 sagt 和平')
  await removed()
  expect(kept()).toHaveLength(1)
  await act(async () => article().set.restore([id], workspace.act()))
  await select(id)
  await person.type(await screen.findByRole('textbox', {name: 'Note'}), 'Zoe\u0308 sagt 和平')
  await person.tab()
  await waitFor(() => expect([note(), kept()]).toEqual(['Zoe\u0308 sagt 和平', []]), {timeout: 10_000})
})

test('[NO3] what a comment is to say is kept when that comment is removed in another window of the same person', async () => {
  const {discussion, kept} = await editingAComment()
  await act(async () => discussion().remove('said', desk.workspace.act()))
  expect(screen.queryByRole('textbox', {name: 'Edit comment'})).toBeNull()
  expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'Wer sagt das? הוא אמר'}])
})

test('what a comment is to say stays a draft while another annotation is looked at, and is kept when its comment is removed then', async () => {
  const {discussion, id, kept, select} = await editingAComment()
  await select(undefined)
  await select(id)
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', {name: 'Edit comment'}).value).toBe('Wer sagt das? הוא אמר')
  await select(undefined)
  expect(kept()).toEqual([])
  await act(async () => discussion().remove('said', desk.workspace.act()))
  expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'Wer sagt das? הוא אמר'}])
})

test('a comment that was given up or sent is no draft any more', async () => {
  const {person, removed, kept} = await editingAComment()
  await person.click(screen.getByRole('button', {name: 'Cancel'}))
  await person.type(screen.getByRole('textbox', {name: 'Reply'}), '和平')
  await person.click(screen.getByRole('button', {name: /^Reply/}))
  expect(desk.workspace.discussions.drafts.isEmpty()).toBe(true)
  await removed()
  expect(kept()).toEqual([])
})

/** Alice at the details of one row of the registry. */
const atTheRow = (of: Pointer) =>
  show(
    <WorkspaceContext.Provider value={desk.workspace}>
      <Row of={of} />
    </WorkspaceContext.Provider>,
  ).person

function Row({of}: {readonly of: Pointer}) {
  useWorkspace()
  return <RegistryDetails of={of} locked={false} onNews={() => undefined} />
}

test('[NO3] the words of a story-wide claim that is deleted while they are typed are kept, and it stays as it was', async () => {
  const {workspace} = desk
  const {id} = createClaim(workspace, 'Das Eis schmilzt')
  const person = atTheRow({kind: 'claim', id})
  await person.type(screen.getByRole('textbox', {name: 'Claim'}), ' schneller 🧊')
  await act(async () => workspace.registry.transact(() => workspace.registry.claims.remove(id, workspace.act())))
  await person.tab()
  expect(workspace.unsaved.lost.get()).toEqual([{where: 'Name of “Das Eis schmilzt”', text: 'Das Eis schmilzt schneller 🧊'}])
  expect(workspace.registry.claims.standing(id)?.text).toBe('Das Eis schmilzt')
})

test('[NO3] another name that is typed while its entity is merged into another is kept', async () => {
  const {workspace} = desk
  const [zoe, zoeToo] = [createEntity(workspace, 'Zoë'), createEntity(workspace, 'Zoe\u0308 👩‍👩‍👧')]
  const person = atTheRow(zoe)
  await person.type(screen.getByRole('textbox', {name: 'Another name of Zoë'}), 'زوي')
  await act(async () => mergeRecords(workspace, 'entity', [zoe.id], zoeToo.id))
  expect(workspace.unsaved.lost.get()).toEqual([{where: 'Another name of “Zoë”', text: 'زوي'}])
})

test('[NO3] another name that is typed is added as its field is left, and as the row goes, with Enter or without', async () => {
  const {workspace} = desk
  const zoe = createEntity(workspace, 'Zoë')
  const aliases = () => [...(workspace.registry.entities.standing(zoe.id)?.aliases ?? [])].sort()
  const held: string[] = []
  const {person, unmount} = show(
    <WorkspaceContext.Provider value={workspace}>
      <UnwrittenContext
        value={() => {
          held.push('held')
          return () => held.push('let go')
        }}
      >
        <Row of={zoe} />
      </UnwrittenContext>
    </WorkspaceContext.Provider>,
  )
  const field = () => screen.getByRole<HTMLInputElement>('textbox', {name: 'Another name of Zoë'})
  await person.type(field(), 'زوي')
  expect(held).toEqual(['held'])
  await person.tab()
  expect([aliases(), field().value, held]).toEqual([['زوي'], '', ['held', 'let go']])
  await person.type(field(), 'Zoe\u0308 👩‍👩‍👧{Enter}')
  await person.type(field(), '佐伊{Escape}')
  expect([aliases(), field().value]).toEqual([['Zoë 👩‍👩‍👧', 'زوي'], ''])
  await person.type(field(), 'זו')
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  vi.restoreAllMocks()
  expect(aliases()).toContain('זו')
  await person.type(field(), 'אי')
  unmount()
  expect(aliases()).toEqual(['Zoë 👩‍👩‍👧', 'זואי', 'زوي'])
  expect(workspace.unsaved.lost.get()).toEqual([])
})

/** Alice at a dialog of the window. */
function atTheDialog(dialog: OpenDialog) {
  const {workspace} = desk
  workspace.view.update(before => ({...before, dialog}))
  return show(
    <WorkspaceContext.Provider value={workspace}>
      <KeepTypedContext value={workspace.unsaved.keep}>
        <Dialogs commands={desk.commands} screens={SCREENS} />
      </KeepTypedContext>
    </WorkspaceContext.Provider>,
  ).person
}
const another = (): Promise<void> => act(async () => desk.workspace.view.update(before => ({...before, dialog: undefined})))

test.each([
  ['target', 'Target', 'Das Eis schmilzt 🧊'],
  ['link', 'Entity', 'זואי ח״כ'],
] as const)(
  '[NO3] a name that is being typed in the %s dialog is kept as that goes by itself, and not where it was given up or taken',
  async (kind, label, name) => {
    const {workspace, article, spanOf} = desk
    const {id} = value(addAnnotation(workspace, article(), 'entity', spanOf('السلام قريب')))
    const dialog = kind === 'target' ? ({kind} as const) : ({kind, annotation: id} as const)
    const kept = () => workspace.unsaved.lost.get()
    const person = atTheDialog(dialog)
    const field = () => screen.getByRole('combobox', {name: label})
    await person.type(field(), name)
    await person.click(screen.getByRole('button', {name: 'Cancel'}))
    await act(async () => workspace.view.update(before => ({...before, dialog})))
    await person.type(field(), `${name}{Escape}{Escape}`)
    await act(async () => workspace.view.update(before => ({...before, dialog})))
    await person.type(field(), `${name}{Enter}`)
    expect([screen.queryByRole('dialog'), kept()]).toEqual([null, []])
    await act(async () => workspace.view.update(before => ({...before, dialog})))
    await person.clear(field())
    await person.type(field(), `${name} 和平`)
    await another()
    expect(kept()).toEqual([{where: label, text: `${name} 和平`}])
  },
)

test('[NO3] the name of mentions that are to be split off is kept as their record is merged into another', async () => {
  const {workspace, article, spanOf} = desk
  const {id} = value(addAnnotation(workspace, article(), 'entity', spanOf('Sea ice')))
  const [ice, iceToo] = [createEntity(workspace, 'Eis'), createEntity(workspace, 'Meereis 🧊')]
  setFeature(workspace, article(), id, 'entity', {kind: 'entity', id: ice.id})
  const person = atTheRow(ice)
  await person.click(await screen.findByRole('checkbox', {name: /Sea ice/}, {timeout: 10_000}))
  await person.type(screen.getByRole('textbox', {name: 'Split off 1 mention as'}), 'جليد البحر')
  await act(async () => mergeRecords(workspace, 'entity', [ice.id], iceToo.id))
  expect(workspace.unsaved.lost.get()).toEqual([{where: 'Name of mentions to split off', text: 'جليد البحر'}])
})

test.each(['selected', 'not selected any more'])('[NO3] a comment that is being typed while a round begins is kept, its annotation %s', async state => {
  const {person, kept, select} = await atTheDetails()
  const {workspace} = desk
  await person.type(screen.getByRole('textbox', {name: 'Comment'}), 'הוא אמר')
  if (state !== 'selected') await select(undefined)
  value(await workspace.host.requests.startRound('Runde 1'))
  await waitFor(() => expect(kept()).toEqual([{where: 'Comment on “السلام قريب”', text: 'הוא אמר'}]), {timeout: 10_000})
  await waitFor(() => expect(screen.queryByRole('textbox', {name: 'Comment'})).toBeNull())
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

test('the details of an article write what was changed in them, and leave what a colleague changed meanwhile', async () => {
  const {workspace, article} = desk
  const {id} = article()
  const {articles} = workspace.project
  const person = atTheDialog({kind: 'metadata', article: id})
  await person.type(screen.getByRole('textbox', {name: 'Author'}), 'זואי 👩‍👩‍👧')
  await act(async () => workspace.project.transact(() => articles.patch(id, {title: 'Eis und Meer', outlet: 'Dagens Nyheter'})))
  await person.click(screen.getByRole('button', {name: 'Save details'}))
  expect(articles.get(id)).toMatchObject({title: 'Eis und Meer', outlet: 'Dagens Nyheter', author: 'זואי 👩‍👩‍👧'})
})
