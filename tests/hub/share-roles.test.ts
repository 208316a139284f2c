import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from 'vitest'
import type {Role} from '../../src/core/round/owner.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {parseAccess} from '../../src/hub/network/access-record.ts'
import {makeInvitation} from '../../src/hub/network/make-invitation.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import {lockProject} from '../../src/storage/project-lock.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import type {TestWindow} from './hub-bench.ts'
import {aProjectFolder, newFolder, until} from './hub-bench.ts'
import type {Guest, SharedBench} from './share-bench.ts'
import {aSharedProject, guest} from './share-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const FULL = 'The disk is full, so nothing can be saved at the moment. Make room.'

let bench: SharedBench
/** What happens at the disk before the next write to the log. */
let disk: {before?: () => Promise<void>} = {}
const windows: TestWindow[] = []
const watched = (folder: ProjectFolder): ProjectFolder => ({
  ...folder,
  store: {
    ...folder.store,
    append: async (...entry) => {
      await disk.before?.()
      return folder.store.append(...entry)
    },
  },
})
const full = async (): Promise<never> => {
  throw new Error(FULL)
}
afterEach(async () => {
  disk = {}
  for (const window of windows.splice(0)) window.close()
  await bench.remove()
})

const started = async (): Promise<Guest> => {
  bench = await aSharedProject({}, {}, undefined, watched)
  return guest(value(await bench.alice.invite({name: 'Bob', role: 'reader', days: 30})).browserLink, 'Bob')
}
/** What may be done with the team's set by a window that Bob opens now. */
const mayNow = async (bob: Guest): Promise<string | undefined> => {
  const window = bob.window('project-1')
  windows.push(window)
  const {opened, provider} = window.open(teamSet)
  await opened
  return provider.authorizedScope
}
/** What the access record and the project say on the disk. */
async function rolesIn(folder: string, person: string): Promise<readonly (Role | undefined)[]> {
  const record = parseAccess(await readFile(join(folder, 'access.json'), 'utf8'))
  const opened = value(await openProjectFolder(folder, {mode: 'read'}))
  const doc = documentFrom(await opened.store.load(documentName('project-1', {kind: 'project'})))
  await opened.close()
  return [record?.people.find(({id}) => id === person)?.role, project(doc).people.get(person)?.role]
}

describe('a role that is changed', () => {
  test('[SP43] stands in the access record, and in the project as a copy', async () => {
    const bob = await started()
    value(await bench.alice.setRole(bob.id, 'annotator'))
    expect(await mayNow(bob)).toBe('read-write')
    expect(await rolesIn(bench.folder, bob.id)).toEqual(['annotator', 'annotator'])
  })

  test('[SP44] holds at once while the project cannot be written, and is copied there at the next start', async () => {
    const bob = await started()
    disk = {before: full}
    value(await bench.alice.setRole(bob.id, 'annotator'))
    disk = {}
    expect(value(await bench.alice.people()).find(({id}) => id === bob.id)?.role).toBe('annotator')
    expect(await mayNow(bob)).toBe('read-write')
    expect(await rolesIn(bench.folder, bob.id)).toEqual(['annotator', 'reader'])
    bench = await bench.restart()
    await until('the copy is made', async () => (await rolesIn(bench.folder, bob.id))[1] === 'annotator')
  })

  test('[SP44] is not changed while the access record cannot be written', async () => {
    const bob = await started()
    // Another program holds the access record for longer than it is waited for.
    const release = value(lockProject(join(bench.folder, 'access.lock')))
    expect(refusal(await bench.alice.setRole(bob.id, 'admin'))).toContain('Another program is changing who may come in')
    release()
    expect(value(await bench.alice.people()).find(({id}) => id === bob.id)?.role).toBe('reader')
    expect(await mayNow(bob)).toBe('readonly')
    expect(refusal(await bob.request('setRole', bob.id, 'admin'))).toContain('Only an admin')
    expect(await rolesIn(bench.folder, bob.id)).toEqual(['reader', 'reader'])
  })

  test('[SP29] is what it was when somebody wrote another one into the project, which shows the right one again at the next start', async () => {
    const bob = await started()
    await bench.hub.changeProject(({people}) => people.patch(bob.id, {role: 'admin'}))
    expect(value(await bench.alice.people()).find(({id}) => id === bob.id)?.role).toBe('reader')
    bench = await bench.restart()
    await until('the copy is mended', async () => (await rolesIn(bench.folder, bob.id))[1] === 'reader')
  })

  test('[SP44] stood in each invitation once, and is found there', async () => {
    const bob = await started()
    const path = join(bench.folder, 'access.json')
    const {invitations, sessions, network} = JSON.parse(await readFile(path, 'utf8')) as Record<string, readonly object[]>
    await writeFile(path, JSON.stringify({version: 1, invitations: invitations?.map(each => ({...each, role: 'curator'})), sessions, network}))
    expect(value(await bob.request('session')).person.role).toBe('curator')
  })
})

describe('a project on a machine where nobody sits', () => {
  test('[SP28] always keeps an admin: the last one can neither step down nor be revoked', async () => {
    bench = await aSharedProject()
    const place = await newFolder()
    const hub = await createHub({folder: await aProjectFolder(join(place.path, 'Team.claimlight')), version: '0.0.0', share: bench.means})
    try {
      value(await hub.sharing.start({address: '127.0.0.1', discoverable: false}))
      const admins = await Promise.all(['Bob', 'Carol'].map(async name => anAdmin(hub, name)))
      const [[bob, bobs], [carol, carols]] = admins as [[Guest, string], [Guest, string]]
      value(await carol.request('setRole', bob.id, 'curator'))
      expect(refusal(await carol.request('setRole', carol.id, 'reader'))).toContain('Make somebody else an admin first')
      expect(refusal(await carol.request('revokeInvitation', carols))).toContain('Make somebody else an admin first')
      expect(value(await carol.request('people')).map(({role}) => role)).toEqual(['curator', 'admin'])
      value(await carol.request('setRole', bob.id, 'admin'))
      value(await bob.request('revokeInvitation', carols))
      expect(refusal(await bob.request('revokeInvitation', bobs))).toContain('Make somebody else an admin first')
      expect(refusal(await bob.request('setRole', bob.id, 'annotator'))).toContain('Make somebody else an admin first')
      expect(value(await bob.request('session')).person.role).toBe('admin')
    } finally {
      await hub.close()
      await place.remove()
    }
  })
})

/** Somebody with an invitation as the command line makes it, and its id. */
async function anAdmin(hub: Hub, name: string): Promise<readonly [Guest, string]> {
  const named = {name: () => 'Team'} as Project
  const made = value(await makeInvitation(hub.sharing, {projectId: 'project-1', project: named}, {name, role: 'admin', days: 30, by: 'nobody'}))
  return [await guest(made.browserLink, name), made.id]
}

test('[RD7] who cannot come in any more, as all her invitations were revoked, is given nothing to do in a round, by name', async () => {
  const bob = await started()
  value(await bench.alice.importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null))
  value(await bench.alice.setRole(bob.id, 'annotator'))
  const lists = [{annotator: bob.id, articles: [article.id]}]
  const {id} = value(await bench.alice.draftRound({name: 'Runde 1 和平', lists}))
  const [invitation] = value(await bench.alice.invitations())
  value(await bench.alice.revokeInvitation(invitation?.id ?? ''))
  const sentence = 'Bob was given articles and cannot come in any more, as every invitation of this person is revoked. Give them to somebody else.'
  expect(refusal(await bench.alice.startDraft(id))).toBe(sentence)
  expect(refusal(await bench.alice.startRound('Runde 2', {}, lists))).toBe(sentence)
  expect(refusal(await bench.alice.startRound('Runde 2', {annotators: [bob.id]}))).toContain('Bob cannot come in any more')
})
