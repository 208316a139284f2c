import {spawn} from 'node:child_process'
import {mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {expect, onTestFinished, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {articleId} from '../../src/core/article/article.ts'
import {driveWarning} from '../../src/storage/drive-warning.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {createProjectFolder, openProjectFolder, storePath} from '../../src/storage/project-folder.ts'
import {articleTexts} from '../../src/storage/texts/article-texts.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {builtChild} from './child-process.ts'
import {loadedState, teamSet, writtenDocument} from './documents.ts'
import {temporaryFolder} from './temporary.ts'

async function made(path: string): Promise<ProjectFolder> {
  const project = await createProjectFolder(path, {projectId: 'talks-1'})
  if (!project.ok) throw new Error(`${project.error}`)
  return project.value
}

const refusal = async (path: string, mode: 'read' | 'write' = 'write'): Promise<string> => {
  const opened = await openProjectFolder(path, {mode})
  return opened.ok ? 'It opened.' : `${opened.error}`
}

test('[PF1] a project is made where its parents are not there yet, and opens again as it was', async () => {
  const path = join(await temporaryFolder(), 'Documents', 'Claimlight', 'Мирні переговори 2025.claimlight')
  const project = await made(path)
  const {write} = writtenDocument(1)
  await project.store.append('set', teamSet(), write('claim-1', 'Ice melts'))
  const id = await project.texts.put(MIXED_TEXT, {title: 'Sea ice', sourceName: 'ice.txt', warnings: []})
  await project.close()
  expect(JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8'))).toEqual({format: 'claimlight-project', version: 1, id: 'talks-1'})
  const again = await openProjectFolder(path, {mode: 'write'})
  if (!again.ok) throw new Error(`${again.error}`)
  expect(again.value.projectId).toBe('talks-1')
  expect(await loadedState(again.value.store, 'set')).toEqual({'claim-1': 'Ice melts'})
  expect(await again.value.texts.get(id)).toEqual({ok: true, value: MIXED_TEXT})
  expect(again.value.warnings).toEqual([])
  await again.value.close()
})

test('[PF1] an empty folder and the rest of an attempt that was cut short become projects; anything else is left alone', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'empty'))
  await (await made(join(folder, 'empty'))).close()
  await mkdir(join(folder, 'cut short', 'articles'), {recursive: true})
  await writeFile(join(folder, 'cut short', 'store.db'), '')
  await (await made(join(folder, 'cut short'))).close()
  await mkdir(join(folder, 'thesis'))
  await writeFile(join(folder, 'thesis', 'chapter 1.docx'), 'x')
  await writeFile(join(folder, 'file'), 'x')
  for (const name of ['thesis', 'file', 'empty']) {
    expect(inEnglish(await createProjectFolder(join(folder, name), {projectId: 'other'}))).toMatchObject({
      ok: false,
      error: expect.stringContaining('Choose a new name or an empty folder.'),
    })
  }
  expect(await readdir(join(folder, 'thesis'))).toEqual(['chapter 1.docx'])
})

test('[PF2] what is no project, or not one this version can open, is refused by name with what to do', async () => {
  const folder = await temporaryFolder()
  const project = join(folder, 'Talks')
  await (await made(project)).close()
  const manifest = join(project, 'manifest.json')
  const good = await readFile(manifest, 'utf8')
  expect(await refusal(join(folder, 'nowhere'))).toMatch(/^There is no folder .*nowhere\. Check the name/)
  expect(await refusal(manifest)).toMatch(/is a file, not a project folder\. Choose the folder/)
  expect(await refusal(folder)).toMatch(/is no Claimlight project: it has no manifest\.json\. Choose another folder/)
  await writeFile(manifest, good.slice(0, 20))
  expect(await refusal(project)).toMatch(/manifest\.json is damaged.*Nothing was changed\. Restore that one file/)
  await writeFile(manifest, '{"format": "claimlight-project", "version": 1}')
  expect(await refusal(project, 'read')).toMatch(/manifest\.json is damaged/)
  await writeFile(manifest, '{"format": "claimlight-project", "version": 7, "id": "x"}')
  expect(await refusal(project)).toMatch(/newer Claimlight \(project version 7; .*Update Claimlight/)
  await writeFile(manifest, '{"format": "other-tool", "version": 1, "id": "x"}')
  expect(await refusal(project)).toMatch(/is of "other-tool"\. Choose another folder/)
  await writeFile(manifest, good)
  await (await openOrThrow(project)).close()
})

const openOrThrow = async (path: string, mode: 'read' | 'write' = 'write'): Promise<ProjectFolder> => {
  const opened = await openProjectFolder(path, {mode})
  if (!opened.ok) throw new Error(`${opened.error}`)
  return opened.value
}

test('[PF2] a missing or damaged store is refused, never replaced, and a refused project is not left locked', async () => {
  const path = join(await temporaryFolder(), 'Talks')
  await (await made(path)).close()
  const good = await readFile(storePath(path))
  await writeFile(storePath(path), 'notes')
  expect(await refusal(path)).toMatch(/store\.db is damaged/)
  expect(await refusal(path)).toMatch(/store\.db is damaged/)
  expect(await readFile(storePath(path), 'utf8')).toBe('notes')
  await rm(storePath(path))
  for (const mode of ['read', 'write'] as const) expect(await refusal(path, mode)).toMatch(/store\.db is missing.*Restore it from a backup/)
  await expect(stat(storePath(path))).rejects.toThrow()
  await writeFile(storePath(path), good)
  await (await openOrThrow(path)).close()
})

test('[PF3] a project open for writing is refused to a second writer and open to readers, in this process and others', async () => {
  const path = join(await temporaryFolder(), 'Talks')
  const project = await made(path)
  const {write} = writtenDocument(1)
  await project.store.append('set', teamSet(), write('claim-1', 1))
  expect(await refusal(path)).toMatch(
    new RegExp(`already open for writing in another window or program \\(process ${process.pid} on .*Go on there, or close it there`),
  )
  const reader = await openOrThrow(path, 'read')
  expect(await loadedState(reader.store, 'set')).toEqual({'claim-1': 1})
  await reader.close()
  await project.close()

  const child = spawn(process.execPath, [await builtChild('writer'), path, '0'], {stdio: ['ignore', 'pipe', 'inherit']})
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({input: child.stdout})) {
    if (!line.startsWith('claim ')) continue
    expect(await refusal(path)).toContain(`(process ${child.pid} on `)
    const beside = await openOrThrow(path, 'read')
    expect(await loadedState(beside.store, 'set')).toMatchObject({[line.slice(6)]: 'x'.repeat(50)})
    await beside.close()
    child.kill('SIGKILL')
    break
  }
  await new Promise(resolve => child.on('exit', resolve))
  await (await openOrThrow(path)).close()
})

test('[PF3] a lock file that is nonsense is made anew', async () => {
  const path = join(await temporaryFolder(), 'Talks')
  await (await made(path)).close()
  await writeFile(join(path, 'write.lock'), 'this is no lock file at all, but some text that is long enough to be read as one')
  await (await openOrThrow(path)).close()
})

test('[PF4] a project on a synced or network drive opens with a warning', async () => {
  const path = join(await temporaryFolder(), 'Dropbox', 'Talks')
  const project = await made(path)
  expect(inEnglish(project.warnings)).toEqual([
    expect.stringMatching(/^This project is in a folder that Dropbox seems to sync\. .*Keep the project on this computer’s own disk/),
  ])
  await project.close()
})

test('[PF4] drives are told by the names of sync services and by the kinds of file systems', () => {
  const mounts = '/dev/sda1 / ext4 rw 0 0\n//nas/share /mnt/our\\040share cifs rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/alice/disk ext4 rw 0 0\n'
  for (const synced of [
    '/Users/alice/Dropbox/p',
    'C:\\Users\\Bob\\OneDrive - University of Basel\\p',
    '/Users/carol/Library/Mobile Documents/com~apple~CloudDocs/p',
    '/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/My Drive/p',
    '/home2/a/Nextcloud/p',
  ]) {
    expect(`${driveWarning(synced, mounts)}`).toContain('seems to sync')
  }
  for (const network of ['/mnt/our share/p', '/home/alice/p', '\\\\nas\\share\\p']) expect(`${driveWarning(network, mounts)}`).toContain('on a network drive')
  for (const local of ['/data/p', '/home/alice/disk/p', '/data/About Dropbox and OneDrive/p', 'C:\\Users\\Bob\\Documents\\p'])
    expect(driveWarning(local, mounts)).toBeUndefined()
})

test('[AT1] a missing or altered text is refused by name, and importing it again puts it back', async () => {
  const project = await made(join(await temporaryFolder(), 'Talks'))
  onTestFinished(() => project.close())
  const metadata = {title: 'Sea ice', sourceName: 'ice.txt', warnings: []}
  const id = await project.texts.put(MIXED_TEXT, metadata)
  const file = join(project.path, 'articles', `${id}.txt`)
  expect(id).toBe(articleId(MIXED_TEXT))
  expect(await readFile(file, 'utf8')).toBe(MIXED_TEXT)
  expect(JSON.parse(await readFile(join(project.path, 'articles', `${id}.json`), 'utf8'))).toEqual({id, ...metadata})
  await writeFile(file, MIXED_TEXT.replace('faster', 'slower'))
  expect(inEnglish(await project.texts.get(id))).toMatchObject({ok: false, error: expect.stringContaining(`${file} was altered`)})
  await project.texts.put(MIXED_TEXT, metadata)
  expect(await project.texts.get(id)).toEqual({ok: true, value: MIXED_TEXT})
  await rm(file)
  expect(inEnglish(await project.texts.get(id))).toMatchObject({
    ok: false,
    error: expect.stringMatching(/is missing\. Its annotations are safe\. Import the original file again/),
  })
  expect(await project.texts.list()).toEqual([])
  await project.texts.put(MIXED_TEXT, metadata)
  expect(await project.texts.list()).toEqual([id])
  const later = articleTexts(join(project.path, 'articles'))
  await writeFile(file, 'Altered while nobody was here.')
  await later.put(MIXED_TEXT, metadata)
  expect(await later.get(id)).toEqual({ok: true, value: MIXED_TEXT})
})

test('[AT2] metadata is written beside the text; ids that are none never become paths', async () => {
  const project = await made(join(await temporaryFolder(), 'Talks'))
  onTestFinished(() => project.close())
  const id = await project.texts.put('A text.', {title: 'A', sourceName: 'a.txt', warnings: []})
  await project.texts.writeSidecar(id, {title: 'Новий заголовок', outlet: 'The Times', sourceName: 'a.txt', warnings: []})
  expect(JSON.parse(await readFile(join(project.path, 'articles', `${id}.json`), 'utf8'))).toMatchObject({title: 'Новий заголовок', outlet: 'The Times'})
  await expect(project.texts.get('../../manifest')).rejects.toThrow('is no article id')
})
