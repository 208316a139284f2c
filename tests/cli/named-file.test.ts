import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {commandHere} from '../support/command-here.ts'

let path: string
let project: string
const run = (...args: readonly string[]) => commandHere(args, {CLAIMLIGHT_HOME: join(path, 'home')})

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'claimlight-named-file-'))
  project = join(path, 'Ceasefire سلام.claimlight')
  const text = join(path, 'ice.txt')
  await writeFile(text, 'Sea ice melts faster. 和平\n')
  expect((await run('import', project, text)).code).toBe(0)
})
afterEach(() => rm(path, {recursive: true}))

describe('a file that a person names to write', () => {
  test.each([
    ['export', (out: string) => ['export', '--format', 'json', '--out', out]],
    ['schema', (out: string) => ['schema', '--codebook', out]],
  ] as const)('[DS15] %s never takes the place of what belongs to a project, its own or another', async (_, args) => {
    const other = join(path, 'Other.claimlight')
    await cp(project, other, {recursive: true})
    await symlink(join(other, 'articles'), join(path, 'elsewhere'))
    const before = await readFile(join(project, 'manifest.json'), 'utf8')
    for (const out of [join(project, 'book.md'), join(other, 'articles', 'book.md'), join(path, 'elsewhere', 'book.md')]) {
      const [command, ...rest] = args(out) as [string, ...string[]]
      const said = await run(command, project, ...rest)
      expect(said.code).toBe(2)
      expect(said.stderr).toContain('is within the project')
      expect(existsSync(out)).toBe(false)
    }
    expect((await run('export', project, '--format', 'json', '--out', join(project, 'store.db'))).code).toBe(2)
    expect((await run('export', project, '--format', 'json', '--out', join(project, 'manifest.json'))).code).toBe(2)
    expect(await readFile(join(project, 'manifest.json'), 'utf8')).toBe(before)
    expect((await run('check', project)).code).toBe(0)
  })

  test('[DS15] a pipe stays one, and a link leads to where it is written', async () => {
    const pipe = join(path, 'pipe')
    execFileSync('mkfifo', [pipe])
    const refused = await run('export', project, '--format', 'json', '--out', pipe)
    expect(refused).toMatchObject({code: 2, stderr: expect.stringContaining('is a device or a pipe, no file. Name another file.')})
    expect((await lstat(pipe)).isFIFO()).toBe(true)
    await mkdir(join(path, 'data'))
    await symlink(join(path, 'data', 'set.json'), join(path, 'link.json'))
    await writeFile(join(path, 'data', 'set.json'), 'old')
    expect((await run('export', project, '--format', 'json', '--out', join(path, 'link.json'))).code).toBe(0)
    expect((await lstat(join(path, 'link.json'))).isSymbolicLink()).toBe(true)
    expect((await stat(join(path, 'data', 'set.json'))).size).toBeGreaterThan(100)
  })
})

describe('a folder that a person names', () => {
  const inside = (folder: string): Promise<readonly string[]> => readdir(folder, {recursive: true}).then(names => names.toSorted())

  test('[DS15] nothing is made within a project: no backup of it or of another, and no other project', async () => {
    const other = join(path, 'Other.claimlight')
    await cp(project, other, {recursive: true})
    await symlink(join(other, 'articles'), join(path, 'elsewhere'))
    const before = [await inside(project), await inside(other)]
    for (const out of [join(project, 'backup'), join(project, 'articles', 'deep', 'backup'), join(other, 'backup'), join(path, 'elsewhere', 'backup')]) {
      expect(await run('backup', project, '--out', out)).toMatchObject({code: 1, stderr: expect.stringContaining('would lie within the project')})
      expect(await run('import', out, join(path, 'ice.txt'))).toMatchObject({code: 3, stderr: expect.stringContaining('would lie within the project')})
    }
    expect([await inside(project), await inside(other)]).toEqual(before)
    expect((await run('backup', project, '--out', join(path, 'new', 'Backup.claimlight'))).code).toBe(0)
  })

  test('[IM4] a project is not imported as a folder of texts, into itself or another, alone or among other folders', async () => {
    const folder = join(path, 'texts')
    await mkdir(folder)
    await cp(project, join(folder, 'Earlier.claimlight'), {recursive: true})
    await writeFile(join(folder, 'snow.txt'), 'Snow falls. שלום 🌨️')
    for (const into of [project, join(path, 'New.claimlight')])
      for (const from of [project, join(project, 'articles'), into])
        expect(await run('import', into, from)).toMatchObject({code: 1, stderr: expect.stringContaining('belongs to a project')})
    expect(existsSync(join(path, 'New.claimlight'))).toBe(false)
    const mixed = await run('import', project, folder)
    expect(mixed).toMatchObject({code: 1, stderr: expect.stringMatching(/Earlier\.claimlight: It is a project\. .* Export it as a dataset/)})
    expect(mixed.stdout).toMatch(/^imported .*snow\.txt.*$/m)
    expect((await run('check', project)).stdout).toContain('2 articles')
  })
})
