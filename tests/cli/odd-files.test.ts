import {mkdir, mkdtemp, rename, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import {hasPipes, makePipe} from '../support/odd-files.ts'

const PASSPHRASE = {CLAIMLIGHT_PASSPHRASE: 'purple otter says שלום 和平'}
let cli: BuiltCli
let path = ''
let project = ''
beforeAll(async () => {
  cli = await builtCli()
  path = await mkdtemp(join(tmpdir(), 'claimlight-odd-'))
  project = join(path, 'Ceasefire.claimlight')
  await writeFile(join(path, 'ice.txt'), 'Sea ice melts faster. 🧊')
  expect(await cli.run(['import', project, join(path, 'ice.txt')])).toMatchObject({code: 0})
})
afterAll(async () => {
  await cli.remove()
  await rm(path, {recursive: true, force: true})
})

test.runIf(hasPipes)('[FP4] a folder is imported without what its links lead out to, and each of those is named', async () => {
  const folder = join(path, 'texts')
  await mkdir(join(folder, 'inside'), {recursive: true})
  await mkdir(join(path, 'private'))
  await writeFile(join(path, 'private', 'diary.txt'), 'Nobody shall read this.')
  await writeFile(join(folder, 'inside', 'sun.txt'), 'The sun שמש shines.')
  await symlink(join(path, 'private', 'diary.txt'), join(folder, 'diary.txt'))
  await symlink(join(path, 'private'), join(folder, 'more'))
  await symlink(join(folder, 'inside', 'sun.txt'), join(folder, 'sun again.txt'))
  makePipe(join(folder, 'pipe.txt'))
  const done = await cli.run(['import', project, folder])
  expect(done.code).toBe(1)
  const told = done.stdout.split('\n').filter(line => line !== '')
  expect(told.pop()).toBe('1 article imported, 1 in the project already, 3 refused')
  expect(told.map(line => line.split(' ')[0]).sort()).toEqual(['duplicate', 'imported', 'refused', 'refused', 'refused'])
  for (const name of ['diary.txt', 'more']) expect(done.stderr).toContain(`${join(folder, name)}: It is a link that leads out of the folder`)
  expect(done.stderr).toContain(`${join(folder, 'pipe.txt')}: It is a pipe between programs`)
  const exported = await cli.run(['export', project])
  expect(exported.stdout).toContain('shines')
  expect(exported.stdout).not.toContain('Nobody shall read this')
})

test.runIf(hasPipes)(
  '[FP3] no command waits for a pipe that it is given, a text, a dataset, an exchange file or a part of a project',
  async () => {
    const pipe = (name: string): string => {
      const made = join(path, name)
      makePipe(made)
      return made
    }
    const refused = {code: 1, stderr: expect.stringContaining('It is a pipe between programs')}
    expect(await cli.run(['import', project, pipe('a.txt'), pipe('a.json')])).toMatchObject(refused)
    expect(await cli.run(['check', join(path, 'a.json')])).toMatchObject(refused)
    expect(await cli.run(['check', pipe('a.claimlight-exchange')], {env: PASSPHRASE})).toMatchObject(refused)
    expect(await cli.run(['exchange', 'read', project, join(path, 'a.claimlight-exchange')], {env: PASSPHRASE})).toMatchObject(refused)
    const share = join(path, 'share')
    await mkdir(share)
    makePipe(join(share, 'share.json'))
    expect(await cli.run(['folder', project, '--join', share], {env: PASSPHRASE})).toMatchObject({code: 1, stderr: expect.stringContaining('not readable')})
    expect(await cli.run(['check', share], {env: PASSPHRASE})).toMatchObject({code: 1, stderr: expect.stringContaining('not readable')})
    for (const [part, commands] of [
      ['access.json', [['backup', project, '--out', join(path, 'copy')]]],
      [
        'manifest.json',
        [
          ['check', project],
          ['export', project],
        ],
      ],
    ] as const) {
      const place = join(project, part)
      await rename(place, `${place}.away`).catch(() => undefined)
      makePipe(place)
      for (const command of commands)
        expect(await cli.run(command)).toMatchObject({code: 3, stderr: expect.stringContaining(`${place} does not belong in a project`)})
      await rm(place)
      await rename(`${place}.away`, place).catch(() => undefined)
    }
    await rename(join(project, 'store.db'), join(project, 'store.away'))
    makePipe(join(project, 'store.db'))
    expect(await cli.run(['repair', project])).toMatchObject({code: 3, stderr: expect.stringContaining('It is a pipe between programs')})
    await rm(join(project, 'store.db'))
    await rename(join(project, 'store.away'), join(project, 'store.db'))
    expect(await cli.run(['check', project])).toMatchObject({code: 0})
  },
  240_000,
)
