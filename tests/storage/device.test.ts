import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {readDevice, namePerson} from '../../src/storage/device.ts'
import {addRecentProject, recentProjects} from '../../src/storage/recent-projects.ts'
import {settingsHome} from '../../src/storage/settings-home.ts'
import {temporaryFolder} from './temporary.ts'

function given(userName = 'Alice') {
  let made = 0
  return {newId: () => `id-${++made}`, userName}
}

test('[DV1] a computer gets its identity at the first start and keeps it', async () => {
  const home = join(await temporaryFolder(), 'not made yet', 'claimlight')
  const first = await readDevice(home, given())
  expect(first).toEqual({deviceId: 'id-1', person: {id: 'id-2', name: 'Alice'}, isNamed: false, warnings: []})
  expect(await readDevice(home, {newId: () => 'other', userName: 'Bob'})).toEqual(first)
  expect(await readdir(home)).toEqual(['device.json'])
})

test('[DV1] programs that start at once for the first time agree on one identity', async () => {
  const home = await temporaryFolder()
  const all = await Promise.all(Array.from({length: 8}, (_, i) => readDevice(home, {newId: () => `id of ${i}`, userName: 'Alice'})))
  expect(new Set(all.map(({deviceId}) => deviceId)).size).toBe(1)
  expect(await readdir(home)).toEqual(['device.json'])
})

test('[DV2] a new name keeps the id; an empty or endless one is refused', async () => {
  const home = await temporaryFolder()
  await readDevice(home, given())
  expect(await namePerson(home, ' Аліса 👩‍🔬 ')).toMatchObject({ok: true, value: {person: {id: 'id-2', name: 'Аліса 👩‍🔬'}}})
  for (const name of ['', '   ', 'x'.repeat(81)])
    expect(inEnglish(await namePerson(home, name))).toMatchObject({ok: false, error: expect.stringContaining('1 to 80 characters')})
  expect((await readDevice(home, given())).person).toEqual({id: 'id-2', name: 'Аліса 👩‍🔬'})
})

test('[DV4] whose name is not said yet is known until she says it or keeps the one she has; an account of nobody gives no name', async () => {
  const home = await temporaryFolder()
  for (const account of ['root', 'Administrator', 'ubuntu', '', '\u2066']) {
    await rm(join(home, 'device.json'), {force: true})
    expect(await readDevice(home, given(account))).toMatchObject({person: {name: 'Annotator'}, isNamed: false})
  }
  expect(await namePerson(home, undefined)).toMatchObject({ok: true, value: {person: {name: 'Annotator'}, isNamed: true}})
  expect(await readDevice(home, given())).toMatchObject({person: {name: 'Annotator'}, isNamed: true})
  for (const [name, isNamed] of [
    ['root', false],
    ['Zoë Дмитриева 👩‍🔬', true],
  ] as const) {
    await writeFile(join(home, 'device.json'), JSON.stringify({deviceId: 'of before', person: {id: 'her', name}}))
    expect(await readDevice(home, given())).toMatchObject({person: {id: 'her', name}, isNamed})
  }
})

test('[DV3] a damaged file is kept aside and made anew, with a warning', async () => {
  const home = await temporaryFolder()
  await writeFile(join(home, 'device.json'), '{"deviceId": "x", "pers')
  const made = await readDevice(home, given('Bob'))
  expect(inEnglish(made)).toMatchObject({
    deviceId: 'id-1',
    person: {name: 'Bob'},
    warnings: [expect.stringMatching(/device\.json was damaged and was made anew\. The damaged file is kept as .*device\.damaged-/)],
  })
  const [kept, ...rest] = (await readdir(home)).filter(name => name.includes('damaged'))
  expect(rest).toEqual([])
  expect(await readFile(join(home, kept ?? ''), 'utf8')).toBe('{"deviceId": "x", "pers')
  expect(await readDevice(home, given())).toEqual({...made, warnings: []})
})

test('[DV3] where nothing can be kept, one can work all the same and is told', async () => {
  const file = join(await temporaryFolder(), 'a file')
  await writeFile(file, '')
  const device = await readDevice(join(file, 'home'), given())
  expect(device.person.name).toBe('Alice')
  expect(device.warnings.join(' ')).toContain('you are a new person at every start')
})

test('[DV4] settings are kept where each system keeps them', () => {
  const home = '/home/alice'
  expect(settingsHome({env: {}, platform: 'linux', home})).toBe('/home/alice/.config/claimlight')
  expect(settingsHome({env: {XDG_CONFIG_HOME: '/elsewhere'}, platform: 'linux', home})).toBe('/elsewhere/claimlight')
  expect(settingsHome({env: {XDG_CONFIG_HOME: 'relative'}, platform: 'linux', home})).toBe('/home/alice/.config/claimlight')
  expect(settingsHome({env: {}, platform: 'darwin', home: '/Users/alice'})).toBe('/Users/alice/Library/Application Support/Claimlight')
  expect(settingsHome({env: {APPDATA: '/roaming'}, platform: 'win32', home})).toBe('/roaming/Claimlight')
  expect(settingsHome({env: {CLAIMLIGHT_HOME: '/here', XDG_CONFIG_HOME: '/elsewhere'}, platform: 'linux', home})).toBe('/here')
})

test('[DV5] the last twelve projects are remembered, the latest first, and those that are gone are not shown', async () => {
  const home = await temporaryFolder()
  const paths = Array.from({length: 14}, (_, i) => join(home, `Project ${i}`))
  for (const path of paths) {
    await mkdir(path)
    await writeFile(join(path, 'manifest.json'), '{}')
    await addRecentProject(home, {name: path, path})
  }
  await addRecentProject(home, {name: 'again', path: paths[5] as string})
  await rm(paths[13] as string, {recursive: true})
  const recent = await recentProjects(home)
  expect(recent).toHaveLength(11)
  expect(recent.slice(0, 2)).toEqual([
    {name: 'again', path: paths[5]},
    {name: paths[12], path: paths[12]},
  ])
  await writeFile(join(home, 'recent-projects.json'), 'nonsense')
  expect(await recentProjects(home)).toEqual([])
})
