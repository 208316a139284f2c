import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {act, screen, waitFor} from '@testing-library/react'
import type {UserEvent} from '@testing-library/user-event'
import type {ReactNode} from 'react'
import {expect, onTestFinished} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {holdUnwritten} from '../../src/renderer/state/hold-unwritten.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {UnwrittenContext} from '../../src/renderer/ui/unwritten.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {App} from '../../src/renderer/window/app.tsx'
import {connectPanes} from '../../src/renderer/window/connect-panes.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {aWorkspace} from '../support/workspace.ts'
import {show} from '../ui/dom.tsx'

const PEOPLE = {
  Alice: {id: 'alice', name: 'Alice', role: 'admin'},
  Bob: {id: 'bob', name: 'Bob', role: 'annotator'},
  Carol: {id: 'carol', name: 'Carol', role: 'curator'},
} as const satisfies {readonly [name: string]: Person}

type Name = keyof typeof PEOPLE

/** A project of these texts at a real hub in this process; it is gone at the end of the test. */
export async function aProject(...texts: readonly string[]): Promise<Hub> {
  const folder = await mkdtemp(join(tmpdir(), 'claimlight-component-'))
  const made = await createProjectFolder(join(folder, 'Talks.claimlight'), {projectId: 'talks'})
  if (!made.ok) throw new Error(made.error)
  const hub = await createHub({folder: made.value, version: '0.0.0'})
  onTestFinished(async () => {
    await hub.close()
    await rm(folder, {recursive: true})
  })
  const files = texts.map((text, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  const imported = await hub.requests(PEOPLE.Alice, 'desktop').importFiles(files, null)
  if (!imported.ok) throw new Error(imported.error)
  await hub.changeProject(({people}) => {
    for (const person of Object.values(PEOPLE)) people.put(person)
  })
  return hub
}

export type OpenWindow = {
  readonly workspace: Workspace
  readonly person: UserEvent
  /** As by mouse, which needs a browser. */
  selectWords(quote: string): void
}

/** The whole window of this person, its first article open, as the app shows it. One at a time: keys belong to the page. `around` is put round it. */
export async function openWindow(
  hub: Hub,
  {as, around = each => each}: {readonly as: Name; readonly around?: (window: ReactNode) => ReactNode},
): Promise<OpenWindow> {
  const {workspace, ...rest} = await aColleague(hub, {as})
  connectPanes(workspace, commands, document)
  const {person, unmount} = show(
    around(
      <WorkspaceContext value={workspace}>
        <UnwrittenContext value={holdUnwritten(workspace.unwritten)}>
          <App commands={commands} />
        </UnwrittenContext>
      </WorkspaceContext>,
    ),
  )
  onTestFinished(unmount)
  return {workspace, person, selectWords: quote => act(() => rest.selectWords(quote))}
}

/** Somebody else at the same hub, whose window nobody looks at. */
async function aColleague(hub: Hub, {as}: {readonly as: Name}): Promise<Pick<OpenWindow, 'workspace' | 'selectWords'>> {
  const {workspace} = await aWorkspace(hub, PEOPLE[as])
  onTestFinished(() => workspace.close())
  const [first] = workspace.articles()
  if (first !== undefined) await workspace.open(first.id)
  return {
    workspace,
    selectWords: quote => {
      const start = workspace.current()?.text.indexOf(quote) ?? -1
      if (start === -1) throw new Error(`The article does not hold “${quote}”.`)
      const span = {start, end: start + quote.length}
      if (workspace.panes.article === undefined) throw new Error('No text is shown.')
      workspace.panes.article.select(span)
    },
  }
}

/** The window says that everything is on disk. */
export const saved = (): Promise<void> => waitFor(() => expect(screen.getByRole('status', {name: 'Saving'}).textContent).toBe('Saved'), {timeout: 10_000})
