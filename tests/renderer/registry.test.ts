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
import type {Mention} from '../../src/ipc/registry-api.ts'
import {addAnnotation, setFeature, toggleStance} from '../../src/renderer/annotate/edit-annotations.ts'
import {names} from '../../src/renderer/state/names.ts'
import {replay, replayTitle} from '../../src/renderer/annotate/replay.ts'
import {createEntity, mergeRecords, removeRecords, restoreRecords, separateRecord} from '../../src/renderer/claims/registry-acts.ts'
import type {RegistryRow} from '../../src/renderer/claims/registry-rows.ts'
import {filteredRows, pointersFor, registryRows, sortedRows, usesOf} from '../../src/renderer/claims/registry-rows.ts'
import {splitMentions} from '../../src/renderer/claims/split-mentions.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('Zoë: السلام قريب. 和平即将到来。')

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-registry-'))
  hub = await createHub({folder: value(await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})), version: '0.0.0'})
  const files = [ICE, PEACE].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  value(await hub.requests(alice, 'desktop').importFiles(files, null))
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

async function windowOf(person: Person): Promise<Workspace> {
  const {workspace} = await aWorkspace(hub, person)
  open.push(workspace)
  await workspace.open(ICE.id)
  return workspace
}

/** Marks words of an article as an entity that names a record; its id. */
async function mention(workspace: Workspace, article: string, quote: string, entity: string): Promise<string> {
  const opened = value(await workspace.load(article))
  const start = opened.text.indexOf(quote)
  const made = value(addAnnotation(workspace, opened, 'entity', {start, end: start + quote.length}))
  setFeature(workspace, opened, made.id, 'entityId', {kind: 'entity', id: entity})
  return made.id
}

const mentionsOf = async (workspace: Workspace, id: string, many: number): Promise<readonly Mention[]> =>
  eventually(async () => {
    const {mentions} = value(await workspace.host.requests.mentions(pointersFor(workspace.registry.entities, 'entity', id), 0))
    expect(mentions).toHaveLength(many)
    return mentions
  })

async function entityRows(workspace: Workspace): Promise<readonly RegistryRow[]> {
  const use = value(await workspace.host.requests.registryUse())
  const {resolve} = names(workspace.project, workspace.registry)
  return sortedRows(registryRows(workspace, 'entity', usesOf(use, resolve)), {column: 'mentions', descending: true})
}

describe('[RG1] in the registry', () => {
  test('what is merged is counted, called and looked for as what it stands for, for a colleague too, and one undo tells all apart', async () => {
    const [hers, his] = [await windowOf(alice), await windowOf(bob)]
    const [zoe, other, third] = ['Zoë', 'Zoe\u0308 👩‍👩‍👧', 'زوي'].map(name => createEntity(hers, name, undefined).id) as [string, string, string]
    await mention(hers, ICE.id, 'Zoë', other)
    await mention(hers, PEACE.id, 'Zoë', zoe)
    await mentionsOf(hers, other, 1)
    mergeRecords(hers, 'entity', [zoe, other, third], zoe)
    expect(replayTitle(hers, 'undo')).toBe('Undo: merging of entity “Zoë 👩‍👩‍👧” with entity “Zoë”')
    const quotes = (await mentionsOf(hers, zoe, 2)).map(({article, quote}) => [article, quote])
    expect(quotes).toEqual([
      [ICE.id, 'Zoë'],
      [PEACE.id, 'Zoë'],
    ])
    expect(await entityRows(hers)).toMatchObject([{id: zoe, name: 'Zoë', others: ['Zoë 👩‍👩‍👧', 'زوي'], mentions: 2, articles: 2, isRemoved: false}])
    expect(filteredRows(await entityRows(hers), {query: 'زوي', type: '', state: 'all'}).map(({id}) => id)).toEqual([zoe])
    await eventually(() => expect(his.registry.entities.all().map(({id}) => id)).toEqual([zoe]))
    expect(names(his.project, his.registry).target({kind: 'entity', id: other})).toBe('Zoë')
    replay(hers, 'undo')
    expect(hers.registry.entities.all()).toHaveLength(3)
    mergeRecords(hers, 'entity', [zoe, other], other)
    separateRecord(hers, 'entity', zoe)
    expect(hers.registry.entities.all()).toHaveLength(3)
  })

  test('stances towards what was merged count as towards what it stands for, whichever is the current target', async () => {
    const workspace = await windowOf(alice)
    const [zoe, other] = ['Zoë', 'زوي'].map(name => createEntity(workspace, name, undefined).id) as [string, string]
    const article = value(await workspace.load(ICE.id))
    const {id} = value(addAnnotation(workspace, article, 'claim', {start: 0, end: 7}))
    const claim = () => article.set.get(id) ?? expect.fail('The claim is gone.')
    toggleStance(workspace, article, claim(), {kind: 'entity', id: other}, 'favor')
    mergeRecords(workspace, 'entity', [zoe, other], zoe)
    toggleStance(workspace, article, claim(), {kind: 'entity', id: zoe}, 'against')
    expect(stancesOf(claim()).map(({value: label}) => label)).toEqual(['against'])
  })

  test('what is deleted is listed among the removed while mentions point at it, and comes back by undo or from there', async () => {
    const workspace = await windowOf(alice)
    const zoe = createEntity(workspace, 'Zoë', undefined).id
    await mention(workspace, ICE.id, 'Zoë', zoe)
    await mentionsOf(workspace, zoe, 1)
    removeRecords(workspace, 'entity', [zoe])
    expect(await entityRows(workspace)).toMatchObject([{id: zoe, mentions: 1, isRemoved: true}])
    replay(workspace, 'undo')
    expect(await entityRows(workspace)).toMatchObject([{id: zoe, isRemoved: false}])
    removeRecords(workspace, 'entity', [zoe])
    restoreRecords(workspace, 'entity', [zoe])
    expect(workspace.registry.entities.get(zoe)?.name).toBe('Zoë')
  })
})

test('[RG5] mentions are split off over several articles as one step; a colleague’s stances stay hers', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const zoe = createEntity(hers, 'Zoë', undefined).id
  hers.registry.entities.patch(zoe, {type: 'PERSON'})
  const [first, second] = [await mention(hers, ICE.id, 'Zoë', zoe), await mention(hers, PEACE.id, 'Zoë', zoe)]
  await eventually(() => expect(his.current()?.set.get(first)?.features.entityId).toBeDefined())
  const article = his.current() ?? expect.fail('No article is on screen.')
  const claim = value(addAnnotation(his, article, 'claim', {start: 0, end: 7}))
  toggleStance(his, article, claim, {kind: 'entity', id: zoe}, 'favor')
  const mentions = await mentionsOf(hers, zoe, 3)
  await eventually(() => expect(hers.current()?.set.get(claim.id)).toBeDefined())
  const split = await splitMentions(hers, {kind: 'entity', id: zoe}, 'Zoë 和平', mentions)
  expect(split).toEqual({moved: 3, othersStances: 1, closed: 0})
  const made = hers.registry.entities.all().find(({id}) => id !== zoe) ?? expect.fail('Nothing was made.')
  expect([made.name, made.type]).toEqual(['Zoë 和平', 'PERSON'])
  const entityOf = (id: string) => [ICE, PEACE].map(each => hers.opened(each.id)?.set.get(id)?.features.entityId).find(found => found !== undefined)
  expect([entityOf(first), entityOf(second)]).toEqual([made, made].map(({id}) => ({kind: 'entity', id})))
  expect(stancesOf(hers.current()?.set.get(claim.id) ?? claim).map(({target}) => target.id)).toEqual([zoe])
  replay(hers, 'undo')
  expect([entityOf(first), entityOf(second), hers.registry.entities.get(made.id)]).toEqual([{kind: 'entity', id: zoe}, {kind: 'entity', id: zoe}, undefined])
})

test('[UN7] what was split off, deleted by a colleague and then taken back by both, comes back with its type', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const hamas = createEntity(hers, 'حماس', 'ORG').id
  await mention(hers, ICE.id, 'Zoë', hamas)
  const split = await splitMentions(hers, {kind: 'entity', id: hamas}, 'Hamas office', await mentionsOf(hers, hamas, 1))
  expect(split.moved).toBe(1)
  const office = hers.registry.entities.all().find(({id}) => id !== hamas)?.id ?? expect.fail('Nothing was made.')
  await eventually(() => expect(his.registry.entities.get(office)?.type).toBe('ORG'))
  removeRecords(his, 'entity', [office])
  await eventually(() => expect(hers.registry.entities.get(office)).toBeUndefined())
  replay(hers, 'undo')
  await eventually(() => expect([hers, his].map(({connection}) => connection.state().unsynced)).toEqual([false, false]))
  replay(his, 'undo')
  await eventually(() => expect(hers.registry.entities.get(office)).toMatchObject({name: 'Hamas office', type: 'ORG'}))
})
