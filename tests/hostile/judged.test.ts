import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import type {ArticleSource} from '../../src/core/article/article-source.ts'
import {sourceId} from '../../src/core/article/article-source.ts'
import {sourceEdits} from '../../src/project/article-sources.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows, until} from '../hub/hub-bench.ts'
import {aDoor, aGuestHub, guestAt, logged, shared} from '../hub/upstream-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'
import {behindGap, beyondCounting, deletion, nestedMaps} from './poison.ts'

const article = anArticle(MIXED_TEXT)
const team: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const act = (by: string) => ({by, at: 9})

describe('an annotator with a program of her own', () => {
  let path = ''
  let remove: () => Promise<void>
  let folder: ProjectFolder
  let hub: Hub
  let bob: ModifiedClient
  const windows = openWindows()
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    folder = await aProjectFolder(`${path}/Ceasefire.claimlight`)
    hub = await aHub(folder)
    const alice = windows.at(hub, ALICE).open(team)
    await alice.opened
    annotationSet(alice.doc).add([aClaim(article, 'السلام قريب', {id: 'hers'})])
    await alice.saved()
    bob = modifiedWindow(hub, BOB)
    expect(await bob.open(team)).toBe('read-write')
  })
  afterEach(async () => {
    bob.close()
    windows.close()
    await hub.close()
    await remove()
  })
  /** What the hub has, as a window of Bob's would. */
  const copy = async (): Promise<Y.Doc> => documentFrom(await folder.store.load(documentName(hub.projectId, team)))
  const changed = async (change: (doc: Y.Doc) => void): Promise<Uint8Array> => {
    const doc = await copy()
    const before = Y.encodeStateVector(doc)
    doc.transact(() => change(doc))
    return Y.encodeStateAsUpdate(doc, before)
  }
  const why = async (): Promise<string> => {
    const denied = await bob.until(({type, bytes}) => type === TYPE.auth && bytes[0] === 1)
    return new TextDecoder().decode(denied.bytes.subarray(2))
  }
  /** All go on: a claim of Alice's reaches another window of hers, and is there after a restart. */
  const goesOn = async (): Promise<void> => {
    const [one, other] = [windows.at(hub, ALICE).open(team), windows.at(hub, ALICE).open(team)]
    await Promise.all([one.opened, other.opened])
    annotationSet(one.doc).add([aClaim(article, '和平即将到来', {id: 'after'})])
    await one.saved()
    await until('it reaches the other window', () => annotationSet(other.doc).get('after') !== undefined)
    windows.close()
    await hub.close()
    folder = await openedFolder(`${path}/Ceasefire.claimlight`)
    hub = await aHub(folder)
    const again = windows.at(hub, ALICE).open(team)
    await again.opened
    expect(
      annotationSet(again.doc)
        .all()
        .map(({id}) => id)
        .sort(),
    ).toEqual(['after', 'hers'])
    expect(annotationSet(again.doc).get('hers')).toMatchObject({by: 'alice'})
    expect(await folder.store.check()).toEqual([])
  }

  test('[SP140] counts beyond what Yjs can count: nothing is saved, and the document opens for all', async () => {
    for (const update of beyondCounting()) {
      const client = modifiedWindow(hub, BOB)
      await client.open(team)
      expect(await client.offer(team, update)).not.toBe('saved')
      client.close()
    }
    await goesOn()
  })

  test('[SP140] nests maps and deletes them: nothing is saved, and what others do is still passed on', async () => {
    expect(await bob.offer(team, nestedMaps({depth: 3500}))).not.toBe('saved')
    const again = modifiedWindow(hub, BOB)
    await again.open(team)
    expect(await again.offer(team, deletion())).not.toBe('saved')
    again.close()
    await goesOn()
  })

  test('[SP141] leaves gaps: what builds on something that is not here is sent back to be compared', async () => {
    for (let clock = 1000; clock < 1010; clock++) {
      const client = modifiedWindow(hub, BOB)
      await client.open(team)
      expect(await client.offer(team, behindGap(clock))).not.toBe('saved')
      client.close()
    }
    await goesOn()
  })

  test('[SP142] deletes a colleague’s record for good: it is refused with the reason', async () => {
    expect(await bob.offer(team, await changed(doc => doc.getMap('annotations').delete('hers')))).toBe('not saved')
    expect(await why()).toBe(`${REFUSED.erased}`)
    await goesOn()
  })

  test('[SP143] writes in a colleague’s name: it is refused with the reason', async () => {
    expect(await bob.offer(team, await changed(doc => annotationSet(doc).add([aClaim(article, 'השלום', {id: 'forged'})])))).toBe('not saved')
    expect(await why()).toBe(`${REFUSED.name}`)
    await goesOn()
  })

  test('[SP144] writes under the number of a colleague’s window: her next change is not lost', async () => {
    const alice = windows.at(hub, ALICE).open(team)
    await alice.opened
    annotationSet(alice.doc).setFeature('hers', 'note', 'first', act('alice'))
    await alice.saved()
    const thief = await copy()
    thief.clientID = alice.doc.clientID
    const before = Y.encodeStateVector(thief)
    annotationSet(thief).add([aClaim(article, 'השלום', {id: 'theft', by: 'bob'})])
    expect(await bob.offer(team, Y.encodeStateAsUpdate(thief, before))).toBe('not saved')
    annotationSet(alice.doc).setFeature('hers', 'note', 'second', act('alice'))
    await alice.saved()
    expect(annotationSet(await copy()).get('hers')).toMatchObject({features: {note: 'second'}})
    await goesOn()
  })

  test('[SP145] puts in what no such document holds: it is refused with the reason', async () => {
    expect(await bob.offer(team, await changed(doc => doc.getMap('elsewhere').set('x', 'y')))).toBe('not saved')
    expect(await why()).toBe(`${REFUSED.shape}`)
    await goesOn()
  })
})

test('[SP142] a curator with a program of her own erases no source of an article and no name of an entity, and what older windows took away is read', async () => {
  const {path, remove} = await newFolder()
  const folder = await aProjectFolder(`${path}/Ceasefire.claimlight`)
  const hub = await aHub(folder)
  const named: DocumentAddress = {kind: 'registry', owner: 'team'}
  const [haaretz, people] = ['הארץ', '人民日报'].map((outlet, at) => ({outlet, sourceName: `${at}.txt`})) as [ArticleSource, ArticleSource]
  const windows = openWindows()
  const window = windows.at(hub, ALICE)
  const [shown, names] = [window.open({kind: 'project'}), window.open(named)]
  await Promise.all([shown.opened, names.opened])
  const {text: _text, ...entry} = article
  project(shown.doc).articles.put(entry)
  project(shown.doc).articles.patch(article.id, sourceEdits([haaretz, people], []))
  registry(names.doc).entities.put({id: 'zoe', by: 'alice', at: 1, name: 'Zoe\u0308', type: 'PERSON', aliases: []})
  registry(names.doc).entities.patch('zoe', {aliases: ['زوي']})
  await Promise.all([shown.saved(), names.saved()])
  // As windows of the first days did it, before this was refused.
  const name = documentName(hub.projectId, {kind: 'project'})
  const older = documentFrom(await folder.store.load(name))
  const before = Y.encodeStateVector(older)
  older.getMap('articles').delete(`${article.id}/source:${sourceId(people)}`)
  const curator = modifiedWindow(hub, ALICE)
  await Promise.all([curator.open({kind: 'project'}), curator.open(named)])
  const erased = documentFrom(await folder.store.load(name))
  erased.getMap('articles').delete(`${article.id}/source:${sourceId(haaretz)}`)
  expect(await curator.offer({kind: 'project'}, Y.encodeStateAsUpdate(erased, before))).toBe('not saved')
  const unnamed = documentFrom(await folder.store.load(documentName(hub.projectId, named)))
  const known = Y.encodeStateVector(unnamed)
  const zoe = unnamed.getMap('entities').get('zoe') as Y.Map<unknown>
  for (const key of [...zoe.keys()].filter(each => each.startsWith('alias/'))) zoe.delete(key)
  expect(await curator.offer(named, Y.encodeStateAsUpdate(unnamed, known))).toBe('not saved')
  expect(registry(names.doc).entities.get('zoe')?.aliases).toEqual(['زوي'])
  curator.close()
  windows.close()
  await hub.close()
  const opened = await openedFolder(`${path}/Ceasefire.claimlight`)
  await opened.store.append(name, {kind: 'project'}, Y.encodeStateAsUpdate(older, before))
  const again = await aHub(opened)
  const seen = openWindows()
  const hers = seen.at(again, ALICE).open({kind: 'project'})
  await hers.opened
  expect(project(hers.doc).articles.get(article.id)?.otherSources).toEqual([haaretz])
  seen.close()
  await again.close()
  await remove()
})

test('[SP146] what is refused stays in the window with the reason, and the rest of the project goes on', async () => {
  const {path, remove} = await newFolder()
  const hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  const windows = openWindows()
  const window = windows.at(hub, BOB)
  const [set, discussion] = [window.open(team), window.open({kind: 'discussion', article: article.id})]
  await Promise.all([set.opened, discussion.opened])
  const reasons: string[] = []
  set.provider.on('authenticationFailed', ({reason}: {reason: string}) => reasons.push(reason))
  annotationSet(set.doc).add([aClaim(article, 'Sea ice', {id: 'in her name'})])
  await until('Bob is told', () => reasons.length > 0)
  expect(reasons[0]).toBe(`${REFUSED.name}`)
  expect(set.provider.hasUnsyncedChanges).toBe(true)
  expect(annotationSet(set.doc).get('in her name')).toBeDefined()
  const record = new Y.Map<unknown>(Object.entries({annotation: 'a', body: {text: 'מדוע?', mentions: []}, by: 'bob', at: 1}))
  discussion.doc.getMap('comments').set('c', record)
  await discussion.saved()
  windows.close()
  await hub.close()
  await remove()
})

test('[SP147] a project’s hub that erases a guest’s work does not reach her copy', async () => {
  const {path, remove} = await newFolder()
  const door = await aDoor([ALICE, BOB])
  let folder = await aProjectFolder(`${path}/Upstream.claimlight`)
  let upstream = await aHub(folder)
  const entered = await upstream.changeProject(({people}) => {
    for (const person of [ALICE, BOB]) people.put(person)
  })
  expect(entered).toEqual({ok: true, value: null})
  door.open(upstream)
  const local = await aProjectFolder(`${path}/Bob.claimlight`)
  const guest = await aGuestHub(local, guestAt(door.origin, BOB))
  const windows = openWindows()
  const his = windows.at(guest, BOB).open(team)
  await his.opened
  annotationSet(his.doc).add([aClaim(article, '和平即将到来', {id: 'his', by: 'bob'})])
  await his.saved()
  await shared(guest)
  // Whoever can write the files of that hub can write this.
  await upstream.close()
  door.open(undefined)
  folder = await openedFolder(`${path}/Upstream.claimlight`)
  const name = documentName('project-1', team)
  const doc = documentFrom(await folder.store.load(name))
  const before = Y.encodeStateVector(doc)
  doc.getMap('annotations').delete('his')
  await folder.store.append(name, team, Y.encodeStateAsUpdate(doc, before))
  upstream = await aHub(folder)
  const renamed = await upstream.changeProject(shown => shown.rename('Erased'))
  expect(renamed).toEqual({ok: true, value: null})
  door.open(upstream)
  guest.upstream?.tryNow()
  const hers = windows.at(guest, BOB).open({kind: 'project'})
  await hers.opened
  await until('what came after it has arrived', () => project(hers.doc).name() === 'Erased')
  await shared(guest).catch(() => undefined)
  expect((await logged(local, team)).map(({id}) => id)).toEqual(['his'])
  windows.close()
  await guest.close()
  await upstream.close()
  await door.close()
  await remove()
})
