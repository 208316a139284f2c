import {spawn} from 'node:child_process'
import {mkdtemp, readdir, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setImmediate as soon} from 'node:timers/promises'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {BuiltCli} from './built-cli.ts'
import {builtCli} from './built-cli.ts'

const ANNOTATIONS = 12_000
const COUNTED = '12,000'

let cli: BuiltCli
let path = ''
let dataset = ''
beforeAll(async () => {
  cli = await builtCli()
  path = await mkdtemp(join(tmpdir(), 'claimlight-dataset-crash-'))
  dataset = join(path, 'sea.json')
  const writing = spawn(process.execPath, [
    join(import.meta.dirname, '..', '..', 'bench', 'corpus', 'dataset.mjs'),
    dataset,
    '--articles',
    '60',
    '--annotations',
    String(ANNOTATIONS),
  ])
  expect(await new Promise(resolve => writing.once('close', resolve))).toBe(0)
})
afterAll(async () => {
  await cli.remove()
  await rm(path, {recursive: true, force: true})
})

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0
const textsIn = async (project: string): Promise<number> =>
  (await readdir(join(project, 'articles')).catch(() => [])).filter(name => name.endsWith('.txt')).length

/** Moments of an import that is killed. */
const moments: readonly (readonly [string, (project: string) => Promise<boolean>])[] = [
  ['the first texts are written', async project => (await textsIn(project)) > 0],
  ['the sets are being written', async project => (await sizeOf(join(project, 'store.db-wal'))) > 1024 * 1024],
]

test.each(moments)(
  '[DS2] an import that is killed when %s leaves the project as it was, and can be done again',
  async (name, isThen) => {
    const project = join(path, `${name}.claimlight`)
    const child = cli.start(['import', project, dataset])
    const ended = new Promise(resolve => child.once('close', (_code, signal) => resolve(signal)))
    while (child.exitCode === null && !(await isThen(project))) await soon()
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    const checked = await cli.run(['check', project])
    expect(checked).toMatchObject({code: 0, stdout: `${project}: no articles, no annotations, no problems\n`, stderr: ''})
    const again = await cli.run(['import', project, dataset])
    expect(again).toMatchObject({code: 0, stdout: `dataset   ${dataset}  60 articles, ${COUNTED} annotations\n`, stderr: ''})
    expect(await cli.run(['check', project])).toMatchObject({code: 0, stdout: `${project}: 60 articles, ${COUNTED} annotations, no problems\n`})
  },
  120_000,
)
