// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import {addAnnotation} from '../../src/renderer/annotate/edit-annotations.ts'
import {labelAcross} from '../../src/renderer/claims/label-across.ts'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import type {CrashBuffer} from '../../src/sync/hub-connection.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {memoryBuffer} from '../support/memory-buffer.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const carol: Person = {id: 'carol', name: 'Carol', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('السلام قريب. 和平即将到来。 Sea ice 🧊')

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-round-articles-'))
  const made = await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})
  if (!made.ok) throw new Error(`${made.error}`)
  hub = await createHub({folder: made.value, version: '0.0.0'})
  const files = [ICE, PEACE].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  const imported = await hub.requests(alice, 'desktop').importFiles(files, null)
  if (!imported.ok) throw new Error(`${imported.error}`)
  await hub.changeProject(({people}) => {
    for (const person of [alice, bob, carol]) people.put(person)
  })
})
afterEach(async () => {
  await Promise.all(open.map(workspace => workspace.close()))
  open = []
  await hub.close()
  await rm(folder, {recursive: true})
})

async function windowOf(person: Person, buffer?: CrashBuffer) {
  const made = await aWorkspace(hub, person, buffer === undefined ? {} : {buffer})
  open.push(made.workspace)
  await made.workspace.open(ICE.id)
  return made
}
function mark(workspace: Workspace, quote: string): string {
  const article = workspace.current()
  if (article === undefined) throw new Error('No article is on screen.')
  const start = article.text.indexOf(quote)
  const made = addAnnotation(workspace, article, 'entity', {start, end: start + quote.length})
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value.id
}
const listed = (workspace: Workspace) =>
  workspace
    .current()
    ?.listed()
    .map(({annotation}) => annotation.id)
const title = (workspace: Workspace) => workspace.project.articles.get(ICE.id)?.title
const news = (workspace: Workspace) => workspace.toasts.current().map(({text}) => text)
const saved = (workspace: Workspace) => eventually(() => expect(workspace.connection.state().unsynced).toBe(false))
const shows = (workspace: Workspace, owner: string) => eventually(() => expect(workspace.current()?.owner).toBe(owner))

test('[RD3] a window works in her own set and registry on the articles of a round, and with the team on all others', async () => {
  const {workspace} = await windowOf(bob)
  const {id} = await startRound(hub, alice, {articles: [ICE.id], annotators: ['bob']})
  await shows(workspace, ownerOf('bob', id))
  expect(news(workspace)).toContain('The round “Runde 1 和平” has begun on 1 article. There you work on your own now.')
  expect(workspace.registry.owner).toBe(ownerOf('bob', id))
  const alone = mark(workspace, 'Sea ice')
  const entity = createEntity(workspace, 'Sea ice 🧊')
  workspace.setTarget({kind: 'entity', id: entity.id})
  await workspace.open(PEACE.id)
  expect([workspace.current()?.owner, workspace.registry.owner]).toEqual(['team', 'team'])
  // What she named in the round is nothing to point at in the team's work.
  expect([workspace.registry.entities.get(entity.id), workspace.view.get().target]).toEqual([undefined, undefined])
  const together = mark(workspace, 'Sea ice')
  await saved(workspace)
  const {workspace: alices} = await windowOf(alice)
  await alices.open(PEACE.id)
  expect(listed(alices)).toEqual([together])
  await workspace.open(ICE.id)
  expect(listed(workspace)).toEqual([alone])
  expect(workspace.registry.entities.get(entity.id)?.name).toBe('Sea ice 🧊')
})

test('[RD3] what is labelled alike in all articles stays in the work that it was made in: its links are known there alone', async () => {
  const {workspace} = await windowOf(bob)
  const {id} = await startRound(hub, alice, {articles: [ICE.id], annotators: ['bob']})
  await shows(workspace, ownerOf('bob', id))
  const made = mark(workspace, 'Sea ice')
  const like = workspace.current()?.set.get(made)
  const start = PEACE.text.indexOf('Sea ice')
  if (like !== undefined) await labelAcross(workspace, like, [{article: PEACE.id, places: [{start, end: start + 7}]}])
  await workspace.open(PEACE.id)
  expect(listed(workspace)).toEqual([])
})

test('[RD3] whoever is none of its annotators is told that the article is closed to her, and has it back afterwards', async () => {
  const {workspace} = await windowOf(carol)
  const {id} = await startRound(hub, alice, {articles: [ICE.id], annotators: ['bob']})
  await eventually(() => expect(news(workspace)).toContain('The round “Runde 1 和平” has begun on 1 article. They are closed to you until it is opened.'))
  await eventually(() => expect(workspace.current()?.document.readOnly()).toBe(true))
  expect(listed(workspace)).toEqual([])
  await openRound(hub, id)
  await shows(workspace, 'team')
  await eventually(() => expect(workspace.current()?.document.readOnly()).toBe(false))
})

test('a round that grows is told as one that grows, and one that is opened by whom', async () => {
  const {workspace} = await windowOf(bob)
  const {id} = await startRound(hub, alice, {articles: [ICE.id], annotators: ['bob']})
  await shows(workspace, ownerOf('bob', id))
  value(await hub.requests(alice, 'browser').addToRound(id, {annotators: ['carol']}))
  await eventually(() => expect(news(workspace)).toContain('The round “Runde 1 和平” has more articles or annotators now.'))
  await openRound(hub, id)
  await eventually(() =>
    expect(news(workspace)).toContain('Alice opened the round “Runde 1 和平”: everybody can read what was marked in it. You all work together again.'),
  )
  expect(news(workspace).filter(each => each.includes('is over'))).toEqual([])
})

test('[RD3] whoever is none of the annotators of a round of all articles is told that all are closed to her', async () => {
  const {workspace} = await windowOf(carol)
  await startRound(hub, alice, {annotators: ['bob']})
  const told = 'The round “Runde 1 和平” has begun on all articles. They are closed to you until it is opened.'
  await eventually(() => expect(news(workspace)).toContain(told))
})

test('[RD5] what was made away from the hub while the round was opened is taken once, marked as late, and whoever made it works on with the team', async () => {
  const buffer = memoryBuffer()
  const {workspace, cut} = await windowOf(bob, buffer)
  const {id} = await startRound(hub)
  const bobs = {kind: 'set', article: ICE.id, owner: ownerOf('bob', id)} as const
  await shows(workspace, bobs.owner)
  const inTime = mark(workspace, 'Sea ice')
  await saved(workspace)
  cut()
  await eventually(() => expect(workspace.connection.state().connected).toBe(false))
  const late = mark(workspace, 'Zoë')
  await openRound(hub, id)
  await shows(workspace, 'team')
  await saved(workspace)
  const {workspace: alices} = await windowOf(alice)
  const read = alices.connection.open(bobs)
  expect(await read.loaded).toEqual({ok: true, value: null})
  await eventually(() => expect([...read.doc.getMap('annotations').keys()].sort()).toEqual([inTime, late].sort()))
  expect(lateWorkIn(read.doc).annotations).toEqual(new Set([late]))
  expect(read.readOnly()).toBe(true)
  expect(news(workspace).filter(each => each.includes('did not take it'))).toEqual([])
  await eventually(() =>
    expect(news(workspace).filter(each => each.includes('marked as late'))).toEqual([
      `“Runde 1 和平” was opened before the hub had your last work on “${title(workspace)}”. 1 annotation of yours is in your work of the round now, marked as late. What you do from now on goes to the team.`,
    ]),
  )
  const again = mark(workspace, 'Sea')
  await saved(workspace)
  await eventually(() => expect(listed(alices)).toContain(again))
})
