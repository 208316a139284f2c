import * as Y from 'yjs'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {problemOfStatus} from '../../src/hub/upstream/upstream-access.ts'
import {NOWHERE_ELSE} from '../../src/ipc/share-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {PEER_PROTOCOL} from '../../src/sync/peer-api.ts'
import {decoded, encoded} from './browser.ts'
import {copyClosedProject} from '../support/copied-project.ts'
import {inEnglish, value} from '../support/results.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows, until} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {aDoor, aGuestHub, guestAt, logged, shared, upstreamOf} from './upstream-bench.ts'
import {openRound, startRound} from '../support/rounds.ts'

const article = anArticle(MIXED_TEXT)
const other = anArticle('Ceasefire talks resume, says the minister. 停火谈判恢复。')
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const PROJECT: DocumentAddress = {kind: 'project'}

describe('a hub that is a guest at another', () => {
  let path = ''
  let remove: () => Promise<void>
  let door: Door
  let upstream: Hub
  let upstreamFolder: ProjectFolder
  const hubs = new Map<string, {hub: Hub; folder: ProjectFolder}>()
  const windows = openWindows()

  /** A device of a person: her own hub, guest at the door. */
  const device = async (person: Person, name = person.name): Promise<Hub> => {
    const at = `${path}/${name}.claimlight`
    const before = hubs.get(name)
    if (before !== undefined) await before.hub.close()
    const folder = before === undefined ? await aProjectFolder(at) : await openedFolder(at)
    const hub = await aGuestHub(folder, guestAt(door.origin, person))
    hubs.set(name, {hub, folder})
    return hub
  }
  const folderOf = (name: string): ProjectFolder => {
    const found = hubs.get(name)
    if (found === undefined) throw new Error(`${name} has no hub.`)
    return found.folder
  }
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    door = await aDoor([ALICE, BOB, CAROL])
    upstreamFolder = await aProjectFolder(`${path}/Upstream.claimlight`)
    upstream = await aHub(upstreamFolder)
    door.open(upstream)
    const entered = await upstream.changeProject(project => {
      project.rename('Ceasefire 和平')
      for (const person of [ALICE, BOB, CAROL]) project.people.put(person)
    })
    if (!entered.ok) throw new Error(`${entered.error}`)
    const imported = await upstream.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(article.text)}], null)
    if (!imported.ok) throw new Error(`${imported.error}`)
  })
  afterEach(async () => {
    windows.close()
    for (const {hub} of hubs.values()) await hub.close()
    hubs.clear()
    await upstream.close()
    await door.close()
    await remove()
  })

  test('[SP70] two people at hubs of their own see each other’s annotations as they are made', async () => {
    const [alice, bob] = [await device(ALICE), await device(BOB)]
    const hers = windows.at(alice, ALICE).open(teamSet)
    const his = windows.at(bob, BOB).open(teamSet)
    expect(await hers.opened).toBeUndefined()
    expect(await his.opened).toBeUndefined()
    await until('both are connected', async () => (await upstreamOf(alice)).state === 'connected' && (await upstreamOf(bob)).state === 'connected')
    annotationSet(hers.doc).add([aClaim(article, 'Sea ice melts faster')])
    annotationSet(his.doc).add([aClaim(article, 'السلام قريب', {by: 'bob'}), aClaim(article, '👩‍👩‍👧', {by: 'bob'})])
    await until('both have three', () => annotationSet(hers.doc).all().length === 3 && annotationSet(his.doc).all().length === 3)
    expect(hers.doc.getMap('annotations').toJSON()).toEqual(his.doc.getMap('annotations').toJSON())
    await shared(alice)
    await shared(bob)
    expect(await logged(upstreamFolder, teamSet)).toHaveLength(3)
    expect(await logged(folderOf('Bob'), teamSet)).toHaveLength(3)
  })

  test('[SP70] a set that no window has open arrives all the same', async () => {
    const bob = await device(BOB)
    await shared(bob)
    const hers = windows.at(upstream, ALICE).open(teamSet)
    await hers.opened
    annotationSet(hers.doc).add([aClaim(article, 'השלום קרוב')])
    await hers.saved()
    await until('it is in Bob’s log', async () => (await logged(folderOf('Bob'), teamSet)).length === 1)
  })

  test('[SP70] the project, its people, its articles and their texts come along', async () => {
    const bob = await device(BOB)
    const requests = bob.requests(BOB, 'browser')
    await until('the article is listed', async () => (await folderOf('Bob').texts.list()).length === 1)
    expect(await requests.articleText(article.id)).toEqual({ok: true, value: article.text})
    const session = await requests.session()
    expect(session).toMatchObject({ok: true, value: {projectName: 'Ceasefire 和平', person: {id: 'bob', role: 'annotator'}}})
    await until('it can be searched', async () => {
      const found = await requests.searchArticles('melts')
      return found.ok && found.value.length === 1
    })
  })

  test('[SP71] what both sides did without a network is merged when it is back, and waits until then', async () => {
    let bob = await device(BOB)
    await shared(bob)
    door.open(undefined)
    await until('Bob’s hub notices', async () => (await upstreamOf(bob)).state === 'offline')
    const his = windows.at(bob, BOB).open(teamSet)
    await his.opened
    annotationSet(his.doc).add([aClaim(article, 'Sea ice melts faster', {by: 'bob'})])
    await his.saved()
    await until('it waits', async () => JSON.stringify(await upstreamOf(bob)).includes('"waiting":1'))
    const status = await upstreamOf(bob)
    expect(inEnglish(status)).toMatchObject({
      state: 'offline',
      why: expect.stringMatching(/does not answer\. Your work is saved here and shared as soon as it answers again\.$/),
    })

    const hers = windows.at(upstream, ALICE).open(teamSet)
    await hers.opened
    annotationSet(hers.doc).add([aClaim(article, '和平即将到来')])
    await hers.saved()
    windows.close()
    // Bob’s computer is restarted meanwhile: that it waits is on disk.
    bob = await device(BOB)
    await until('it still waits', async () => JSON.stringify(await upstreamOf(bob)).includes('"waiting":'))
    door.open(upstream)
    await shared(bob)
    await until('Bob has hers', async () => (await logged(folderOf('Bob'), teamSet)).length === 2)
    expect(await logged(upstreamFolder, teamSet)).toHaveLength(2)
  })

  test('[SP72] 300 sets that were changed on both sides arrive, and never more than 200 are attached', async () => {
    const addresses = Array.from({length: 300}, (_, at): DocumentAddress => ({kind: 'set', article: at.toString(16).padStart(64, '0'), owner: 'team'}))
    const fill = async (folder: ProjectFolder, person: Person): Promise<void> => {
      const updates = addresses.map(address => {
        const doc = new Y.Doc()
        annotationSet(doc).add([aClaim(article, 'Sea ice returns', {by: person.id})])
        return folder.store.append(documentName(folder.projectId, address), address, Y.encodeStateAsUpdate(doc))
      })
      await Promise.all(updates)
    }
    await upstream.close()
    upstreamFolder = await openedFolder(`${path}/Upstream.claimlight`)
    await fill(upstreamFolder, ALICE)
    upstream = await aHub(upstreamFolder)
    door.open(upstream)
    const folder = await aProjectFolder(`${path}/Bob.claimlight`)
    await fill(folder, BOB)
    const bob = await aGuestHub(folder, guestAt(door.origin, BOB))
    hubs.set('Bob', {hub: bob, folder})
    await shared(bob)
    const least = async (at: ProjectFolder): Promise<number> => {
      let fewest = 2
      for (const address of addresses) fewest = Math.min(fewest, (await logged(at, address)).length)
      return fewest
    }
    expect(await least(upstreamFolder)).toBe(2)
    await until('all of Alice’s are at Bob’s', async () => (await least(folder)) === 2)
    expect(bob.upstream?.attachedMost()).toBe(200)
  })

  test('[SP73] two devices of one person are one person', async () => {
    const laptop = await device(BOB, 'Laptop')
    const guest = guestAt(door.origin, BOB)
    const folder = await aProjectFolder(`${path}/Desk.claimlight`)
    const atDesk: Person = {id: 'another-id', name: 'Robert', role: 'admin'}
    const desk = await aGuestHub(folder, {...guest, owner: atDesk.id})
    hubs.set('Desk', {hub: desk, folder})
    await shared(desk)
    expect(await desk.requests(atDesk, 'browser').session()).toMatchObject({ok: true, value: {person: {id: 'bob', name: 'Bob', role: 'annotator'}}})
    const round = await startRound(upstream)
    const own: DocumentAddress = {kind: 'set', article: article.id, owner: ownerOf('bob', round.id)}
    await until('the round is on the tower', async () => (await windows.at(desk, atDesk).open(teamSet).opened) !== undefined)
    const written = windows.at(desk, atDesk).open(own)
    expect(await written.opened).toBeUndefined()
    annotationSet(written.doc).add([aClaim(article, 'Sea ice melts', {by: 'bob'})])
    await written.saved()
    const read = windows.at(laptop, BOB).open(own)
    await read.opened
    await until('it is on the laptop', () => annotationSet(read.doc).all().length === 1)
    expect(read.provider.authorizedScope).toBe('read-write')
  })

  test('[SP41] in a closed independent round no byte of another’s set leaves the hub, and all of it when the round is opened', async () => {
    const bob = await device(BOB)
    await shared(bob)
    const {id} = await startRound(upstream)
    const alices: DocumentAddress = {kind: 'set', article: article.id, owner: ownerOf('alice', id)}
    const hers = windows.at(upstream, ALICE).open(alices)
    await hers.opened
    annotationSet(hers.doc).add([aClaim(article, 'Sea ice melts faster')])
    await hers.saved()
    const own: DocumentAddress = {kind: 'set', article: article.id, owner: ownerOf('bob', id)}
    await until(
      'the round is at Bob’s hub',
      async () => (await windows.at(bob, BOB).open(teamSet).opened) === 'This is closed to you until the round is opened.',
    )
    const his = windows.at(bob, BOB).open(own)
    await his.opened
    annotationSet(his.doc).add([aClaim(article, 'קרוב', {by: 'bob'})])
    await his.saved()
    await shared(bob)
    expect(await logged(upstreamFolder, own)).toHaveLength(1)
    const page = await upstream.requests(BOB, 'browser').changesSince('')
    expect(JSON.stringify(page)).not.toContain('alice')
    expect((await folderOf('Bob').store.documents()).map(({address}) => JSON.stringify(address))).not.toContain(JSON.stringify(alices))

    await openRound(upstream, id)
    await until('hers is at Bob’s hub', async () => (await logged(folderOf('Bob'), alices)).length === 1)
  })

  test('[SP74] a text that was altered on the way is not taken, and taken when it comes whole', async () => {
    door.alter = (method, body) => (method === 'articleText' ? Buffer.from(body.toString('latin1').replace('melts', 'grows'), 'latin1') : body)
    const bob = await device(BOB)
    await until('it is told', async () => JSON.stringify(await upstreamOf(bob)).includes('was altered on its way here'))
    expect(await folderOf('Bob').texts.list()).toEqual([])
    expect(await bob.requests(BOB, 'browser').articleText(article.id)).toMatchObject({ok: false})
    door.alter = (_method, body) => body
    expect(await bob.requests(BOB, 'browser').articleText(article.id)).toEqual({ok: true, value: article.text})
    expect(await upstreamOf(bob)).toEqual({state: 'connected', origin: door.origin, waiting: 0})
  })

  test('[SP74] an article that a curator imports without a network goes up with its text', async () => {
    const alice = await device(ALICE)
    const bob = await device(BOB)
    await shared(alice)
    door.open(undefined)
    const imported = await alice.requests(ALICE, 'browser').importFiles([{name: 'b.txt', bytes: new TextEncoder().encode(other.text)}], null)
    expect(imported).toMatchObject({ok: true, value: [{state: 'imported'}]})
    door.open(upstream)
    await shared(alice)
    expect(await upstreamFolder.texts.get(other.id)).toEqual({ok: true, value: other.text})
    await until('Bob has it too', async () => (await folderOf('Bob').texts.get(other.id)).ok)
    const session = await bob.requests(BOB, 'browser').summaries(null)
    expect(session).toMatchObject({ok: true, value: [{}, {}]})
  })

  test('[SP75] changes made without a network by somebody who may only read by then stay here, and go up when she may write again', async () => {
    const bob = await device(BOB)
    await shared(bob)
    door.open(undefined)
    const his = windows.at(bob, BOB).open(teamSet)
    await his.opened
    annotationSet(his.doc).add([aClaim(article, 'Sea ice melts faster', {by: 'bob'})])
    await his.saved()
    value(await upstream.requests(ALICE, 'desktop').setRole('bob', 'reader'))
    door.open(upstream)
    await until('it says so', async () => JSON.stringify(await upstreamOf(bob)).includes('The hub does not take some of your changes'))
    expect(await upstreamOf(bob)).toMatchObject({state: 'connected', waiting: 1})
    expect(await logged(upstreamFolder, teamSet)).toEqual([])
    await until('his window may only read', () => his.provider.authorizedScope === 'readonly')
    expect(await logged(folderOf('Bob'), teamSet)).toHaveLength(1)

    value(await upstream.requests(ALICE, 'desktop').setRole('bob', 'annotator'))
    await shared(bob)
    expect(await logged(upstreamFolder, teamSet)).toHaveLength(1)
  })

  test('[SP76] who may not come in any more is told so and loses nothing', async () => {
    const bob = await device(BOB)
    await shared(bob)
    door.revoked.add('session-of-bob')
    door.cut()
    await until('he is told', async () => (await upstreamOf(bob)).state === 'refused')
    expect(inEnglish(await upstreamOf(bob))).toMatchObject({
      why: expect.stringMatching(
        /^The hub at .* does not let this device in any more: .* Ask for a new invitation and join with it\. Your work is saved here, and nothing is lost\.$/,
      ),
    })
    const his = windows.at(bob, BOB).open(teamSet)
    await his.opened
    annotationSet(his.doc).add([aClaim(article, 'Sea ice returns', {by: 'bob'})])
    await his.saved()
    door.revoked.clear()
    bob.upstream?.tryNow()
    await shared(bob)
    expect(await logged(upstreamFolder, teamSet)).toHaveLength(1)
  })

  test('[SP77] a hub that has another project by now gets nothing and says what to do', async () => {
    const bob = await device(BOB)
    const his = windows.at(bob, BOB).open(teamSet)
    await his.opened
    await shared(bob)
    door.alter = (method, body) => (method === 'hello' ? Buffer.from(body.toString('latin1').replace('project-1', 'project-2'), 'latin1') : body)
    door.cut()
    await until('it is refused', async () => (await upstreamOf(bob)).state === 'refused')
    expect(inEnglish(await upstreamOf(bob))).toMatchObject({why: expect.stringContaining('has another project now. Ask for an invitation to this one')})
  })

  test.each([PEER_PROTOCOL - 1, PEER_PROTOCOL + 1])(
    '[SP77] a hub of another protocol (%i) gets nothing, says what to do, and gets everything once it speaks ours',
    async number => {
      const bob = await device(BOB)
      await shared(bob)
      const asked = new Set<string>()
      door.alter = (method, body) => {
        asked.add(method)
        if (method !== 'hello') return body
        const hello = decoded(new Uint8Array(body).buffer)
        expect(hello).toMatchObject({ok: true, value: {protocol: PEER_PROTOCOL}})
        return Buffer.from(encoded({ok: true, value: {...(hello as {value: object}).value, protocol: number, andMore: '和平'}}))
      }
      door.cut()
      await until('it is refused', async () => (await upstreamOf(bob)).state === 'refused')
      // What was asked before the cut may be answered after it.
      asked.clear()
      const his = windows.at(bob, BOB).open(teamSet)
      await his.opened
      annotationSet(his.doc).add([aClaim(article, 'השלום קרוב', {by: 'bob'})])
      await his.saved()
      bob.upstream?.tryNow()
      await until('it is asked again', () => asked.size > 0)
      expect(inEnglish(await upstreamOf(bob))).toMatchObject({
        why: expect.stringMatching(/another version of Claimlight.*Update Claimlight here and there\..*nothing is lost/),
        waiting: 1,
      })
      expect(asked).toEqual(new Set(['hello']))
      expect(door.connections()).toBe(0)
      expect(await logged(upstreamFolder, teamSet)).toEqual([])
      door.alter = (_method, body) => body
      await until('it is connected', async () => {
        bob.upstream?.tryNow()
        return (await upstreamOf(bob)).state === 'connected'
      })
      await shared(bob)
      expect(await logged(upstreamFolder, teamSet)).toHaveLength(1)
    },
  )

  test('[SP78] a hub that was put back from a backup gets everything again', async () => {
    let bob = await device(BOB)
    await shared(bob)
    const backup = `${path}/Backup.claimlight`
    await upstream.close()
    await copyClosedProject(`${path}/Upstream.claimlight`, backup)
    upstreamFolder = await openedFolder(`${path}/Upstream.claimlight`)
    upstream = await aHub(upstreamFolder)
    door.open(upstream)
    const his = windows.at(bob, BOB).open(teamSet)
    await his.opened
    annotationSet(his.doc).add([aClaim(article, 'Sea ice returns', {by: 'bob'})])
    await his.saved()
    await shared(bob)
    his.provider.destroy()
    bob = await device(BOB)
    await shared(bob)
    door.open(undefined)
    await upstream.close()
    upstreamFolder = await openedFolder(backup)
    upstream = await aHub(upstreamFolder)
    expect(await logged(upstreamFolder, teamSet)).toEqual([])
    door.open(upstream)
    await until('it is there again', async () => (await logged(upstreamFolder, teamSet)).length === 1)
  })

  test('[SP79] who is where is told across hubs, and nobody passes for another', async () => {
    const [alice, bob] = [await device(ALICE), await device(BOB)]
    await shared(alice)
    await shared(bob)
    const hers = windows.at(alice, ALICE).open(PROJECT)
    const his = windows.at(bob, BOB).open(PROJECT)
    await hers.opened
    await his.opened
    hers.provider.awareness?.setLocalState({by: 'bob', article: article.id})
    await until('Bob sees Alice', () =>
      [...(his.provider.awareness?.getStates().values() ?? [])].some(state => state.by === 'alice' && state.article === article.id),
    )
    expect([...(his.provider.awareness?.getStates().values() ?? [])].filter(state => state.by === 'bob' && state.article === article.id)).toEqual([])
    hers.provider.destroy()
    await until('she is gone', () => ![...(his.provider.awareness?.getStates().values() ?? [])].some(state => state.by === 'alice'))
  })

  test('where the work goes besides is told to whose computer it is, and to nobody who visits', async () => {
    const bob = await device(BOB)
    await shared(bob)
    const stands = async (person: Person) => {
      const status = await bob.requests(person, 'browser').shareStatus()
      return status.ok ? status.value : undefined
    }
    expect((await stands({...BOB, role: 'admin'}))?.upstream).toMatchObject({state: 'connected', origin: door.origin})
    expect(await stands(CAROL)).toEqual({network: {state: 'off'}, addresses: [], ...NOWHERE_ELSE})
  })
})

test('only a session that does not hold is told as such', () => {
  const {why} = problemOfStatus('https://192.0.2.1:8443', 403)
  expect(`${why}`).toContain('does not go by the address https://192.0.2.1:8443')
  expect(`${why}`).not.toContain('revoked')
  expect(`${problemOfStatus('https://192.0.2.1:8443', 401).why}`).toContain('revoked')
})
