import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import type {Guest, SharedBench} from '../hub/share-bench.ts'
import {aSharedProject, guest, linkOf, redeem, windowFrom} from '../hub/share-bench.ts'
import type {TestWindow} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {startRound} from '../support/rounds.ts'
import {refusal, value} from '../support/results.ts'

const article = anArticle(MIXED_TEXT)
const setOf = (person: string, round = EARLIER): DocumentAddress => ({kind: 'set', article: article.id, owner: ownerOf(person, round)})

let bench: SharedBench
const windows: TestWindow[] = []
afterEach(async () => {
  for (const window of windows.splice(0)) window.close()
  await bench.remove()
})
const invited = async (name: string, role: 'reader' | 'annotator' | 'curator' | 'admin') => value(await bench.alice.invite({name, role, days: 30}))
const joined = async (name: string, role: 'reader' | 'annotator' | 'curator' | 'admin'): Promise<Guest> =>
  guest((await invited(name, role)).browserLink, name, 'session')
async function annotates(bob: Guest, round: string): Promise<void> {
  const window = bob.window('project-1')
  windows.push(window)
  const own = window.open(setOf(bob.id, round))
  expect(await own.opened).toBeUndefined()
  annotationSet(own.doc).add([aClaim(article, '和平即将到来', {by: bob.id})])
  await own.saved()
}
const waitingOf = async (person: Guest) => value(await person.request('devices')).devices.filter(({waits}) => waits)

const CODE = expect.stringMatching(/^[2-9A-HJ-NP-TV-Z]{3}-[2-9A-HJ-NP-TV-Z]{3}$/)

describe('a link for somebody who is in the project', () => {
  test('[SP24] is not made by a curator', async () => {
    bench = await aSharedProject()
    const carol = await joined('Carol', 'curator')
    const bob = await joined('Bob', 'annotator')
    expect(refusal(await carol.request('invite', {name: 'Bob', role: 'annotator', days: 1, person: bob.id}))).toContain('made by that person')
    expect(refusal(await carol.request('invite', {name: 'Alice', role: 'annotator', days: 1, person: 'alice'}))).toContain('made by that person')
  })

  test('[SP24] lets nobody in whom its person does not know: not the curator who kept the first link, nor the admin who made another', async () => {
    bench = await aSharedProject()
    const carol = await joined('Carol', 'curator')
    const made = value(await carol.request('invite', {name: 'Bob', role: 'annotator', days: 30}))
    const bob = await guest(made.browserLink, 'Bob', 'session')
    const byAdmin = value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 1, person: bob.id}))
    for (const link of [made.browserLink, byAdmin.browserLink]) {
      const {joined: thief, answer} = await redeem(linkOf(link), 'Carol')
      expect([answer.status, thief.waits, thief.person?.id]).toEqual([200, CODE, bob.id])
      const headers = {cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', origin: bench.origin()}
      const window = windowFrom(bench.origin(), headers, 'project-1')
      windows.push(window)
      void window.open(setOf(bob.id))
      await expect.poll(() => window.closed[0]?.code).toBe(4467)
    }
    const waiting = await waitingOf(bob)
    expect(waiting.map(({name}) => name)).toEqual(['Carol’s browser', 'Carol’s browser'])
    for (const {id} of waiting) value(await bob.request('endDevice', id))
    expect(await waitingOf(bob)).toEqual([])
    expect(refusal(await bob.request('letInDevice', waiting[0]?.id ?? ''))).toContain('no such device')
  })

  test('[SP33] comes from nobody while its person has work in a closed round, and the link of before opens nothing either', async () => {
    bench = await aSharedProject()
    const first = await invited('Bob', 'annotator')
    const bob = await guest(first.browserLink, 'Bob', 'session')
    const before = await redeem(linkOf(first.browserLink), 'Carol')
    expect(before.joined.waits).toEqual(CODE)
    const {id} = await startRound(bench.hub)
    await annotates(bob, id)
    expect(refusal(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 1, person: bob.id}))).toContain('The work stays closed')
    expect(refusal(await bob.request('inviteDevice'))).toContain('is not opened yet')
    const {joined: late} = await redeem(linkOf(first.browserLink), 'Carol')
    expect(late.reason).toBe('closed')
    const [waiting] = await waitingOf(bob)
    expect(refusal(await bob.request('letInDevice', waiting?.id ?? ''))).toContain('is not opened yet')
    expect(refusal(await bench.alice.replaceDevices(bob.id, waiting?.id ?? ''))).toContain('is not opened yet')
    // The device that she had comes back with its link.
    const {joined: again} = await redeem(linkOf(first.browserLink), 'Bob', {wish: 'session'}, bob.headers)
    expect([again.ok, again.waits]).toEqual([true, undefined])
  })

  test('[SP33] comes from nobody as soon as its person annotates in a closed round, before she has begun', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob', 'session')
    await startRound(bench.hub, undefined, {annotators: [bob.id]})
    expect(refusal(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 1, person: bob.id}))).toContain('The work stays closed')
    expect(refusal(await bob.request('inviteDevice'))).toContain('is not opened yet')
  })

  test('[SP34] whoever lost all devices is let in by an admin, which is written down and shown to her and to the admins alone', async () => {
    bench = await aSharedProject()
    const carol = await joined('Carol', 'reader')
    const bob = await joined('Bob', 'annotator')
    const {link} = value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 1, person: bob.id}))
    const phone = await guest(link, 'Bob', 'session', {device: 'Phone 📱'})
    const listed = value(await bench.alice.people()).find(({id}) => id === bob.id)
    expect([listed?.devices, listed?.waiting?.map(({name}) => name)]).toEqual([1, ['Phone 📱']])
    expect(value(await carol.request('people')).find(({id}) => id === bob.id)).not.toHaveProperty('devices')
    const device = listed?.waiting?.[0]?.id ?? ''
    expect(refusal(await carol.request('replaceDevices', bob.id, device))).toContain('Only an admin')
    value(await bench.alice.replaceDevices(bob.id, device))
    expect(refusal(await bob.request('session'))).toContain('not signed in')
    expect(value(await phone.request('session')).person.id).toBe(bob.id)
    const note = {at: expect.any(Number), by: 'alice', person: bob.id, device: 'Phone 📱', ended: 1}
    expect(value(await phone.request('devices'))).toMatchObject({devices: [{name: 'Phone 📱', isThis: true}], replaced: [note]})
    expect(value(await bench.alice.devices()).replaced).toEqual([note])
    expect(value(await carol.request('devices')).replaced).toEqual([])
  })

  test('[SP34] lets in at once whom nobody else can know, and that is written down too', async () => {
    bench = await aSharedProject()
    const bob = await joined('Bob', 'annotator')
    const [only] = value(await bob.request('devices')).devices
    expect(refusal(await bob.request('endDevice', only?.id ?? ''))).toContain('not let in here any more')
    const {link} = value(await bench.alice.invite({name: 'Bob', role: 'reader', days: 1, person: bob.id}))
    const back = await guest(link, 'Bob', 'session', {device: 'New laptop'})
    expect(value(await back.request('session')).person).toMatchObject({id: bob.id, role: 'annotator'})
    expect(value(await bench.alice.devices()).replaced).toMatchObject([{by: 'alice', person: bob.id, device: 'New laptop'}])
    const {joined: second} = await redeem(linkOf(link), 'Carol')
    expect(second.waits).toEqual(CODE)
  })

  test('[SP24] shows a code on the device that waits, and the same one, with the time, to her and to admins; opened again it is the same device', async () => {
    bench = await aSharedProject()
    const made = await invited('Bob', 'annotator')
    const bob = await guest(made.browserLink, 'Bob', 'session')
    const first = await redeem(linkOf(made.browserLink), 'Bob')
    const cookie = {cookie: String(first.answer.headers['set-cookie']).split(';')[0] ?? '', origin: bench.origin()}
    const again = await redeem(linkOf(made.browserLink), 'Bob', {}, cookie)
    const other = await redeem(linkOf(made.browserLink), 'Carol')
    expect([first.joined.waits, again.joined.waits]).toEqual([CODE, first.joined.waits])
    expect(other.joined.waits).not.toBe(first.joined.waits)
    const shown = [first, other].map(({joined: {waits}}) => waits).sort()
    expect((await waitingOf(bob)).map(({code}) => code).sort()).toEqual(shown)
    const told = value(await bench.alice.people()).find(({id}) => id === bob.id)?.waiting ?? []
    expect([told.map(({code}) => code).sort(), told.map(({since}) => since)]).toEqual([shown, [expect.any(Number), expect.any(Number)]])
  })

  test('[SP24] opened again in the same browser leaves its other pages in', async () => {
    bench = await aSharedProject()
    const made = await invited('Bob', 'annotator')
    const bob = await guest(made.browserLink, 'Bob')
    const page = bob.window('project-1')
    windows.push(page)
    await page.open({kind: 'project'}).opened
    const again = await redeem(linkOf(made.browserLink), 'Bob', {}, bob.headers)
    expect([again.joined.ok, again.joined.waits]).toEqual([true, undefined])
    const headers = {cookie: String(again.answer.headers['set-cookie']).split(';')[0] ?? '', origin: bench.origin()}
    const next = windowFrom(bench.origin(), headers, 'project-1')
    windows.push(next)
    await next.open({kind: 'project'}).opened
    const own = page.open(setOf(bob.id))
    expect(await own.opened).toBeUndefined()
    expect(page.closed).toEqual([])
    expect(value(await bench.alice.people()).find(({id}) => id === bob.id)?.devices).toBe(1)
  })

  test('[SP24] pushes nobody out, however often it is opened', async () => {
    bench = await aSharedProject()
    const made = await invited('Bob', 'annotator')
    const bob = await guest(made.browserLink, 'Bob', 'session')
    for (let n = 0; n < 25; n++) expect((await redeem(linkOf(made.browserLink), 'Carol')).joined.waits).toEqual(CODE)
    expect((await bob.request('session')).ok).toBe(true)
    expect(await waitingOf(bob)).toHaveLength(3)
  })
})

describe('a role', () => {
  test('[SP29] that a curator writes into the project gives nothing and takes nothing, from herself, others or the owner', async () => {
    bench = await aSharedProject()
    const carol = await joined('Carol', 'curator')
    const bob = await joined('Bob', 'annotator')
    const window = carol.window('project-1')
    windows.push(window)
    const opened = window.open({kind: 'project'})
    await opened.opened
    const people = opened.doc.getMap<Y.Map<unknown>>('people')
    for (const [id, role] of [
      ['alice', 'annotator'],
      [bob.id, 'admin'],
      [carol.id, 'admin'],
    ] as const) {
      const known = people.get(id)
      expect(known).toBeInstanceOf(Y.Map)
      known?.set('role', role)
    }
    await opened.saved()
    expect(value(await bench.alice.session()).person.role).toBe('admin')
    expect(value(await carol.request('session')).person.role).toBe('curator')
    expect(value(await bob.request('session')).person.role).toBe('annotator')
    expect(value(await carol.request('people')).map(({name, role, owner}) => [name, role, owner])).toEqual([
      ['Alice', 'admin', true],
      ['Bob', 'annotator', false],
      ['Carol', 'curator', false],
    ])
    bench = await bench.restart()
    expect(value(await carol.request('people')).map(({name, role}) => [name, role])).toEqual([
      ['Alice', 'admin'],
      ['Bob', 'annotator'],
      ['Carol', 'curator'],
    ])
  })

  test('[SP29] of the owner stands in the access record from the beginning, and cannot be joined as', async () => {
    bench = await aSharedProject()
    const record = JSON.parse(await readFile(join(bench.folder, 'access.json'), 'utf8')) as {owners: unknown[]}
    expect(record.owners).toEqual([{id: 'alice', since: expect.any(Number)}])
    await bench.hub.changeProject(({people}) => people.patch('alice', {role: 'reader'}))
    const {joined: thief} = await redeem(linkOf((await invited('Carol', 'reader')).link), 'Alice', {wish: 'session', person: {id: 'alice', name: 'Alice'}})
    expect(thief.reason).toBe('taken')
  })

  test('[SP29] cannot be read from a damaged record: then nobody from elsewhere has one', async () => {
    bench = await aSharedProject()
    const carol = await joined('Carol', 'admin')
    await writeFile(join(bench.folder, 'access.json'), '{"version": 2, "owners": []')
    expect(refusal(await carol.request('setRole', 'alice', 'reader'))).toContain('not signed in')
    expect(value(await bench.alice.session()).person.role).toBe('admin')
  })
})
