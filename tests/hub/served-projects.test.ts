import {mkdir, readdir, symlink, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {ServedProjects} from '../../src/hub/serving/served-projects.ts'
import {servedProjects} from '../../src/hub/serving/served-projects.ts'
import {registry as registryIn} from '../../src/project/registry.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {fileSecrets} from '../../src/storage/secret-store.ts'
import {refusal, value} from '../support/results.ts'
import type {TestBrowser} from './browser.ts'
import {encoded, signedIn} from './browser.ts'
import {ALICE, newFolder, openWindows, until} from './hub-bench.ts'
import {aSharedProject, guest, visit} from './share-bench.ts'

let place: {path: string; remove: () => Promise<void>}
let folder: string
let processes: ServedProjects[]
let said: string[]
let alice: Person
let made = 0
const windows = openWindows()
beforeEach(async () => {
  place = await newFolder()
  folder = join(place.path, 'Documents', 'Claimlight')
  await mkdir(join(place.path, 'renderer'))
  await writeFile(join(place.path, 'renderer', 'index.html'), '<!doctype html><title>Claimlight</title>')
  processes = []
  said = []
  alice = ALICE
})
afterEach(async () => {
  windows.close()
  for (const each of processes) await each.close()
  await place.remove()
})

/** Claimlight started once more by Alice on this computer. */
function started(): ServedProjects {
  const home = join(place.path, 'settings')
  const projects = servedProjects({
    version: '0.0.0',
    rendererFolder: join(place.path, 'renderer'),
    device: {id: 'desk', person: ALICE, secrets: fileSecrets(home)},
    person: () => alice,
    ownName: {
      isNamed: () => true,
      name: given => {
        alice = {...alice, name: given ?? alice.name}
      },
    },
    home,
    folder,
    newId: () => `project-${++made}`,
    complain: sentence => said.push(`${sentence}`),
  })
  processes.push(projects)
  return projects
}

/** Her browser in the project that Claimlight was started on. */
async function startedOn(name: string): Promise<TestBrowser> {
  const made = value(await createProjectFolder(join(folder, `${name}.claimlight`), {projectId: name}))
  return signedIn(value(await started().serve(made, {port: 0})).served.signInUrl)
}

const listed = async (browser: TestBrowser) => value(await browser.request('listProjects'))
const here = async (browser: TestBrowser): Promise<string> => value(await browser.request('session')).projectName
const follow = (link: string | null): Promise<TestBrowser> => signedIn(link ?? '')

test('[SEC23] in the browser edition a project is made by name and opened at an address of its own, and those that are open go on', async () => {
  const first = await startedOn('Sea ice')
  const window = windows.keep(first.window('Sea ice'))
  const before = window.open({kind: 'registry', owner: 'team'})
  await before.opened
  const second = await follow(value(await first.request('makeProject', 'הפסקת אש 👩‍👩‍👧')))
  expect([await here(second), second.origin === first.origin]).toEqual(['הפסקת אש 👩‍👩‍👧', false])
  expect(await listed(second)).toMatchObject({
    folder,
    projects: expect.arrayContaining([
      expect.objectContaining({name: 'Sea ice', isOpen: true, isHere: false}),
      expect.objectContaining({name: 'הפסקת אש 👩‍👩‍👧', isOpen: true, isHere: true}),
    ]),
  })
  // Read beside the hub that has it open.
  expect(value(await second.request('schemaOfProject', 'Sea ice'))).toEqual(DEFAULT_SCHEMA)
  const back = await follow(value(await second.request('goToProject', 'Sea ice')))
  expect([back.origin, await here(back)]).toEqual([first.origin, 'Sea ice'])
  const {entities, transact} = registryIn(before.doc)
  transact(() => entities.put({id: 'ice', by: 'alice', at: 1, name: 'الجليد', type: 'OTHER', aliases: []}))
  await before.saved()
  expect(await here(first)).toBe('Sea ice')
  for (const session of [await second.request('session'), await second.request('renamePerson', 'Alice 和平'), await second.request('keepName')])
    expect(value(session).hasProjects).toBe(true)
  const third = await follow(value(await second.request('makeProject', 'Third')))
  expect(value(await third.request('session')).person.name).toBe('Alice 和平')
  expect(said).toEqual([])
})

test('[SEC24] no name leads out of the folder, onto what is there, or to what only looks like a project', async () => {
  const browser = await startedOn('Sea ice')
  const outside = join(place.path, 'Elsewhere.claimlight')
  await (await value(await createProjectFolder(outside, {projectId: 'elsewhere'}))).close()
  await symlink(outside, join(folder, 'Linked.claimlight'))
  await mkdir(join(folder, 'Empty.claimlight'))
  for (const name of ['../Elsewhere', 'a/b', '..', 'ice\u202Egnp', 'SEA ICE', 'Sea ice', 'empty', 'Linked', '', 'x'.repeat(300)])
    expect([name, (await browser.request('makeProject', name)).ok]).toEqual([name, false])
  for (const name of ['Linked', 'Empty', '../Elsewhere', outside, 'sea ice', 'Nowhere'])
    expect([name, (await browser.request('goToProject', name)).ok, (await browser.request('schemaOfProject', name)).ok]).toEqual([name, false, false])
  expect(refusal(await browser.request('makeProject', 'SEA ICE'))).toBe('There is “SEA ICE” already. Choose another name, or open that one.')
  expect((await listed(browser)).projects.map(({name}) => name)).toEqual(['Sea ice'])
  expect((await readdir(folder)).sort()).toEqual(['Empty.claimlight', 'Linked.claimlight', 'Sea ice.claimlight'])
})

test('projects are listed with the one used last first; one that another start of hers serves is gone to there', async () => {
  const first = await startedOn('Sea ice')
  const other = await startedOn('Peace 和平')
  await (await value(await createProjectFolder(join(folder, 'Old.claimlight'), {projectId: 'old'}))).close()
  for (const name of await readdir(join(folder, 'Old.claimlight'))) await utimes(join(folder, 'Old.claimlight', name), 1, 1)
  const {projects} = await listed(first)
  expect(projects.at(-1)).toEqual({name: 'Old', used: 1000, isOpen: false, isHere: false})
  expect(projects.find(({name}) => name === 'Peace 和平')).toMatchObject({isOpen: false})
  const there = await follow(value(await first.request('goToProject', 'Peace 和平')))
  expect([there.origin, await here(there)]).toEqual([other.origin, 'Peace 和平'])
})

test('[SEC23] a modified program of somebody elsewhere, an admin too, is told no project’s name and makes none', async () => {
  const shared = await aSharedProject()
  try {
    for (const [name, role, wish] of [
      ['Bob', 'admin', 'cookie'],
      ['Carol', 'reader', 'session'],
    ] as const) {
      const {browserLink} = value(await shared.alice.invite({name, role, days: 1}))
      const theirs = await guest(browserLink, name, wish)
      const sentence = 'Only the person at the computer where Claimlight runs opens and makes other projects.'
      expect(refusal(await theirs.request('listProjects'))).toBe(sentence)
      expect(refusal(await theirs.request('goToProject', 'Ceasefire'))).toBe(sentence)
      expect(refusal(await theirs.request('makeProject', 'Mine'))).toBe(sentence)
      expect(refusal(await theirs.request('schemaOfProject', 'Ceasefire'))).toBe(sentence)
      expect(value(await theirs.request('session'))).not.toHaveProperty('hasProjects')
    }
    const stranger = await visit(`${shared.origin()}/api/listProjects`, {origin: shared.origin()}, 'POST', encoded([]))
    expect([stranger.status, stranger.body.includes('Ceasefire.claimlight')]).toEqual([401, false])
    expect((await readdir(join(shared.folder, '..'))).filter(entry => entry.endsWith('.claimlight'))).toEqual(['Ceasefire.claimlight'])
  } finally {
    await shared.remove()
  }
  const browser = await startedOn('Sea ice')
  const unsigned = await fetch(`${browser.origin}/api/listProjects`, {method: 'POST', headers: {origin: browser.origin}, body: encoded([])})
  expect([unsigned.status, (await unsigned.text()).includes('Sea ice')]).toEqual([401, false])
  await until('her own list is told', async () => (await listed(browser)).projects.length === 1)
})
