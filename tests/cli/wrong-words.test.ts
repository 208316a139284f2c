import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {commandHere} from '../support/command-here.ts'

describe('the command line is told wrong words', {timeout: 60_000}, () => {
  let path = ''
  let project = ''
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'claimlight-wrong-'))
    project = join(path, 'Eis 🧊.claimlight')
  })
  afterEach(() => rm(path, {recursive: true, force: true}))
  const here = (...args: readonly string[]) => commandHere(args, {CLAIMLIGHT_HOME: join(path, 'home')})
  const withArticle = async (): Promise<void> => {
    await writeFile(join(path, 'a.md'), '---\nlanguage: Klingon\n---\nSea ice melts. الجليد')
    expect((await here('import', project, join(path, 'a.md'))).code).toBe(0)
  }

  test('of a language: only what is one is written, and in one form', async () => {
    await withArticle()
    for (const wrong of ['und', 'toString', 'xx', '', 'العربية'])
      expect(await here('languages', project, `--set=${wrong}`)).toMatchObject({code: 2, stderr: expect.stringContaining('is no language code')})
    expect(await here('languages', project, '--set', 'en', '--of=')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('how the id of an article begins'),
    })
    expect((await here('languages', project)).stdout).toContain('\tund\t')
    expect((await here('languages', project, '--set', 'ZH-hans')).stdout).toContain('\tzh-Hans\t')
    expect((await here('languages', project)).stdout).toContain('\tzh-Hans\t')
  })

  test('of a folder to write a dataset into: it says what to write, and nothing is written', async () => {
    await withArticle()
    await mkdir(join(path, 'out'))
    const refused = await here('export', project, '--out', join(path, 'out'))
    expect(refused).toMatchObject({code: 2, stdout: '', stderr: expect.stringContaining(join(path, 'out', 'dataset.json'))})
    expect(await readdir(join(path, 'out'))).toEqual([])
  })

  test('of versions that begin with a hyphen: a sentence and no trace of the program', async () => {
    await withArticle()
    const {code, stderr} = await here('schema', project, '--diff', '-1', '2')
    expect(code).toBe(2)
    expect(stderr.split('\n')).toEqual([expect.stringMatching(/^claimlight: .*--diff.*--help\.$/), ''])
  })

  test('of files that are refused: no project is left that was made for them, and what was in its folder stays', async () => {
    await writeFile(join(path, 'wrong.json'), '{"format": "other"}')
    expect((await here('import', project, join(path, 'wrong.json'), join(path, 'nowhere.txt'))).code).toBe(1)
    await mkdir(join(path, 'Empty.claimlight'))
    expect((await here('import', join(path, 'Empty.claimlight'), join(path, 'nowhere.txt'))).code).toBe(1)
    expect(await readdir(path)).toEqual(expect.not.arrayContaining(['Eis 🧊.claimlight']))
    expect(await readdir(join(path, 'Empty.claimlight'))).toEqual([])
    await withArticle()
    expect((await here('import', project, join(path, 'nowhere.txt'))).code).toBe(1)
    expect(await readdir(project)).toContain('manifest.json')
  })

  test('of the language of a codebook: it is printed in one that the schema has, and refused what is none', async () => {
    await withArticle()
    const book = join(path, 'codebook.md')
    expect(await here('schema', project, '--codebook', book, '--language', 'DE')).toMatchObject({code: 0})
    const german = await readFile(book, 'utf8')
    expect(await here('schema', project, '--codebook', book)).toMatchObject({code: 0})
    expect(await readFile(book, 'utf8')).not.toBe(german)
    expect((await here('schema', project, '--codebook', book, '--language', 'nonsense')).code).toBe(2)
    expect((await here('schema', project, '--show', '--language', 'de')).code).toBe(2)
  })
})
