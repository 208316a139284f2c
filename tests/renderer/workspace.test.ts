// @vitest-environment node
import {ownerOf} from '../../src/core/round/owner.ts'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import * as Y from 'yjs'
import {refused} from '../../src/core/result.ts'
import type {Person, Role} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {Project} from '../../src/project/project.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {documentName} from '../../src/project/document-address.ts'
import {beginTyping, writeText} from '../../src/renderer/annotate/note-typing.ts'
import {addComment, removeComment, resolveThread} from '../../src/renderer/discussion/comment-acts.ts'
import {keptTexts} from '../../src/renderer/state/unsaved-texts.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import type {CrashBuffer} from '../../src/sync/hub-connection.ts'
import {rawUpdate, takenApart} from '../hostile/poison.ts'
import {memoryBuffer} from '../support/memory-buffer.ts'
import {aWorkspace} from '../support/workspace.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {openRound, startRound} from '../support/rounds.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const article = anArticle(MIXED_TEXT)

const NOTE = {name: 'note', label: 'Note', kind: 'text'} as const

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-workspace-'))
  const made = await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})
  if (!made.ok) throw new Error(`${made.error}`)
  hub = await createHub({folder: made.value, version: '0.0.0'})
  const imported = await hub.requests(alice, 'desktop').importFiles([{name: 'سلام 👩‍👩‍👧.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null)
  if (!imported.ok) throw new Error(`${imported.error}`)
})

afterEach(async () => {
  await Promise.all(open.map(workspace => workspace.close()))
  open = []
  await hub.close()
  await rm(folder, {recursive: true})
})

async function workspaceOf(person: Person, buffer?: CrashBuffer) {
  const made = await aWorkspace(hub, person, buffer === undefined ? {} : {buffer})
  open.push(made.workspace)
  await made.workspace.open(article.id)
  expect(made.workspace.view.get().opening).toEqual({state: 'ready'})
  return made
}

const annotationsOf = (workspace: Workspace) => workspace.current()?.set.all()
const newsIn = (workspace: Workspace) => workspace.toasts.current().map(({text}) => text)
const saved = (workspace: Workspace) => eventually(() => expect(workspace.saveState()).toEqual({kind: 'saved'}))
const change = async (make: (project: Project) => void) => expect(await hub.changeProject(make)).toEqual({ok: true, value: null})
const give = async (role: Role) => expect(await hub.requests(alice, 'desktop').setRole('bob', role)).toEqual({ok: true, value: null})

test('[SP137] an article that the hub fails to read at first opens all the same, with what can be read of it', async () => {
  const made = await createProjectFolder(join(folder, 'Failing.claimlight'), {projectId: 'failing'})
  if (!made.ok) throw new Error(`${made.error}`)
  const address = {kind: 'set', article: article.id, owner: 'team'} as const
  const claimed = annotationSet(new Y.Doc())
  claimed.add([aClaim(article, 'السلام قريب', {id: 'readable'})])
  const forgotten = {client: 77, clock: 0, structs: [{kind: 'gc', length: 1} as const]}
  // Yjs fails at what goes on after something forgotten.
  const goesOn = {client: 77, clock: 0, structs: [{kind: 'deleted', length: 2} as const]}
  for (const record of [rawUpdate({clients: [forgotten]}), rawUpdate({clients: [...takenApart(Y.encodeStateAsUpdate(claimed.doc)).clients, goesOn]})])
    await made.value.store.append(documentName('failing', address), address, record)
  await hub.close()
  hub = await createHub({folder: made.value, version: '0.0.0'})
  const imported = await hub.requests(alice, 'desktop').importFiles([{name: 'article.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null)
  expect(imported).toMatchObject({ok: true})
  const {workspace} = await workspaceOf(alice)
  expect(annotationsOf(workspace)?.map(({id}) => id)).toEqual(['readable'])
})

describe('somebody who may only read from now on', () => {
  test('is told which changes were not taken, and sees what the hub has', async () => {
    const {workspace, restarts} = await workspaceOf(bob)
    const taken = aClaim(article, 'السلام قريب', {by: 'bob'})
    workspace.current()?.set.add([taken])
    await saved(workspace)
    await give('reader')
    const before = workspace.current()
    await eventually(() => expect(before?.document.readOnly()).toBe(true))
    before?.set.add([aClaim(article, '和平即将到来', {by: 'bob'})])
    await eventually(() =>
      expect(newsIn(workspace)).toEqual(['Your last changes to “Sea ice melts faster, says Zoë 👩‍👩‍👧.” could not be taken: you may only read it now.']),
    )
    await eventually(() => expect(annotationsOf(workspace)).toEqual([taken]))
    expect(workspace.current()?.document.readOnly()).toBe(true)
    expect(workspace.undo.next('undo')).toBeUndefined()
    await saved(workspace)
    expect(restarts).toEqual([])
  })

  test('[NO3] finds the words that could not be saved, those she was writing as well, and loses none as the page begins again', async () => {
    const {workspace} = await workspaceOf(bob)
    const claim = aClaim(article, 'السلام قريب', {by: 'bob'})
    workspace.current()?.set.add([claim])
    await saved(workspace)
    const opened = workspace.current()
    if (opened === undefined) throw new Error('No article is on screen.')
    writeText(workspace, opened, claim, NOTE, 'Zoe\u0308 says so', beginTyping(opened, claim, NOTE))
    await saved(workspace)
    expect(workspace.unsaved.lost.get()).toEqual([])
    await give('reader')
    await eventually(() => expect(opened.document.readOnly()).toBe(true))
    opened.set.writeText(claim.id, {...workspace.act(), id: 'late', feature: 'note', text: 'הוא אמר'}, '')
    workspace.unsaved.wrote(opened.document, {where: 'Note on “السلام قريب”', text: 'הוא אמר'})
    await eventually(() => expect(workspace.current()).not.toBe(opened))
    writeText(workspace, opened, claim, NOTE, '和平 👩‍👩‍👧', beginTyping(opened, claim, NOTE))
    expect(workspace.unsaved.lost.get()).toEqual([
      {where: 'Note on “السلام قريب”', text: 'הוא אמר'},
      {where: 'Note on “السلام قريب”', text: '和平 👩‍👩‍👧'},
    ])
    const kept = new Map<string, string>()
    const storage = {getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value)}
    keptTexts(storage).set(workspace.unsaved.lost.get())
    expect(keptTexts(storage).get()).toEqual(workspace.unsaved.lost.get())
  })

  test('[NO3] finds them when her device was ended, too', async () => {
    const {workspace, end} = await workspaceOf(bob)
    const claim = aClaim(article, '和平即将到来', {by: 'bob'})
    workspace.current()?.set.add([claim])
    await saved(workspace)
    end('signedOut')
    await eventually(() => expect(workspace.saveState().kind).toBe('shut-out'))
    const opened = workspace.current()
    if (opened !== undefined) writeText(workspace, opened, claim, NOTE, 'قال الوزير', beginTyping(opened, claim, NOTE))
    expect(workspace.unsaved.lost.get()).toEqual([{where: 'Note on “和平即将到来”', text: 'قال الوزير'}])
  })

  test('begins again when what was not taken is an entity of the team', async () => {
    const {workspace, restarts} = await workspaceOf(bob)
    await give('reader')
    const registry = workspace.connection.open({kind: 'registry', owner: 'team'})
    await eventually(() => expect(registry.readOnly()).toBe(true))
    workspace.registry.entities.put({id: 'e', by: 'bob', at: 1, name: 'אדם 👩‍👩‍👧', type: 'PERSON', aliases: []})
    await eventually(() => expect(restarts).toEqual([expect.stringContaining('you may only read')]))
    await saved(workspace)
  })
})

test('[SP59] an article that could not be opened while the hub was away opens by itself when it is back', async () => {
  const {workspace, cut} = await aWorkspace(hub, bob)
  open.push(workspace)
  const {requests} = workspace.host
  const {articleText} = requests
  // As a browser is answered by nobody.
  requests.articleText = async () => refused('The hub does not answer.')
  await workspace.open(article.id)
  expect(workspace.view.get().opening).toEqual({state: 'failed', problem: 'The hub does not answer.'})
  requests.articleText = articleText
  cut()
  await eventually(() => expect(workspace.view.get().opening).toEqual({state: 'ready'}))
  expect(workspace.current()?.text).toBe(article.text)
})

describe('a comment that calls somebody', () => {
  const calls = (workspace: Workspace) => workspace.mentions.unseen().map(({comment}) => comment)
  const discussed = async (workspace: Workspace) => eventually(() => expect(workspace.discussions.current()).toBeDefined())
  const thread = (workspace: Workspace, annotation: string) => workspace.discussions.current()?.discussion.thread(annotation) ?? []
  const talking = async () => {
    await change(({people}) => {
      people.put(alice)
      people.put(bob)
    })
    const [alices, bobs] = [(await workspaceOf(alice)).workspace, (await workspaceOf(bob)).workspace]
    for (const each of [alices, bobs]) await discussed(each)
    const said = (text: string, annotation: string) => {
      const talk = alices.discussions.current()
      if (talk === undefined) throw new Error('There is no discussion.')
      addComment(alices, talk, annotation, text, new Set(['bob']))
      return talk
    }
    return {alices, bobs, said}
  }

  test('[SP18] does so no more once it is removed, and again when that is taken back', async () => {
    const {alices, bobs, said} = await talking()
    const talk = said('@Bob, is this hedged? 👩‍👩‍👧', 'one')
    said('@Bob, هل هذا صحيح؟', 'two')
    await eventually(() => expect(calls(bobs)).toEqual(['alice-0', 'alice-1']))
    const [first] = thread(alices, 'one')
    if (first === undefined) throw new Error('It was not said.')
    removeComment(alices, talk, first)
    await eventually(() => expect(calls(bobs)).toEqual(['alice-1']))
    alices.toasts.current().at(-1)?.action?.run()
    await eventually(() => expect(calls(bobs)).toEqual(['alice-0', 'alice-1']))
  })

  test('[SP18] does so no more once its thread is resolved, whoever does it', async () => {
    const {bobs, alices, said} = await talking()
    said('@Bob, שלום', 'one')
    said('@Bob, 和平?', 'one')
    said('@Bob, Zoe\u0308 says so.', 'two')
    await eventually(() => expect(calls(bobs)).toEqual(['alice-0', 'alice-1', 'alice-2']))
    await eventually(() => expect(thread(bobs, 'one').length).toBe(2))
    const talk = bobs.discussions.current()
    if (talk !== undefined) resolveThread(bobs, talk, 'one')
    expect(calls(bobs)).toEqual(['alice-2'])
    await saved(bobs)
    const again = alices.connection.open({kind: 'registry', owner: 'team'})
    await eventually(() => expect([...again.doc.getMap('mentions').keys()]).toEqual(['alice-2/bob']))
  })
})

describe('an independent round that begins while the window is open', () => {
  const entityOf = (id: string) => ({id, by: 'bob', at: 1, name: 'Zo\u00eb 和平', type: 'PERSON', aliases: []})

  test('has the work of each person in her own documents, and its end brings back the team’s', async () => {
    const [bobs, alices] = [(await workspaceOf(bob)).workspace, (await workspaceOf(alice)).workspace]
    const together = aClaim(article, 'السلام قريب', {by: 'bob'})
    bobs.current()?.set.add([together])
    bobs.registry.transact(() => bobs.registry.entities.put(entityOf('before')))
    await eventually(() => expect(annotationsOf(alices)).toEqual([together]))
    await eventually(() => expect(alices.registry.entities.get('before')).toEqual(entityOf('before')))

    const {id} = await startRound(hub)
    for (const each of [bobs, alices]) await eventually(() => expect(annotationsOf(each)).toEqual([]))
    for (const each of [bobs, alices]) await saved(each)
    expect(bobs.undo.next('undo')).toBeUndefined()
    let told = 0
    bobs.registry.observe(() => told++)
    const alone = aClaim(article, '和平即将到来', {by: 'bob'})
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
    expect(bobs.undo.next('undo')).toBeDefined()

    await openRound(hub, id)
    for (const each of [bobs, alices]) await eventually(() => expect(annotationsOf(each)).toEqual([together]))
    expect(bobs.registry.entities.all().map(({id}) => id)).toEqual(['before'])
    bobs.registry.transact(() => bobs.registry.entities.put(entityOf('after')))
    await eventually(() => expect(alices.registry.entities.all().map(({id}) => id)).toEqual(['before', 'after']))
    for (const each of [bobs, alices]) await saved(each)
    const own = alices.connection.open({kind: 'set', article: article.id, owner: ownerOf('bob', id)})
    expect(await own.loaded).toEqual({ok: true, value: null})
    expect([...own.doc.getMap('annotations').keys()]).toEqual([alone.id])
  })

  test('[SP58] tells of changes that came too late for the team, and brings them when the round is over', async () => {
    const buffer = memoryBuffer()
    const {workspace, cut} = await workspaceOf(bob, buffer)
    const before = workspace.current()?.set
    cut()
    await eventually(() => expect(workspace.connection.state().connected).toBe(false))
    const late = aClaim(article, 'السلام قريب', {by: 'bob'})
    before?.add([late])
    const {id} = await startRound(hub)
    await eventually(() => expect(newsIn(workspace)).toContainEqual(expect.stringContaining('came as the independent round began')))
    await saved(workspace)
    await eventually(() => expect(annotationsOf(workspace)).toEqual([]))
    await openRound(hub, id)
    await eventually(() => expect(annotationsOf(workspace)).toEqual([late]))
    await saved(workspace)
    const {workspace: alices} = await workspaceOf(alice)
    expect(annotationsOf(alices)).toEqual([late])
  })
})
