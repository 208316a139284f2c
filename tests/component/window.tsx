import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {act, screen, waitFor, within} from '@testing-library/react'
import type {UserEvent} from '@testing-library/user-event'
import {expect, onTestFinished, vi} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {PRESETS} from '../../src/hub/schema-presets.ts'
import type {CommandId, SchemaCommandId} from '../../src/ipc/commands.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {commandNamed} from '../../src/renderer/annotate/commands.ts'
import {select, selectWords} from '../../src/renderer/annotate/select.ts'
import {holdUnwritten} from '../../src/renderer/state/hold-unwritten.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {UnwrittenContext} from '../../src/renderer/ui/unwritten.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {App} from '../../src/renderer/window/app.tsx'
import {connectPanes} from '../../src/renderer/window/connect-panes.ts'
import type {Screens} from '../../src/renderer/window/screen.ts'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import type {MemoryHost} from '../support/memory-host.ts'
import {aWorkspace} from '../support/workspace.ts'
import {show} from '../ui/dom.tsx'

export const PEOPLE = {
  Alice: {id: 'alice', name: 'Alice', role: 'admin'},
  Bob: {id: 'bob', name: 'Bob', role: 'annotator'},
  Carol: {id: 'carol', name: 'Carol', role: 'curator'},
} as const satisfies {readonly [name: string]: Person}

type Name = keyof typeof PEOPLE

/** A project of these texts at a real hub in this process; it is gone at the end of the test. */
export async function aProject(...texts: readonly string[]): Promise<Hub> {
  const folder = await mkdtemp(join(tmpdir(), 'claimlight-component-'))
  const made = await createProjectFolder(join(folder, 'Talks.claimlight'), {projectId: 'talks'})
  if (!made.ok) throw new Error(`${made.error}`)
  const hub = await createHub({folder: made.value, version: '0.0.0', schemasFolder: join(import.meta.dirname, '..', '..', ...PRESETS)})
  onTestFinished(async () => {
    await hub.close()
    await rm(folder, {recursive: true})
  })
  const files = texts.map((text, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  const imported = await hub.requests(PEOPLE.Alice, 'desktop').importFiles(files, null)
  if (!imported.ok) throw new Error(`${imported.error}`)
  await hub.changeProject(({people}) => {
    for (const person of Object.values(PEOPLE)) people.put(person)
  })
  return hub
}

/** A person at work on a project. */
export type Colleague = {
  readonly workspace: Workspace
  readonly host: MemoryHost
  /** What is marked in the article on screen, in text order. */
  listed(): readonly Annotation[]
  /** As by mouse, which needs a browser. */
  selectWords(quote: string): void
  /** Selects the first annotation, once it is here. */
  chooseFirst(): Promise<void>
  does(id: CommandId | SchemaCommandId): void
}

export type OpenWindow = Colleague & {readonly person: UserEvent}

/** The whole window of this person, its first article open, as the app shows it. One at a time: keys belong to the page. */
export async function openWindow(hub: Hub, {as, screens = SCREENS}: {readonly as: Name; readonly screens?: Screens}): Promise<OpenWindow> {
  const colleague = await aColleague(hub, {as})
  const {workspace} = colleague
  connectPanes(workspace, commands, screens, document)
  const {person, unmount} = show(
    <WorkspaceContext value={workspace}>
      <UnwrittenContext value={holdUnwritten(workspace.unwritten)}>
        <App commands={commands} screens={screens} />
      </UnwrittenContext>
    </WorkspaceContext>,
  )
  onTestFinished(unmount)
  return {...colleague, person}
}

/** Somebody else at the same hub, whose window nobody looks at; its first article is open. */
export async function aColleague(hub: Hub, {as}: {readonly as: Name}): Promise<Colleague> {
  const {workspace, host} = await aWorkspace(hub, PEOPLE[as])
  onTestFinished(() => workspace.close())
  const [first] = workspace.articles()
  if (first !== undefined) await workspace.open(first.id)
  const listed = (): readonly Annotation[] =>
    workspace
      .current()
      ?.listed()
      .map(({annotation}) => annotation) ?? []
  return {
    workspace,
    host,
    listed,
    selectWords: quote => {
      const start = workspace.current()?.text.indexOf(quote) ?? -1
      if (start === -1) throw new Error(`The article does not hold “${quote}”.`)
      const span = {start, end: start + quote.length}
      if (workspace.panes.article === undefined) selectWords(workspace, span)
      else act(() => workspace.panes.article?.select(span))
    },
    chooseFirst: async () => select(workspace, (await vi.waitUntil(() => listed()[0], {timeout: 60_000})).id),
    does: id => {
      if (!commandNamed(commands, id)(workspace, atOnce)) throw new Error(`${id} does not apply.`)
    },
  }
}

/** The window says that everything is on disk. */
export const saved = (): Promise<void> => waitFor(() => expect(screen.getByRole('status', {name: 'Saving'}).textContent).toBe('Saved'), {timeout: 10_000})

/** The text of the article on screen, with the focus. */
export function inText(): void {
  const text = within(screen.getByRole('region', {name: 'Article'})).getByRole('textbox')
  act(() => text.focus())
}

/** The lines of the list of annotations. */
export const lines = (): readonly HTMLElement[] =>
  screen.queryAllByRole('option').filter(line => line.closest('[role=listbox]')?.getAttribute('aria-label') === 'Annotations in text order')
