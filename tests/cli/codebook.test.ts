import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {WHOLE} from '../../src/core/schema/draft.ts'
import {createHub} from '../../src/hub/hub.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import {commandHere} from '../support/command-here.ts'
import {value} from '../support/results.ts'
import {readXml} from '../support/xml.ts'

describe('claimlight schema --codebook', {timeout: 60_000}, () => {
  let path = ''
  let project = ''
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'claimlight-codebook-'))
    project = join(path, 'Eis 🧊.claimlight')
    await writeFile(join(path, 'a.txt'), 'Sea ice melts. الجليد')
    expect((await here('import', project, join(path, 'a.txt'))).code).toBe(0)
  })
  afterEach(() => rm(path, {recursive: true, force: true}))
  const here = (...args: readonly string[]) => commandHere(args, {CLAIMLIGHT_HOME: join(path, 'home')})
  const written = async (file: string, ...args: readonly string[]): Promise<string> => {
    expect(await here('schema', project, '--codebook', join(path, file), ...args)).toMatchObject({code: 0, stderr: ''})
    return readFile(join(path, file), 'utf8')
  }

  test('writes a page, Markdown or a codebook for other programs, by the ending of the file', async () => {
    expect(await written('c.HTML')).toMatch(/^<!doctype html>/)
    expect(await written('c.md')).toMatch(/^# Coverage of one event/)
    expect(readXml(await written('c.qdc')).name).toBe('CodeBook')
    expect(await written('again.qdc')).toBe(await written('c.qdc'))
  })

  test('says in a language all that it can say in it: the words of the schema, and those of Claimlight', async () => {
    const german = await written('c.html', '--language', 'de')
    expect(german).toContain('<html lang="de" dir="ltr">')
    for (const words of ['Behauptung', 'markiert Wörter', 'Inhalt']) expect(german).toContain(words)
    expect(await written('c.html', '--language', 'ar')).toContain('<html lang="ar" dir="rtl">')
    expect(await written('c.html', '--language', 'zh-Hans')).toContain('marks words')
  })

  test('is of an earlier version, or of a draft by the beginning of its id', async () => {
    expect((await here('schema', project, '--set', 'polnear')).code).toBe(0)
    const hub = await createHub({folder: value(await openProjectFolder(project, {mode: 'write'})), version: '0.0.0', indexesTexts: false})
    const inForce = await hub.changeProject(({drafts, schema}) => {
      drafts.open('abc-1', {by: 'alice', at: 1, from: 'in-force', base: 2, schema: schema()})
      drafts.set('abc-1', WHOLE, {guideline: 'Read *first*. סוף'})
      drafts.open('abd-2', {by: 'alice', at: 2, from: 'empty', base: 2, schema: {name: 'Leer', version: 2, layers: []}})
    })
    expect(inForce.ok).toBe(true)
    await hub.close()
    expect(await written('c.md', '--version', '1')).toMatch(/^# Coverage of one event[^\n]*\n\n\*Version 1\*/)
    expect(await written('c.md')).toMatch(/^# PolNeAR[^\n]*\n\n\*Version 2\*/)
    const draft = await written('c.md', '--draft', 'abc')
    expect(draft).toMatch(/^# PolNeAR[^\n]*\n\n\*Draft of version 3\*/)
    expect(draft).toContain('\n\nRead *first*. סוף\n')
    const refused = async (...args: readonly string[]): Promise<unknown> => {
      const {code, stderr} = await here('schema', project, '--codebook', join(path, 'r.md'), ...args)
      return [code, stderr.replace('claimlight: ', '').trim()]
    }
    expect(await refused('--draft', 'ab')).toEqual([1, 'No draft, or more than one, has an id that begins with “ab”. Choose one of abc-1, abd-2.'])
    expect(await refused('--draft', 'abd')).toEqual([1, expect.stringContaining('This draft is no whole schema yet: ')])
    expect(await refused('--version', '9')).toEqual([1, 'The project keeps no version 9 of its schema. Choose one of 1, 2.'])
    expect(await refused('--version', '1', '--draft', 'abc')).toEqual([2, 'Use one of --version, --draft. See claimlight --help.'])
    expect(await here('schema', project, '--diff', '1', '2', '--draft', 'abc')).toMatchObject({code: 2})
  })
})
