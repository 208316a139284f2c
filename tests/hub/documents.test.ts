import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {value} from '../support/results.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {TestWindow} from './hub-bench.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows, until, windowOf} from './hub-bench.ts'
import {openRound, startRound} from '../support/rounds.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

describe('documents on a hub', () => {
  let path = ''
  let remove: () => Promise<void>
  let hub: Hub
  const windows = openWindows()
  const windowFor = (person: Person): TestWindow => windows.at(hub, person)
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  })
  afterEach(async () => {
    windows.close()
    await hub.close()
    await remove()
  })

  test('[SP54] two windows see each other’s annotations and end the same', async () => {
    const alice = windowFor(ALICE).open(teamSet)
    const bob = windowFor(BOB).open(teamSet)
    expect(await alice.opened).toBeUndefined()
    expect(await bob.opened).toBeUndefined()
    const hers = annotationSet(alice.doc)
    const his = annotationSet(bob.doc)
    hers.add([aClaim(article, 'Sea ice melts faster')])
    his.add([aClaim(article, 'السلام قريب', {by: 'bob'}), aClaim(article, '和平即将到来', {by: 'bob'})])
    await until('both have three', () => hers.all().length === 3 && his.all().length === 3)
    expect(alice.doc.getMap('annotations').toJSON()).toEqual(bob.doc.getMap('annotations').toJSON())
  })

  test('[SP54] what came before its window closed is taken, even when the project closes right after', async () => {
    const window = windowOf(hub, ALICE)
    const shown = [window.open({kind: 'project'}), window.open(teamSet)] as const
    for (const {opened} of shown) expect(await opened).toBeUndefined()
    const {topics} = project(shown[0].doc)
    const names = ['سلام', '和平', 'שלום', 'e\u0301lan 👩🏽‍🚀', 'Ceasefire']
    for (const [at, name] of names.entries()) topics.put({id: `topic-${at}`, name, by: ALICE.id, at})
    annotationSet(shown[1].doc).add([aClaim(article, 'السلام قريب')])
    window.close()
    await window.ended()
    await hub.close()

    hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
    const after = windowFor(BOB)
    const [documents, set] = [after.open({kind: 'project'}), after.open(teamSet)]
    expect(await documents.opened).toBeUndefined()
    expect(await set.opened).toBeUndefined()
    expect(
      project(documents.doc)
        .topics.all()
        .map(({name}) => name)
        .sort(),
    ).toEqual(names.map(name => name.normalize('NFC')).sort())
    expect(annotationSet(set.doc).all()).toHaveLength(1)
  })

  test('[SP50] what was acknowledged is there when the project is opened again', async () => {
    const before = windowFor(ALICE).open(teamSet)
    await before.opened
    annotationSet(before.doc).add([aClaim(article, 'השלום קרוב')])
    await before.saved()
    await hub.close()
    hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
    const after = windowFor(BOB).open(teamSet)
    await after.opened
    expect(
      annotationSet(after.doc)
        .all()
        .map(({selector}) => selector?.quote),
    ).toEqual(['השלום קרוב'])
  })

  test('[SP3] a name that does not belong to the address is refused, and so is no token at all', async () => {
    const window = windowFor(BOB)
    const gold: DocumentAddress = {kind: 'set', article: article.id, owner: 'gold'}
    expect(await window.open(gold, {address: teamSet}).opened).toBe('This is not a document of this project.')
    expect(await window.open({kind: 'project'}, undefined, 'project').opened).toBe('This is not a document of this project.')
    expect(await window.open(gold, {address: {kind: 'set', article: 'x', owner: 'gold'}}, documentName('project-1', gold)).opened).toBe(
      'This is not a document of this project.',
    )
  })

  test('[SP42] a reader sees the team’s annotations and cannot add one', async () => {
    const alice = windowFor(ALICE).open(teamSet)
    const carol = windowFor(CAROL).open(teamSet)
    await alice.opened
    await carol.opened
    expect(carol.provider.authorizedScope).toBe('readonly')
    annotationSet(carol.doc).add([aClaim(article, 'Sea ice returns', {by: 'carol'})])
    annotationSet(alice.doc).add([aClaim(article, 'Sea ice melts')])
    await alice.saved()
    await until('Carol sees it', () => annotationSet(carol.doc).all().length === 2)
    expect(carol.provider.hasUnsyncedChanges).toBe(true)
    expect(
      annotationSet(alice.doc)
        .all()
        .map(({by}) => by),
    ).toEqual(['alice'])
  })

  test('[SP42] an annotator cannot change the project document', async () => {
    const bob = windowFor(BOB).open({kind: 'project'})
    await bob.opened
    project(bob.doc).rename('Bob’s')
    const alice = windowFor(ALICE).open({kind: 'project'})
    await alice.opened
    await until('the project has the name of its folder', () => project(alice.doc).name() === 'Ceasefire')
    project(alice.doc).rename('Ceasefire 2025')
    await alice.saved()
    await until('Bob sees the name', () => bob.provider.hasUnsyncedChanges)
    const carol = windowFor(CAROL).open({kind: 'project'})
    await carol.opened
    expect(project(carol.doc).name()).toBe('Ceasefire 2025')
  })

  test('[SP41] in an independent round nobody reaches another’s set until it is opened, and then everybody does', async () => {
    const {id} = await startRound(hub)
    const bobs: DocumentAddress = {kind: 'set', article: article.id, owner: ownerOf('bob', id)}
    const bob = windowFor(BOB).open(bobs)
    expect(await bob.opened).toBeUndefined()
    annotationSet(bob.doc).add([aClaim(article, 'Sea ice melts faster', {by: 'bob'})])
    await bob.saved()
    const closed = 'This is closed to you until the round is opened.'
    expect(await windowFor(ALICE).open(bobs).opened).toBe(closed)
    expect(await windowFor(CAROL).open(bobs).opened).toBe(closed)
    expect(await windowFor(BOB).open(teamSet).opened).toBe(closed)
    expect(await windowFor(BOB).open({kind: 'discussion', article: article.id}).opened).toBe(closed)

    await openRound(hub, id)
    const opened = windowFor(ALICE).open(bobs)
    expect(await opened.opened).toBeUndefined()
    expect(opened.provider.authorizedScope).toBe('readonly')
    expect(annotationSet(opened.doc).all()).toHaveLength(1)
  })

  test('[SP43] rights that change while a document is loaded hold when it is there', async () => {
    const before = windowFor(ALICE).open(teamSet)
    await before.opened
    annotationSet(before.doc).add([aClaim(article, 'السلام قريب')])
    await before.saved()
    await hub.close()
    const folder = await openedFolder(`${path}/Ceasefire.claimlight`)
    let giveOut: () => void = () => undefined
    const loaded = new Promise<void>(resolve => {
      giveOut = resolve
    })
    let isAskedFor = false
    const load = async (name: string): Promise<readonly Uint8Array[]> => {
      if (name === documentName(folder.projectId, teamSet)) {
        isAskedFor = true
        await loaded
      }
      return folder.store.load(name)
    }
    hub = await aHub({...folder, store: {...folder.store, load}})
    const alice = windowFor(ALICE).open({kind: 'project'})
    await alice.opened
    const bob = windowFor(BOB).open(teamSet)
    await until('Bob was let in, and the document is being loaded', () => isAskedFor && bob.provider.authorizedScope === 'read-write')
    await until('Bob is entered', () => project(alice.doc).people.get('bob') !== undefined)
    value(await hub.requests(ALICE, 'desktop').setRole('bob', 'reader'))
    giveOut()
    await until('Bob is told that he may only read', () => bob.provider.authorizedScope === 'readonly')
    await bob.opened
    expect(annotationSet(bob.doc).all()).toHaveLength(1)
  })

  test('[SP43] a window that holds a set open loses it when a blind round begins', async () => {
    const alice = windowFor(ALICE).open({kind: 'project'})
    const bob = windowFor(BOB).open(teamSet)
    await alice.opened
    await bob.opened
    const refusals: string[] = []
    bob.provider.on('authenticationFailed', ({reason}: {reason: string}) => refusals.push(reason))
    await startRound(hub)
    await until('Bob is refused', () => refusals.length > 0)
    expect(refusals[0]).toBe('This is closed to you until the round is opened.')
  })
})
