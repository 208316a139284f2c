import {cp, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from 'vitest'
import type {Role} from '../../src/core/owner.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {makeInvitation} from '../../src/hub/share/share-requests.ts'
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
import {aProjectFolder, newFolder, openedFolder} from './hub-bench.ts'
import type {Guest, SharedBench} from './share-bench.ts'
import {aSharedProject, guest} from './share-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const FULL = 'The disk is full, so nothing can be saved at the moment. Make room.'

let bench: SharedBench
/** What happens at the disk before and after the next write to the log. */
let disk: {before?: () => Promise<void>; after?: () => Promise<void>} = {}
const windows: TestWindow[] = []
const watched = (folder: ProjectFolder): ProjectFolder => ({
  ...folder,
  store: {
    ...folder.store,
    append: async (...entry) => {
      await disk.before?.()
      await folder.store.append(...entry)
      await disk.after?.()
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
  const access = JSON.parse(await readFile(join(folder, 'access.json'), 'utf8')) as {invitations: {role: Role; person?: {id: string}}[]; changing?: unknown}
  expect(access.changing).toBe(undefined)
  const opened = value(await openProjectFolder(folder, {mode: 'read'}))
  const doc = documentFrom(await opened.store.load(documentName('project-1', {kind: 'project'})))
  await opened.close()
  return [access.invitations.find(each => each.person?.id === person)?.role, project(doc).people.get(person)?.role]
}
/** A hub starts in this folder and ends again. */
async function startIn(folder: string): Promise<void> {
  const hub = await createHub({folder: await openedFolder(folder), version: '0.0.0'})
  await hub.close()
}

describe('a role that is changed', () => {
  test('[SP43] stands in the access record and in the project alike', async () => {
    const bob = await started()
    value(await bench.alice.setRole(bob.id, 'annotator'))
    expect(await mayNow(bob)).toBe('read-write')
    expect(await rolesIn(bench.folder, bob.id)).toEqual(['annotator', 'annotator'])
  })

  test('[SP44] is changed nowhere while the project cannot be written, and can be when there is room', async () => {
    const bob = await started()
    disk = {before: full}
    expect(refusal(await bench.alice.setRole(bob.id, 'annotator'))).toBe(FULL)
    disk = {}
    expect(value(await bench.alice.people()).find(({id}) => id === bob.id)?.role).toBe('reader')
    expect(await mayNow(bob)).toBe('readonly')
    value(await bench.alice.setRole(bob.id, 'annotator'))
    expect(await mayNow(bob)).toBe('read-write')
    expect(await rolesIn(bench.folder, bob.id)).toEqual(['annotator', 'annotator'])
  })

  test('[SP44] is not in force when it could neither be written nor taken back, and nowhere after the next start', async () => {
    const bob = await started()
    let release = (): void => undefined
    disk = {
      before: async () => {
        // Another program holds the access record for longer than it is waited for.
        release = value(lockProject(join(bench.folder, 'access.lock')))
        return full()
      },
    }
    expect(refusal(await bench.alice.setRole(bob.id, 'admin'))).toBe(FULL)
    disk = {}
    release()
    expect(value(await bench.alice.people()).find(({id}) => id === bob.id)?.role).toBe('reader')
    expect(value(await bench.alice.invitations()).map(({role}) => role)).toEqual(['reader'])
    expect(await mayNow(bob)).toBe('readonly')
    expect(refusal(await bob.request('setRole', bob.id, 'admin'))).toContain('Only an admin')
    bench = await bench.restart()
    expect(await rolesIn(bench.folder, bob.id)).toEqual(['reader', 'reader'])
  })

  test('[SP44] is nowhere when the hub dies before the project is written, and everywhere when it dies after', async () => {
    const bob = await started()
    const [early, late] = [`${bench.folder}-early.claimlight`, `${bench.folder}-late.claimlight`]
    disk = {before: () => cp(bench.folder, early, {recursive: true}), after: () => cp(bench.folder, late, {recursive: true})}
    value(await bench.alice.setRole(bob.id, 'curator'))
    disk = {}
    for (const [folder, role] of [
      [early, 'reader'],
      [late, 'curator'],
    ] as const) {
      expect(await readFile(join(folder, 'access.json'), 'utf8')).toContain('"changing"')
      await startIn(folder)
      expect(await rolesIn(folder, bob.id)).toEqual([role, role])
    }
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
