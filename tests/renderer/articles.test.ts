// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {addAnnotation} from '../../src/renderer/annotate/edit-annotations.ts'
import {replay, replayTitle} from '../../src/renderer/annotate/replay.ts'
import {bringBack, editDetails, takeOut} from '../../src/renderer/state/article-acts.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'curator'}
const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('السلام قريب. 和平即将到来。')

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-articles-'))
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
const listed = (workspace: Workspace) => workspace.articles().map(({id}) => id)

test('[AR1] an article taken out is in no list and no check, and comes back with its annotations by undo, by hand or by import', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const article = hers.current() ?? expect.fail('No article is on screen.')
  const marked = value(addAnnotation(hers, article, 'claim', {start: 0, end: 7}))
  takeOut(hers, [ICE.id])
  expect([listed(hers), replayTitle(hers, 'undo')]).toEqual([[PEACE.id], 'Undo: taking out of “Sea ice melts faster, says Zoë 👩‍👩‍👧.”'])
  await eventually(() => expect(listed(his)).toEqual([PEACE.id]))
  expect(value(await hers.host.requests.checkProject()).problems).toEqual([])
  expect((await hers.host.requests.articleText(ICE.id)).ok).toBe(false)
  replay(hers, 'undo')
  expect(listed(hers)).toEqual([ICE.id, PEACE.id])
  expect(hers.current()?.set.get(marked.id)?.removed).toBeUndefined()
  await eventually(() => expect(listed(his)).toEqual([ICE.id, PEACE.id]))
  replay(hers, 'redo')
  await eventually(() => expect(his.project.articles.removed().map(({id}) => id)).toEqual([ICE.id]))
  bringBack(his, [ICE.id])
  await eventually(() => expect(listed(hers)).toEqual([ICE.id, PEACE.id]))
  // Bob has gone on from her redo: her undo leaves it.
  replay(hers, 'undo')
  expect(listed(hers)).toEqual([ICE.id, PEACE.id])
  takeOut(hers, [ICE.id, PEACE.id])
  await eventually(() => expect(listed(his)).toEqual([]))
  value(await hers.host.requests.importFiles([{name: 'again.txt', bytes: new TextEncoder().encode(PEACE.text)}], null))
  await eventually(() => expect(listed(hers)).toEqual([PEACE.id]))
})

test('[AR3] details of several articles change as one step, and undo leaves what a colleague wrote since', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  editDetails(hers, [ICE.id, PEACE.id], {story: 'הפסקת אש', outlet: 'الجزيرة'})
  const told = (workspace: Workspace) => workspace.articles().map(({story, outlet}) => [story, outlet])
  expect(told(hers)).toEqual([
    ['הפסקת אש', 'الجزيرة'],
    ['הפסקת אש', 'الجزيرة'],
  ])
  expect(replayTitle(hers, 'undo')).toBe('Undo: details of 2 articles')
  await eventually(() => expect(told(his)).toEqual(told(hers)))
  editDetails(his, [PEACE.id], {outlet: 'Die Zeit'})
  await eventually(() => expect(told(hers)[1]).toEqual(['הפסקת אש', 'Die Zeit']))
  replay(hers, 'undo')
  expect(told(hers)).toEqual([
    [undefined, undefined],
    [undefined, 'Die Zeit'],
  ])
})
