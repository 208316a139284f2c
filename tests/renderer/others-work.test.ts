import type {CommandId} from '../../src/ipc/commands.ts'
// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {isTakenFrom} from '../../src/core/annotation/co-authors.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {addAnnotation, removeAnnotation, setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {select} from '../../src/renderer/annotate/select.ts'
import type {OpenArticle} from '../../src/renderer/state/open-article.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-others-'))
  const made = await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})
  if (!made.ok) throw new Error(`${made.error}`)
  hub = await createHub({folder: made.value, version: '0.0.0'})
  const imported = await hub.requests(alice, 'desktop').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(ICE.text)}], null)
  if (!imported.ok) throw new Error(`${imported.error}`)
  await hub.changeProject(({people}) => {
    people.put(alice)
    people.put(bob)
  })
})

afterEach(async () => {
  await Promise.all(open.map(workspace => workspace.close()))
  open = []
  await hub.close()
  await rm(folder, {recursive: true})
})

async function windowOf(person: Person) {
  const {workspace} = await aWorkspace(hub, person)
  open.push(workspace)
  await workspace.open(ICE.id)
  return {workspace, does: (id: CommandId) => commands[id](workspace, atOnce)}
}
const shown = (workspace: Workspace): OpenArticle => {
  const article = workspace.current()
  if (article === undefined) throw new Error('No article is on screen.')
  return article
}
function mark(workspace: Workspace, layer: string, quote: string): string {
  const article = shown(workspace)
  const start = article.text.indexOf(quote)
  const made = addAnnotation(workspace, article, layer, {start, end: start + quote.length})
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value.id
}
const news = (workspace: Workspace) => workspace.toasts.current().map(({text}) => text)
const listed = (workspace: Workspace) =>
  shown(workspace)
    .listed()
    .map(({annotation}) => annotation.id)
const takenFrom = (workspace: Workspace, person: string) =>
  shown(workspace)
    .set.all()
    .filter(annotation => isTakenFrom(annotation, person))
    .map(({id}) => id)

test('[OW1] removing what a colleague marked or worked on is asked first, one’s own is not', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const [marked, own, shared] = [mark(his.workspace, 'claim', 'السلام قريب'), mark(hers.workspace, 'claim', '和平'), mark(hers.workspace, 'claim', 'Zoë')]
  await eventually(() => expect([listed(hers.workspace), listed(his.workspace)].map(ids => ids.length)).toEqual([3, 3]))
  setFeature(his.workspace, shown(his.workspace), shared, 'voice', 'quoted')
  await eventually(() => expect(shown(hers.workspace).set.get(shared)?.editedBy).toBe('bob'))
  for (const id of [marked, shared]) {
    select(hers.workspace, id)
    hers.does('annotate.remove')
    expect(hers.workspace.view.get().dialog).toEqual({kind: 'remove', annotation: id})
    hers.workspace.view.update(before => ({...before, dialog: undefined}))
  }
  select(hers.workspace, own)
  hers.does('annotate.remove')
  expect([hers.workspace.view.get().dialog, listed(hers.workspace).sort()]).toEqual([undefined, [marked, shared].sort()])
})

test('[OW2] who worked on what was removed is told, finds it there, and brings it back or agrees', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const [one, two] = [mark(his.workspace, 'claim', 'السلام قريب'), mark(his.workspace, 'entity', 'Zoë')]
  await eventually(() => expect(listed(hers.workspace).length).toBe(2))
  removeAnnotation(hers.workspace, shown(hers.workspace), one)
  await eventually(() => expect(news(his.workspace)).toEqual(['Alice removed what you worked on: Claim “السلام قريب”.']))
  removeAnnotation(hers.workspace, shown(hers.workspace), two)
  await eventually(() => expect(takenFrom(his.workspace, 'bob').sort()).toEqual([one, two].sort()))
  expect(takenFrom(hers.workspace, 'alice')).toEqual([])
  const {set} = shown(his.workspace)
  set.restore([one], his.workspace.act())
  const before = his.workspace.undo.next('undo')
  set.remove([two], his.workspace.act())
  expect([takenFrom(his.workspace, 'bob'), listed(his.workspace)]).toEqual([[], [one]])
  expect(his.workspace.undo.next('undo')).toBe(before)
  await eventually(() => expect(listed(hers.workspace)).toEqual([one]))
})

test('[OW3] “Read, no claim here” is asked about where claims stand, and given where none does', async () => {
  const {workspace, does} = await windowOf(alice)
  const marks = () => [...shown(workspace).set.readMarks().values()].map(({state}) => state)
  const claim = mark(workspace, 'claim', '和平')
  does('article.noClaim')
  expect([workspace.view.get().dialog, marks()]).toEqual([{kind: 'noClaim'}, []])
  workspace.view.update(before => ({...before, dialog: undefined}))
  removeAnnotation(workspace, shown(workspace), claim)
  does('article.noClaim')
  expect([workspace.view.get().dialog, marks()]).toEqual([undefined, ['no-claim']])
  does('article.noClaim')
  expect(marks()).toEqual([])
})

test('[OW3] a claim takes one’s own “Read, no claim here” back, as one step and with a word', async () => {
  const {workspace, does} = await windowOf(alice)
  const marks = () => [...shown(workspace).set.readMarks().values()].map(({state}) => state)
  does('article.noClaim')
  mark(workspace, 'entity', 'Zoë')
  expect([marks(), news(workspace)]).toEqual([['no-claim'], []])
  const claim = mark(workspace, 'claim', '和平')
  expect([marks(), news(workspace)]).toEqual([[], ['A claim is marked here now, so your “Read, no claim here” is taken back.']])
  does('edit.undo')
  expect([marks(), shown(workspace).set.get(claim)?.removed !== undefined]).toEqual([['no-claim'], true])
})

test('[OW3] a colleague’s claim is told of to whoever said that there is none, once', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  hers.does('article.noClaim')
  await eventually(() => expect(shown(his.workspace).set.readMarks().size).toBe(1))
  const claim = mark(his.workspace, 'claim', 'السلام قريب')
  await eventually(() => expect(listed(hers.workspace)).toEqual([claim]))
  expect(news(hers.workspace)).toEqual([expect.stringMatching(/^Bob marked a claim in this article: “السلام قريب”\./)])
  expect(shown(hers.workspace).set.readMarks().get('alice')?.state).toBe('no-claim')
  hers.workspace.toasts.dismiss(hers.workspace.toasts.current()[0]?.id ?? 0)
  setFeature(his.workspace, shown(his.workspace), claim, 'voice', 'quoted')
  await eventually(() => expect(shown(hers.workspace).set.get(claim)?.features.voice).toBe('quoted'))
  expect(news(hers.workspace)).toEqual([])
})

test('[OW4] a second annotation of the same kind on the very same words comes with a hint', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const first = mark(his.workspace, 'claim', 'השלום קרוב')
  await eventually(() => expect(listed(hers.workspace)).toEqual([first]))
  mark(hers.workspace, 'claim', 'השלום')
  mark(hers.workspace, 'entity', 'השלום קרוב')
  expect(news(hers.workspace)).toEqual([])
  mark(hers.workspace, 'claim', 'השלום קרוב')
  expect(news(hers.workspace)).toEqual(['These words were marked as Claim by Bob already. Now there are two; Undo takes yours back.'])
})

test('whatever was said of the article on screen goes with it', async () => {
  const other = anArticle('Mer glace 🧊: الجليد.')
  const imported = await hub.requests(alice, 'desktop').importFiles([{name: 'other.txt', bytes: new TextEncoder().encode(other.text)}], null)
  expect(imported.ok).toBe(true)
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const mine = mark(hers.workspace, 'entity', 'Zoë')
  hers.does('article.noClaim')
  await eventually(() => expect(listed(his.workspace)).toEqual([mine]))
  removeAnnotation(his.workspace, shown(his.workspace), mine)
  mark(his.workspace, 'claim', 'السلام قريب')
  await eventually(() => expect(news(hers.workspace)).toHaveLength(2))
  mark(hers.workspace, 'claim', '和平')
  expect(news(hers.workspace)).toEqual([
    'Bob removed what you worked on: Entity “Zoë”.',
    expect.stringMatching(/^Bob marked a claim in this article/),
    'A claim is marked here now, so your “Read, no claim here” is taken back.',
  ])
  hers.workspace.toasts.show({text: 'The schema is in force now.'})
  await hers.workspace.open(other.id)
  expect(news(hers.workspace)).toEqual(['The schema is in force now.'])
})
