import {mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {afterEach, expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {joinProject} from '../../src/hub/upstream/join-project.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {formatInvitation} from '../../src/sync/invitation-link.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {TestWindow} from './hub-bench.ts'
import {openedFolder, until, windowOf} from './hub-bench.ts'
import type {SharedBench} from './share-bench.ts'
import {aSharedProject, linkOf} from './share-bench.ts'
import {inEnglish, value} from '../support/results.ts'
import {shared, upstreamOf} from './upstream-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const BOBS_DEVICE = {person: {id: 'bobs-laptop-person', name: 'Bob'}, name: 'Bob’s laptop'}
const OWNER: Person = {...BOBS_DEVICE.person, role: 'admin'}

let bench: SharedBench
const hubs: Hub[] = []
const windows: TestWindow[] = []
afterEach(async () => {
  for (const window of windows.splice(0)) window.close()
  for (const hub of hubs.splice(0)) await hub.close()
  await bench.remove()
})
const invited = async (days = 30) => value(await bench.alice.invite({name: 'Bob', role: 'annotator', days}))
const place = (): string => join(dirname(bench.folder), 'Bob.claimlight')
const joined = (link: string, folder = place(), device = BOBS_DEVICE) => joinProject(link, {folderFor: () => folder, known: []}, device, {move: false})
const opened = async (folder = place()): Promise<Hub> => {
  const hub = await createHub({folder: await openedFolder(folder), version: '0.0.0'})
  hubs.push(hub)
  return hub
}
/** Every file with what is in it. */
async function contentsOf(folder: string): Promise<readonly (readonly [string, string])[]> {
  if ((await stat(folder)).isFile()) return [[folder, await readFile(folder, 'latin1')]]
  const files = (await readdir(folder, {recursive: true, withFileTypes: true})).filter(each => each.isFile()).map(each => join(each.parentPath, each.name))
  return Promise.all(files.sort().map(async file => [file, await readFile(file, 'latin1')] as const))
}
const windowAt = (hub: Hub, person: Person): TestWindow => {
  const window = windowOf(hub, person)
  windows.push(window)
  return window
}

test('one joins with an invitation, over TLS, and keeps the secret to oneself', async () => {
  bench = await aSharedProject()
  value(await bench.alice.importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(article.text)}], null))
  const {upstream} = value(await joined((await invited()).link))
  expect((await stat(join(place(), 'upstream.json'))).mode & 0o777).toBe(0o600)
  const bob = await opened()
  await shared(bob)
  const his = windowAt(bob, OWNER).open(teamSet)
  await his.opened
  annotationSet(his.doc).add([aClaim(article, 'السلام قريب', {by: upstream.person.id})])
  await his.saved()
  await shared(bob)
  const hers = windowAt(bench.hub, {id: 'alice', name: 'Alice', role: 'admin'}).open(teamSet)
  await hers.opened
  expect(annotationSet(hers.doc).all()).toHaveLength(1)
  await until('the text is here', async () => (await bob.requests(OWNER, 'desktop').articleText(article.id)).ok)
  expect(value(await bob.requests(OWNER, 'desktop').people())).toContainEqual(expect.objectContaining({id: upstream.person.id, role: 'annotator'}))
  expect(await bob.requests(OWNER, 'desktop').renamePerson('Robert 🙂')).toMatchObject({ok: true})
  await until('Alice reads his new name', async () => {
    const people = await bench.alice.people()
    return people.ok && people.value.some(({name}) => name === 'Robert 🙂')
  })
})

test('[SP31] another certificate at the same address gets no byte', async () => {
  bench = await aSharedProject()
  const link = linkOf((await invited()).link)
  const elsewhere = {...link, fingerprint: `A${link.fingerprint.slice(1, -1)}A`}
  const refused = await joined(formatInvitation(elsewhere).link)
  expect(inEnglish(refused)).toMatchObject({ok: false, error: expect.stringContaining('it shows another certificate')})
  await expect(stat(place())).rejects.toThrow('ENOENT')
  value(await joined((await invited()).link))
  const path = join(place(), 'upstream.json')
  const kept = await readFile(path, 'utf8')
  await writeFile(path, kept.replace(link.fingerprint, elsewhere.fingerprint))
  const bob = await opened()
  await until('it is refused', async () => (await upstreamOf(bob)).state === 'refused')
  expect(inEnglish(await upstreamOf(bob))).toMatchObject({why: expect.stringMatching(/another certificate.*Ask for a new invitation\. Nothing was sent\./)})
})

test('[SP80] an invitation that is revoked, expired, foreign or cut short makes nothing and says what to do', async () => {
  bench = await aSharedProject()
  const revoked = await invited()
  value(await bench.alice.revokeInvitation(revoked.id))
  expect(inEnglish(await joined(revoked.link))).toEqual({ok: false, error: 'This invitation was revoked. Ask the person who sent it if that was not meant.'})
  const late = await invited(1)
  bench.later(2)
  expect(inEnglish(await joined(late.link))).toEqual({ok: false, error: 'This invitation has expired. Ask the person who sent it for a new one.'})
  const foreign = formatInvitation({...linkOf((await invited()).link), projectId: 'project-2'}).link
  expect(inEnglish(await joined(foreign))).toMatchObject({ok: false, error: expect.stringContaining('for another project')})
  expect(inEnglish(await joined((await invited()).link.slice(0, -20)))).toMatchObject({
    ok: false,
    error: expect.stringContaining('not a whole invitation link'),
  })
  await expect(stat(place())).rejects.toThrow('ENOENT')
})

test('[SP80] joining into a folder that holds something else changes nothing there, and does not use the invitation up', async () => {
  bench = await aSharedProject()
  const made = await invited()
  const home = dirname(bench.folder)
  const [another, notes, text] = [join(home, 'Another.claimlight'), join(home, 'Notes 笔记'), join(home, 'letter.txt')]
  const other = value(await createProjectFolder(another, {projectId: 'another'}))
  await other.close()
  await mkdir(notes)
  await writeFile(join(notes, 'שלום.txt'), 'Mine.')
  await writeFile(text, 'Mine, too.')
  for (const [folder, why] of [
    [another, 'holds another project'],
    [notes, 'is no empty folder, and no project of Claimlight either'],
    [text, 'is no empty folder, and no project of Claimlight either'],
  ] as const) {
    const before = await contentsOf(folder)
    expect(inEnglish(await joined(made.link, folder))).toMatchObject({
      ok: false,
      error: expect.stringMatching(`${why}.*Choose a new name for the folder; the invitation was not used`),
    })
    expect(await contentsOf(folder)).toEqual(before)
  }
  expect(value(await bench.alice.invitations()).find(({id}) => id === made.id)).toMatchObject({state: 'open', devices: 0})
  const empty = join(home, 'Empty.claimlight')
  await mkdir(empty)
  value(await joined(made.link, empty))
  await shared(await opened(empty))
})

test('[SP76] who is revoked hears it at once, works on, and goes on when invited again', async () => {
  bench = await aSharedProject()
  const first = await invited()
  const {upstream} = value(await joined(first.link))
  let bob = await opened()
  await shared(bob)
  value(await bench.alice.revokeInvitation(first.id))
  await until('he is told', async () => (await upstreamOf(bob)).state === 'refused')
  expect(inEnglish(await upstreamOf(bob))).toMatchObject({
    why: expect.stringMatching(/^Your invitation to this project was revoked.*Your work is saved here, and nothing is lost\.$/),
  })
  const his = windowAt(bob, OWNER).open(teamSet)
  await his.opened
  annotationSet(his.doc).add([aClaim(article, 'השלום קרוב', {by: upstream.person.id})])
  await his.saved()
  windows.pop()?.close()
  await hubs.pop()?.close()
  const again = value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 30, person: upstream.person.id}))
  value(await joined(again.link))
  bob = await opened()
  await shared(bob)
  const hers = windowAt(bench.hub, {id: 'alice', name: 'Alice', role: 'admin'}).open(teamSet)
  await hers.opened
  expect(annotationSet(hers.doc).all()).toHaveLength(1)
})

test('[SP76] a second device that is invited again still knows whom it belongs to', async () => {
  bench = await aSharedProject()
  const {person} = value(await joined((await invited()).link)).upstream
  const tower = {person: {id: 'bobs-tower-person', name: 'Bob'}, name: 'Bob’s tower'}
  const folder = join(dirname(bench.folder), 'Bob’s tower 和平.claimlight')
  for (const _time of ['first', 'again']) {
    const {link} = value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 30, person: person.id}))
    expect(value(await joined(link, folder, tower)).upstream).toMatchObject({owner: 'bobs-tower-person', person: {id: person.id}})
    for (const {id, waits} of bench.hub.sharing.devices.of(person.id, undefined))
      if (waits) value(await bench.hub.sharing.devices.letIn(person.id, id, false, () => 'annotator'))
  }
  const bob = await opened(folder)
  await shared(bob)
  const session = value(await bob.requests({...tower.person, role: 'admin'}, 'desktop').session())
  expect(session.person).toMatchObject({id: person.id, role: 'annotator'})
})

test('one’s own link makes no guest of the project that it leads to', async () => {
  bench = await aSharedProject()
  const {link, id} = await invited()
  const refused = await joined(link, bench.folder, {person: {id: 'alice', name: 'Alice'}, name: 'Alice’s laptop'})
  expect(inEnglish(refused)).toMatchObject({ok: false, error: expect.stringContaining('the invitation was not used')})
  await expect(stat(join(bench.folder, 'upstream.json'))).rejects.toThrow('ENOENT')
  expect(value(await bench.alice.invitations()).find(each => each.id === id)?.state).toBe('open')
})

test('[SP76] who is invited again while the project is open goes on without opening it anew', async () => {
  bench = await aSharedProject()
  const first = await invited()
  const {person} = value(await joined(first.link)).upstream
  const bob = await opened()
  await shared(bob)
  value(await bench.alice.revokeInvitation(first.id))
  await until('he is told', async () => (await upstreamOf(bob)).state === 'refused')
  const his = windowAt(bob, OWNER).open(teamSet)
  await his.opened
  annotationSet(his.doc).add([aClaim(article, '和平即将到来', {by: person.id})])
  await his.saved()
  value(await joined(value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 30, person: person.id})).link))
  await shared(bob)
  const hers = windowAt(bench.hub, {id: 'alice', name: 'Alice', role: 'admin'}).open(teamSet)
  await hers.opened
  await until('Alice has what he did', () => annotationSet(hers.doc).all().length === 1)
})

test('a computer with a very long name is let in, by the beginning of it', async () => {
  bench = await aSharedProject()
  const {link, id} = await invited()
  value(await joined(link, place(), {...BOBS_DEVICE, name: 'Bob’s 电脑 '.repeat(40)}))
  const person = value(await bench.alice.invitations()).find(each => each.id === id)?.person ?? ''
  const [device] = bench.hub.sharing.devices.of(person, undefined).map(({name}) => name)
  expect(device).toMatch(/^Bob’s 电脑 /)
  expect(device?.length).toBeLessThanOrEqual(80)
})
