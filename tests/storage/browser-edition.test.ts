import {stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {rememberServed, servedBefore} from '../../src/storage/browser-edition.ts'
import {temporaryFolder} from './temporary.ts'

const SESSION = 's'.repeat(43)

test('what a window needs to find its hub again is kept for each project, for this person’s eyes only', async () => {
  const home = await temporaryFolder()
  expect(await servedBefore(home, 'project-1')).toEqual({})
  await rememberServed(home, 'project-1', {port: 20_001, session: SESSION})
  await rememberServed(home, 'project-2', {session: SESSION})
  expect((await servedBefore(home, 'project-1')).found).toEqual({port: 20_001, session: SESSION})
  expect((await servedBefore(home, 'project-2')).found).toEqual({session: SESSION})
  expect((await stat(join(home, 'browser-edition.json'))).mode & 0o777).toBe(0o600)
})

test('of many projects the one that was not served for longest is forgotten', async () => {
  const home = await temporaryFolder()
  for (let at = 0; at <= 200; at++) await rememberServed(home, `project-${at}`, {session: SESSION})
  expect((await servedBefore(home, 'project-0')).found).toBeUndefined()
  expect((await servedBefore(home, 'project-1')).found).toBeDefined()
})

test('a damaged file is put aside and said, and a new one is made', async () => {
  const home = await temporaryFolder()
  await writeFile(join(home, 'browser-edition.json'), '{"project-1": {"port": 0}}')
  expect(`${(await servedBefore(home, 'project-1')).warning}`).toContain('was damaged')
  await rememberServed(home, 'project-1', {session: SESSION})
  expect((await servedBefore(home, 'project-1')).found).toEqual({session: SESSION})
})
