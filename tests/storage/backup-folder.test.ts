import {readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {backupFolder} from '../../src/storage/backup-folder.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {createProjectFolder, openProjectFolder} from '../../src/storage/project-folder.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {loadedState, teamSet, writtenDocument} from './documents.ts'
import {temporaryFolder} from './temporary.ts'

const sidecar = {title: 'Sea ice 和平', sourceName: 'ice.txt', warnings: []}

async function aProject(folder: string): Promise<ProjectFolder> {
  const made = await createProjectFolder(join(folder, 'Peace talks.claimlight'), {projectId: 'project-1'})
  if (!made.ok) throw new Error(`${made.error}`)
  onTestFinished(() => made.value.close())
  return made.value
}

async function reader(path: string): Promise<ProjectFolder> {
  const opened = await openProjectFolder(path, {mode: 'read'})
  if (!opened.ok) throw new Error(`${opened.error}`)
  onTestFinished(() => opened.value.close())
  return opened.value
}

test('[BK1] a backup made beside a writer holds all that was saved before, opens as a project of its own, and goes on from there', async () => {
  const folder = await temporaryFolder()
  const project = await aProject(folder)
  const {write} = writtenDocument(1)
  const id = await project.texts.put(MIXED_TEXT, sidecar)
  await project.store.append('set', teamSet(), write('claim-1', 'السلام قريب'))
  await writeFile(join(project.path, 'access.json'), '{"version": 1}', {mode: 0o600})
  await writeFile(join(project.path, 'articles', `.${id}.txt.0123456789ab.unfinished`), 'half')
  const out = join(folder, 'backup of Monday')
  expect(await backupFolder(await reader(project.path), out)).toEqual({ok: true, value: {articles: 1, problems: []}})
  await project.store.append('set', teamSet(), write('claim-2', 'later'))

  expect((await readdir(out)).sort()).toEqual(['access.json', 'articles', 'manifest.json', 'store.db'])
  expect((await stat(join(out, 'access.json'))).mode & 0o777).toBe(0o600)
  expect(JSON.parse(await readFile(join(out, 'access.json'), 'utf8'))).toEqual({version: 1, backup: expect.any(Number)})
  expect((await readdir(join(out, 'articles'))).sort()).toEqual([`${id}.json`, `${id}.txt`])
  const restored = await openProjectFolder(out, {mode: 'write'})
  if (!restored.ok) throw new Error(`${restored.error}`)
  onTestFinished(() => restored.value.close())
  expect(restored.value.projectId).toBe('project-1')
  expect(await loadedState(restored.value.store, 'set')).toEqual({'claim-1': 'السلام قريب'})
  expect(await restored.value.texts.get(id)).toEqual({ok: true, value: MIXED_TEXT})
  await restored.value.store.append('set', teamSet(), write('claim-3', 'goes on'))
})

test('[BK2] nothing that is there is written over', async () => {
  const folder = await temporaryFolder()
  const project = await aProject(folder)
  expect(inEnglish(await backupFolder(project, project.path))).toMatchObject({ok: false, error: expect.stringContaining('Choose a new name')})
  const out = join(folder, 'backup')
  expect(await backupFolder(project, out)).toMatchObject({ok: true})
  expect(inEnglish(await backupFolder(project, out))).toMatchObject({ok: false, error: expect.stringContaining('something in')})
  expect(await backupFolder(project, join(project.path, 'manifest.json', 'x'))).toMatchObject({ok: false})
})

test('[BK3] a damaged text is named and everything else is in the backup', async () => {
  const folder = await temporaryFolder()
  const project = await aProject(folder)
  const kept = await project.texts.put(MIXED_TEXT, sidecar)
  const damaged = await project.texts.put('Talks go on.', sidecar)
  await writeFile(join(project.path, 'articles', `${damaged}.txt`), 'Talks have ended.')
  const out = join(folder, 'backup')
  const made = await backupFolder(project, out)
  expect(inEnglish(made)).toMatchObject({ok: true, value: {problems: [expect.stringContaining('was altered')]}})
  expect(await (await reader(out)).texts.get(kept)).toEqual({ok: true, value: MIXED_TEXT})
})

test('[BK4] a backup that was cut short is no project', async () => {
  const folder = await temporaryFolder()
  const project = await aProject(folder)
  await project.texts.put(MIXED_TEXT, sidecar)
  await rm(join(project.path, 'manifest.json'))
  const out = join(folder, 'backup')
  expect(await backupFolder(project, out)).toMatchObject({ok: false})
  expect(await openProjectFolder(out, {mode: 'read'})).toMatchObject({ok: false})
})
