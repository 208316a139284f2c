// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {addAnnotation, putStance, removeAnnotation, setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {replay, replayTitle} from '../../src/renderer/annotate/replay.ts'
import {createEntity, createTopic} from '../../src/renderer/claims/registry-acts.ts'
import {addComment} from '../../src/renderer/discussion/comment-acts.ts'
import type {OpenArticle} from '../../src/renderer/state/open-article.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('السلام قريب. 和平即将到来。')

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-undo-'))
  const made = await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})
  if (!made.ok) throw new Error(`${made.error}`)
  hub = await createHub({folder: made.value, version: '0.0.0'})
  const files = [ICE, PEACE].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  const imported = await hub.requests(alice, 'desktop').importFiles(files, null)
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
  return workspace
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

describe('[UN4] undo', () => {
  test('names what it will take back, in every kind of step', async () => {
    const workspace = await windowOf(alice)
    const titles: string[] = []
    const step = (act: () => void): void => {
      act()
      titles.push(replayTitle(workspace, 'undo'))
    }
    let claim = ''
    step(() => (claim = mark(workspace, 'claim', 'Sea ice melts faster, says Zoë 👩‍👩‍👧.')))
    step(() => setFeature(workspace, shown(workspace), claim, 'voice', 'quoted'))
    step(() => shown(workspace).set.setConfidence(claim, 2, workspace.act()))
    step(() => createEntity(workspace, 'شركة', undefined))
    step(() => createTopic(workspace, '海冰'))
    step(() => shown(workspace).set.setReadMark('alice', {...workspace.act(), state: 'done'}))
    step(() => removeAnnotation(workspace, shown(workspace), claim))
    const claimWords = 'Claim “Sea ice melts faster, says Zoë 👩‍👩‍👧.”'
    expect(titles).toEqual([
      `Undo: ${claimWords}`,
      `Undo: Voice of ${claimWords}`,
      `Undo: confidence in ${claimWords}`,
      'Undo: entity “شركة”',
      'Undo: topic “海冰”',
      'Undo: “Mark article as done”',
      `Undo: removal of ${claimWords}`,
    ])
    replay(workspace, 'undo')
    expect([news(workspace).at(-1), workspace.view.get().selected]).toEqual([`Undone: removal of ${claimWords}.`, claim])
    for (let at = 0; at < 6; at++) replay(workspace, 'undo')
    expect([replayTitle(workspace, 'undo'), replayTitle(workspace, 'redo')]).toEqual(['Undo', `Redo: ${claimWords}`])
    expect([workspace.registry.entities.all(), workspace.project.topics.all(), listed(workspace)]).toEqual([[], [], []])
  })

  test('leaves the article on screen where it is, and offers to show where the step was', async () => {
    const workspace = await windowOf(alice)
    const id = mark(workspace, 'claim', 'Sea ice returns')
    removeAnnotation(workspace, shown(workspace), id)
    await workspace.open(PEACE.id)
    replay(workspace, 'undo')
    const [toast] = workspace.toasts.current().slice(-1)
    expect([toast?.text, workspace.view.get().article]).toEqual([
      `Undone in “${workspace.project.articles.get(ICE.id)?.title}”: removal of Claim “Sea ice returns”.`,
      PEACE.id,
    ])
    toast?.action?.run()
    await eventually(() => expect(workspace.view.get()).toMatchObject({article: ICE.id, selected: id}))
  })

  test('offered in a message is gone once it was done by key', async () => {
    const workspace = await windowOf(alice)
    const id = mark(workspace, 'claim', 'Sea ice returns')
    removeAnnotation(workspace, shown(workspace), id)
    expect(workspace.toasts.current().at(-1)?.action?.label).toBe('Undo')
    const offered = workspace.toasts.current().at(-1)
    replay(workspace, 'undo')
    expect(workspace.toasts.current().map(({action}) => action)).toEqual([undefined])
    replay(workspace, 'undo')
    offered?.action?.run()
    expect(listed(workspace)).toEqual([])
  })
})

test('[UN5] undo and redo stop where a round begins and where it is opened, and the team’s topic stays', async () => {
  const workspace = await windowOf(alice)
  const topic = createTopic(workspace, '海冰 السلام')
  const before = mark(workspace, 'claim', 'Sea ice returns')
  const team = shown(workspace)
  createTopic(workspace, 'taken back before')
  replay(workspace, 'undo')
  const topics = () => workspace.project.topics.all().map(({id}) => id)
  await eventually(() => expect(workspace.connection.state().unsynced).toBe(false))
  const {id} = await startRound(hub)
  await eventually(() => expect(workspace.current()).not.toBeOneOf([undefined, team]))
  const nothing = ['Nothing to undo in this round.', 'Nothing to redo in this round.']
  expect([replayTitle(workspace, 'undo'), replayTitle(workspace, 'redo')]).toEqual(nothing)
  const own = shown(workspace)
  for (const quote of ['Sea ice melts', 'Zoë', 'Sea ice returns']) mark(workspace, 'claim', quote)
  for (let at = 0; at < 4; at++) replay(workspace, 'undo')
  expect([listed(workspace), topics(), replayTitle(workspace, 'undo')]).toEqual([[], [topic.id], nothing[0]])
  replay(workspace, 'redo')
  const madeInRound = createTopic(workspace, 'made in the round')
  await openRound(hub, id)
  await eventually(() => expect(workspace.current()).not.toBeOneOf([undefined, own]))
  expect([replayTitle(workspace, 'undo'), replayTitle(workspace, 'redo')]).toEqual(['Undo', 'Redo'])
  for (const direction of ['undo', 'redo'] as const) replay(workspace, direction)
  expect([listed(workspace), topics()]).toEqual([[before], [topic.id, madeInRound.id]])
})

describe('[UN2] what a colleague holds to stays', () => {
  test('a claim that he has commented on, also when its article is not on screen', async () => {
    const [hers, his] = [await windowOf(alice), await windowOf(bob)]
    const id = mark(hers, 'claim', 'السلام قريب')
    await eventually(() => expect(listed(his)).toEqual([id]))
    await eventually(() => expect([hers.discussions.current(), his.discussions.current()]).not.toContain(undefined))
    const talk = his.discussions.current()
    if (talk !== undefined) addComment(his, talk, id, 'قريب؟', new Set())
    await eventually(() => expect(hers.discussions.current()?.discussion.thread(id)).toHaveLength(1))
    await hers.open(PEACE.id)
    replay(hers, 'undo')
    expect(news(hers)).toEqual(['Bob has commented on Claim “السلام قريب” since; it stays.'])
    await hers.open(ICE.id)
    expect(listed(hers)).toEqual([id])
  })

  test('[UN9] a stance of hers that he takes back while she changes it: his undo brings it back as she has it, and each is told what that was', async () => {
    const [alices, bobs] = [await windowOf(alice), await windowOf(bob)]
    const claim = mark(alices, 'claim', 'Sea ice returns')
    const topic = createTopic(alices, '海冰')
    const stance = {id: 's', holder: {kind: 'outlet'}, target: topic, value: 'favor'} as const
    const saidIn = (workspace: Workspace) =>
      shown(workspace)
        .listed()
        .flatMap(({annotation}) => stancesOf(annotation))
        .map(({value}) => value)
    putStance(alices, shown(alices), claim, stance)
    await eventually(() => expect(saidIn(bobs)).toEqual(['favor']))
    shown(bobs).set.removeStance(claim, 's', bobs.act())
    putStance(alices, shown(alices), claim, {...stance, value: 'against'})
    await eventually(() => expect([saidIn(alices), shown(bobs).set.doc.store.pendingStructs]).toEqual([[], null]))
    expect(replayTitle(bobs, 'undo')).toBe('Undo: removal of a stance on Claim “Sea ice returns”')
    replay(alices, 'undo')
    expect(news(alices).at(-1)).toBe('Bob has taken back a stance on Claim “Sea ice returns” since.')
    replay(bobs, 'undo')
    expect(news(bobs).at(-1)).toBe('Undone: removal of a stance on Claim “Sea ice returns”.')
    await eventually(() => expect([saidIn(alices), saidIn(bobs)]).toEqual([['against'], ['against']]))
  })

  test('an entity that he has linked a mention to, and the name of one that is gone is still shown', async () => {
    const [hers, his] = [await windowOf(alice), await windowOf(bob)]
    const entity = createEntity(hers, 'זואי', undefined)
    await eventually(() => expect(his.registry.entities.get(entity.id)).toBeDefined())
    const mention = mark(his, 'entity', 'Zoë')
    setFeature(his, shown(his), mention, 'entityId', entity)
    await eventually(() => expect(shown(hers).set.get(mention)?.features.entityId).toEqual(entity))
    replay(hers, 'undo')
    expect(news(hers)).toEqual(['Bob has used entity “זואי” since; it stays.'])
    expect(hers.registry.entities.get(entity.id)?.name).toBe('זואי')
  })
})
