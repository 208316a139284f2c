import {cleanup, screen, waitFor, within} from '@testing-library/react'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {ArticleList} from '../../src/renderer/articles/article-list.tsx'
import {LabelAllAcross} from '../../src/renderer/claims/label-all-across.tsx'
import {MentionList} from '../../src/renderer/claims/mention-list.tsx'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import {browserHost} from '../../src/renderer/host/browser-host.ts'
import {StartDialog} from '../../src/renderer/screens/schema/start-dialog.tsx'
import {pickedFile} from '../../src/renderer/state/picked-file.ts'
import type {OpenDialog} from '../../src/renderer/state/view.ts'
import {useWorkspace, WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {Dialogs} from '../../src/renderer/window/dialogs.tsx'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'
import type {ReactNode} from 'react'

const AWAY = 'Claimlight does not answer. Is it still running? Your work in this window is kept.'

let desk: Desk
let away: Workspace
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
  // As a browser answers where nobody listens.
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  away = {...desk.workspace, host: browserHost(window.location, document)}
})
afterEach(async () => {
  cleanup()
  await desk.close()
  vi.unstubAllGlobals()
})

function Shown() {
  useWorkspace()
  return <Dialogs commands={desk.commands} screens={SCREENS} />
}

function atTheDialog(dialog: OpenDialog) {
  desk.workspace.view.update(before => ({...before, dialog}))
  return show(
    <WorkspaceContext.Provider value={away}>
      <Shown />
    </WorkspaceContext.Provider>,
  ).person
}

/** It says that nobody answers, and nothing in it goes on waiting, or says that something was done. */
async function saysSo(): Promise<void> {
  await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain(AWAY), {timeout: 10_000})
  await waitFor(() => expect(screen.getByRole('dialog').querySelectorAll('[aria-busy=true], [role=progressbar], [aria-disabled=true]')).toHaveLength(0))
  expect(desk.workspace.toasts.current().filter(({tone}) => tone === 'success')).toEqual([])
}
/** A part of the window at work with nobody to ask. */
const shown = (part: ReactNode) => show(<WorkspaceContext.Provider value={away}>{part}</WorkspaceContext.Provider>).person

test('while the hub is away a search says that it looked at titles alone, and not that no text holds the words', async () => {
  desk.workspace.view.update(before => ({...before, query: 'שלום'}))
  shown(<ArticleList commands={desk.commands} />)
  expect(await screen.findByText(`The texts were not searched, only titles and outlets. ${AWAY}`)).toBeTruthy()
  expect(screen.getByText('No title or outlet holds “שלום”.')).toBeTruthy()
})

test('while the hub is away the mentions of an entity are not looked for for ever', async () => {
  const entity = createEntity(desk.workspace, 'Zoë')
  shown(<MentionList of={entity} onSplit={() => undefined} />)
  expect(await screen.findByText(AWAY)).toBeTruthy()
  expect(screen.queryByText('Looking for its mentions…')).toBeNull()
})

test('where no article could be looked through it is not said that none says the words', () => {
  const found = {articles: [], looked: 0, of: 0, unread: 0, state: 'stopped', problem: AWAY} as const
  shown(<LabelAllAcross found={found} onStop={() => undefined} left={new Set()} onLeft={() => undefined} />)
  expect(screen.queryByText(/^There is no other place/)).toBeNull()
  expect(screen.getByText(new RegExp(AWAY.slice(0, 26)))).toBeTruthy()
})

const press = (name: string | RegExp): HTMLElement => within(screen.getByRole('dialog')).getByRole('button', {name})

test.each([{kind: 'projects'}, {kind: 'share'}, {kind: 'check'}] as const)(
  'while the hub is away the dialog “$kind” says that it does not answer, as it opens',
  async dialog => {
    atTheDialog(dialog)
    await saysSo()
  },
)

test('while the hub is away what a draft of the schema can begin with says that it does not answer', async () => {
  shown(<StartDialog onClose={() => undefined} onDraft={() => undefined} />)
  await saysSo()
})

test('while the hub is away the welcome keeps the name that was typed, with the reason', async () => {
  const person = atTheDialog({kind: 'welcome'})
  const name = screen.getByRole<HTMLInputElement>('textbox', {name: 'Your name'})
  await person.clear(name)
  await person.type(name, 'Zoë 和平{Enter}')
  await saysSo()
  expect(name.value).toBe('Zoë 和平')
})

test('a name that is refused stays in the settings with the reason, until it is taken back', async () => {
  const person = atTheDialog({kind: 'settings'})
  const name = screen.getByRole<HTMLInputElement>('textbox', {name: 'Your name'})
  await person.clear(name)
  await person.type(name, 'Zoë 和平{Enter}')
  await saysSo()
  expect([name.value, name.getAttribute('aria-invalid')]).toEqual(['Zoë 和平', 'true'])
  await person.type(name, '{Escape}')
  expect(name.value).toBe('Alice')
})

test('while the hub is away nothing is exported', async () => {
  const person = atTheDialog({kind: 'export'})
  await person.click(press(/^Export/))
  await saysSo()
})

test.each([
  ['import', /^Import/],
  ['dataset', /^Import/],
] as const)('while the hub is away nothing is imported in the dialog “%s”', async (kind, name) => {
  const file = pickedFile(new File(['{"a": "和平"}'], 'سلام.txt'))
  const person = atTheDialog(kind === 'import' ? {kind, files: [file]} : {kind, file})
  const button = within(screen.getByRole('dialog')).queryByRole('button', {name})
  if (button !== null) await person.click(button)
  await saysSo()
})
