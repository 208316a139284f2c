import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {ArticleId} from '../../src/core/article/article.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {HubApi} from '../../src/hub/requests/hub-api.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {CommandId, SchemaCommandId} from '../../src/ipc/commands.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import type {Commands} from '../../src/renderer/annotate/commands.ts'
import {commandNamed} from '../../src/renderer/annotate/commands.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import type {OpenArticle} from '../../src/renderer/state/open-article.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {aWorkspace} from './workspace.ts'

/** Alice's window on a project of one article, without a page. */
export interface Desk {
  readonly workspace: Workspace
  readonly commands: Commands
  /** What she may ask the hub, as the app itself does for her. */
  readonly requests: HubApi
  /** Does a command of the app, or one that the schema in force makes; `false`: it does not apply. */
  does(id: CommandId | SchemaCommandId): boolean
  /** Whether it applies now. */
  offers(id: CommandId | SchemaCommandId): boolean
  article(): OpenArticle
  /** Where the words stand, for the first time. */
  spanOf(quote: string): {readonly start: number; readonly end: number}
  close(): Promise<void>
}

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}

/** `schemasFolder`: the schemas that come with the app. */
export async function aDesk({text, id}: {readonly id: ArticleId; readonly text: string}, given: {readonly schemasFolder?: string} = {}): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'claimlight-desk-'))
  const made = await createProjectFolder(join(folder, 'Desk.claimlight'), {projectId: 'desk'})
  if (!made.ok) throw new Error(`${made.error}`)
  const hub = await createHub({folder: made.value, version: '0.0.0', ...given})
  const imported = await hub.requests(alice, 'desktop').importFiles([{name: 'text.txt', bytes: new TextEncoder().encode(text)}], null)
  if (!imported.ok) throw new Error(`${imported.error}`)
  await hub.changeProject(({people}) => people.put(alice))
  const {workspace} = await aWorkspace(hub, alice)
  await workspace.open(id)
  const article = (): OpenArticle => {
    const shown = workspace.current()
    if (shown === undefined) throw new Error('No article is on screen.')
    return shown
  }
  return {
    workspace,
    requests: hub.requests(alice, 'browser'),
    commands,
    does: id => commandNamed(commands, id)(workspace, atOnce),
    offers: id => commandNamed(commands, id)(workspace),
    article,
    spanOf: quote => {
      const start = text.indexOf(quote)
      if (start === -1) throw new Error(`The article does not hold “${quote}”.`)
      return {start, end: start + quote.length}
    },
    close: async () => {
      await workspace.close()
      await hub.close()
      await rm(folder, {recursive: true})
    },
  }
}
