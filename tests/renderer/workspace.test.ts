// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import type {Person, Role} from '../../src/core/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {Project} from '../../src/project/project.ts'
import {portSocket} from '../../src/sync/port-socket.ts'
import {createToasts} from '../../src/renderer/ui/toasts.ts'
import {preferences} from '../../src/renderer/workspace/preferences.ts'
import {createStore} from '../../src/renderer/workspace/store.ts'
import type {Workspace} from '../../src/renderer/workspace/workspace.ts'
import {createWorkspace} from '../../src/renderer/workspace/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {portWindow} from '../support/port-window.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const article = anArticle(MIXED_TEXT)

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-workspace-'))
  const made = await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})
  if (!made.ok) throw new Error(made.error)
  hub = await createHub({folder: made.value, version: '0.0.0'})
  const imported = await hub.requests(alice, 'desktop').importFiles([{name: 'سلام 👩‍👩‍👧.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null)
  if (!imported.ok) throw new Error(imported.error)
})

afterEach(async () => {
  await Promise.all(open.map(workspace => workspace.close()))
  open = []
  await hub.close()
  await rm(folder, {recursive: true})
})

async function workspaceOf(person: Person) {
  const restarts: string[] = []
  const requests = hub.requests(person, 'browser')
  const session = await requests.session()
  if (!session.ok) throw new Error(session.error)
  let made = 0
  const nowhere = portSocket(() => {
    throw new Error('The connection is made by the test.')
  })
  const workspace = await createWorkspace({
    host: {requests, desktop: undefined, sync: {url: '', socket: nowhere}, onEvent: () => () => undefined},
    session: session.value,
    connection: portWindow(hub, person),
    preferences: preferences({getItem: () => null, setItem: () => undefined} as unknown as Storage),
    theme: createStore('light'),
    toasts: createToasts(),
    now: () => 1,
    newId: () => `${person.id}-${made++}`,
    restart: why => restarts.push(why),
  })
  if (!workspace.ok) throw new Error(workspace.error)
  open.push(workspace.value)
  await workspace.value.open(article.id)
  expect(workspace.value.view.get().opening).toEqual({state: 'ready'})
  return {workspace: workspace.value, restarts}
}

const annotationsOf = (workspace: Workspace) => workspace.current()?.set.all()
const newsIn = (workspace: Workspace) => workspace.toasts.current().map(({text}) => text)
const saved = (workspace: Workspace) => vi.waitFor(() => expect(workspace.saveState()).toEqual({kind: 'saved'}), 10_000)
const change = async (make: (project: Project) => void) => expect(await hub.changeProject(make)).toEqual({ok: true, value: null})
const give = (role: Role) => change(({people}) => people.patch('bob', {role}))
const round = {id: 'r1', name: 'Runde 1', mode: 'independent', open: false, startedAt: 1} as const

describe('somebody who may only read from now on', () => {
  test('is told which changes were not taken, and sees what the hub has', async () => {
    const {workspace, restarts} = await workspaceOf(bob)
    const taken = aClaim(article, 'السلام قريب')
    workspace.current()?.set.add([taken])
    await saved(workspace)
    await give('reader')
    const before = workspace.current()
    await vi.waitFor(() => expect(before?.document.readOnly()).toBe(true), 10_000)
    before?.set.add([aClaim(article, '和平即将到来')])
    await vi.waitFor(() => expect(newsIn(workspace)).toEqual(['Your last changes to this article could not be taken: you may only read it now.']), 10_000)
    await vi.waitFor(() => expect(annotationsOf(workspace)).toEqual([taken]), 10_000)
    expect(workspace.current()?.document.readOnly()).toBe(true)
    expect(workspace.undo.canUndo()).toBe(false)
    await saved(workspace)
    expect(restarts).toEqual([])
  })

  test('begins again when what was not taken is an entity of the team', async () => {
    const {workspace, restarts} = await workspaceOf(bob)
    await give('reader')
    const registry = workspace.connection.open({kind: 'registry', owner: 'team'})
    await vi.waitFor(() => expect(registry.readOnly()).toBe(true), 10_000)
    workspace.registry.entities.put({id: 'e', by: 'bob', at: 1, name: 'אדם 👩‍👩‍👧', type: 'PERSON', aliases: []})
    await vi.waitFor(() => expect(restarts).toEqual([expect.stringContaining('you may only read')]), 10_000)
    await saved(workspace)
  })
})

describe('an independent round that begins while the window is open', () => {
  const entityOf = (id: string) => ({id, by: 'bob', at: 1, name: 'Zoe\u0308 和平', type: 'PERSON', aliases: []})

  test('has the work of each person in her own documents, and its end brings back the team’s', async () => {
    const [bobs, alices] = [(await workspaceOf(bob)).workspace, (await workspaceOf(alice)).workspace]
    const together = aClaim(article, 'السلام قريب')
    bobs.current()?.set.add([together])
    bobs.registry.transact(() => bobs.registry.entities.put(entityOf('before')))
    await vi.waitFor(() => expect(annotationsOf(alices)).toEqual([together]), 10_000)
    await vi.waitFor(() => expect(alices.registry.entities.get('before')).toEqual(entityOf('before')), 10_000)

    await change(({rounds}) => rounds.put(round))
    for (const each of [bobs, alices]) await vi.waitFor(() => expect(annotationsOf(each)).toEqual([]), 10_000)
    for (const each of [bobs, alices]) await saved(each)
    expect(bobs.undo.canUndo()).toBe(false)
    let told = 0
    bobs.registry.observe(() => told++)
    const alone = aClaim(article, '和平即将到来')
    bobs.current()?.set.add([alone])
    bobs.registry.transact(() => bobs.registry.entities.put(entityOf('own')))
    await saved(bobs)
    expect(told).toBe(1)
    expect(
      bobs.registry.entities
        .all()
        .map(({id}) => id)
        .sort(),
    ).toEqual(['before', 'own'])
    expect(bobs.undo.canUndo()).toBe(true)

    await change(({rounds}) => rounds.patch('r1', {open: true}))
    for (const each of [bobs, alices]) await vi.waitFor(() => expect(annotationsOf(each)).toEqual([together]), 10_000)
    expect(bobs.registry.entities.all().map(({id}) => id)).toEqual(['before'])
    bobs.registry.transact(() => bobs.registry.entities.put(entityOf('after')))
    await vi.waitFor(() => expect(alices.registry.entities.all().map(({id}) => id)).toEqual(['before', 'after']), 10_000)
    for (const each of [bobs, alices]) await saved(each)
    const own = alices.connection.open({kind: 'set', article: article.id, owner: 'annotator:bob'})
    expect(await own.loaded).toEqual({ok: true, value: null})
    expect([...own.doc.getMap('annotations').keys()]).toEqual([alone.id])
  })
})
