import {once} from 'node:events'
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {articleId} from '../../src/core/article/article.ts'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import {newFolder} from '../hub/hub-bench.ts'
import {commandHere} from '../support/command-here.ts'

const SAMPLE = join(import.meta.dirname, '..', '..', 'resources', 'sample')
const lines = (text: string): string[] => text.split('\n').filter(line => line !== '')

describe('the command line', {timeout: 120_000}, () => {
  let cli: BuiltCli
  let path = ''
  let remove: () => Promise<void>
  beforeAll(async () => {
    cli = await builtCli()
  })
  afterAll(() => cli.remove())
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
  })
  afterEach(() => remove())
  const inFolder = (...parts: string[]): string => join(path, ...parts)
  /** As `cli.run`, without a program of its own: for what is about the command and not about a program's streams, signals and locks. */
  const here = (args: readonly string[], env: {readonly CLAIMLIGHT_HOME?: string; readonly CLAIMLIGHT_DOCUMENTS?: string} = {}) =>
    commandHere(args, {CLAIMLIGHT_HOME: inFolder('home'), CLAIMLIGHT_DOCUMENTS: inFolder('home', 'Documents'), ...env})

  test('imports the five sample articles into a project it makes, one line each and one for all, and knows them the second time', async () => {
    const first = await cli.run(['import', inFolder('Ceasefire.claimlight'), SAMPLE])
    expect(first.stderr).toBe('')
    expect(first.code).toBe(0)
    expect(
      lines(first.stdout)
        .slice(0, -1)
        .map(line => line.split(' ')[0]),
    ).toEqual(Array(5).fill('imported'))
    expect(lines(first.stdout).at(-1)).toBe('5 articles imported')
    const second = await cli.run(['import', inFolder('Ceasefire.claimlight'), SAMPLE])
    expect(second.code).toBe(0)
    expect(
      lines(second.stdout)
        .slice(0, -1)
        .map(line => line.split(' ')[0]),
    ).toEqual(Array(5).fill('duplicate'))
    expect(lines(second.stdout).at(-1)).toBe('no articles imported, 5 in the project already')
    const checked = await cli.run(['check', inFolder('Ceasefire.claimlight')])
    expect(checked).toMatchObject({code: 0, stderr: ''})
    expect(checked.stdout).toContain('5 articles, no annotations, no problems')
  })

  test('[LG6] lists the languages of articles, which an import guessed, and writes one for some or for those that have none', async () => {
    await writeFile(inFolder('arabic.txt'), 'أعلنت الحكومة يوم الاثنين أن المحادثات ستستمر 👩🏽‍🚀.')
    await writeFile(inFolder('short.txt'), 'Waffenruhe hält')
    await cli.run(['import', inFolder('P.claimlight'), inFolder('arabic.txt'), inFolder('short.txt')])
    const listed = async () => lines((await cli.run(['languages', inFolder('P.claimlight')])).stdout).map(line => line.split('\t').slice(1))
    expect(await listed()).toEqual([
      ['ar', expect.stringContaining('أعلنت')],
      ['und', 'Waffenruhe hält'],
    ])
    expect(await cli.run(['languages', inFolder('P.claimlight'), '--set', 'de'])).toMatchObject({code: 0, stderr: ''})
    const arabic = lines((await cli.run(['languages', inFolder('P.claimlight')])).stdout)[0]?.split('\t')[0] ?? ''
    expect(await cli.run(['languages', inFolder('P.claimlight'), '--set', 'ar-EG', '--of', arabic])).toMatchObject({code: 0, stderr: ''})
    expect((await listed()).map(([language]) => language)).toEqual(['ar-EG', 'de'])
    expect(await cli.run(['languages', inFolder('P.claimlight'), '--set', 'not a tag'])).toMatchObject({code: 2})
  })

  test('[SP240] an import that is interrupted keeps what it took and takes nothing of what it was at, says so, and leaves a project that is well', async () => {
    await mkdir(inFolder('texts'))
    for (let n = 0; n < 1200; n++) await writeFile(inFolder('texts', `${n}.txt`), `Die Waffenruhe hält ${n}. 👩‍👩‍👧 السلام 和平`)
    const child = cli.start(['import', inFolder('P.claimlight'), inFolder('texts')])
    let [said, complained] = ['', '']
    child.stdout?.on('data', chunk => {
      if (said === '') child.kill('SIGINT')
      said += chunk
    })
    child.stderr?.on('data', chunk => {
      complained += chunk
    })
    const [code] = await once(child, 'close')
    const [, taken = ''] = /^claimlight: Cancelled after ([\d,]+) of 1,200 files\. What was imported stays\.\n$/.exec(complained) ?? []
    const many = Number(taken.replace(',', ''))
    expect([code, many % 200, many > 0, many < 1200]).toEqual([1, 0, true, true])
    expect(lines(said).at(-1)).toBe(`${taken} articles imported`)
    expect(await here(['check', inFolder('P.claimlight')])).toMatchObject({code: 0, stdout: expect.stringContaining(`${taken} articles`), stderr: ''})
    expect((await readdir(inFolder('P.claimlight', 'articles'))).filter(name => name.endsWith('.txt'))).toHaveLength(many)
  })

  test('imports what it can, says on stderr what it cannot, and ends with 1', async () => {
    await writeFile(inFolder('good.txt'), 'Die Waffenruhe hält. 👩‍👩‍👧 السلام\r\n和平')
    await writeFile(inFolder('empty.txt'), '')
    await writeFile(inFolder('western.txt'), Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x69, 0x6e, 0x20, 0x47, 0x61, 0x7a, 0x61]))
    await writeFile(inFolder('picture.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    const files = ['good.txt', 'empty.txt', 'western.txt', 'picture.txt', 'absent.txt'].map(name => inFolder(name))
    const mixed = await here(['import', inFolder('P.claimlight'), ...files])
    expect(mixed.code).toBe(1)
    expect(
      lines(mixed.stdout)
        .slice(0, -1)
        .map(line => line.split(' ')[0]),
    ).toEqual(['imported', 'refused', 'refused', 'refused', 'refused'])
    expect(lines(mixed.stdout).at(-1)).toBe('1 article imported, 4 refused')
    const complaints = lines(mixed.stderr)
    expect(complaints[0]).toContain('empty.txt: It is empty.')
    expect(complaints[1]).toMatch(/western\.txt: It is not UTF-8.* with --encoding .*windows-1252/)
    expect(complaints).toContainEqual(expect.stringMatching(/^claimlight: {5}windows-1252 +Café in Gaza$/))
    expect(complaints).toContainEqual(expect.stringMatching(/^claimlight: {5}macintosh +CafÈ in Gaza$/))
    expect(complaints.at(-2)).toContain('a PNG picture')
    expect(complaints.at(-1)).toContain('There is no such file or folder.')
    const western = await here(['import', inFolder('P.claimlight'), inFolder('western.txt'), '--encoding', 'windows-1252'])
    expect(western.code).toBe(0)
    expect(western.stdout).toContain('Café in Gaza')
  })

  test('repairs a working store whose beginning was overwritten, and loses nothing that can be read', async () => {
    const project = inFolder('A.claimlight')
    await cli.run(['import', project, SAMPLE])
    const before = await cli.run(['export', project, '--format', 'json'])
    const store = await readFile(inFolder('A.claimlight', 'store.db'))
    await writeFile(inFolder('A.claimlight', 'store.db'), store.fill(0, 0, 64))
    const refused = await cli.run(['check', project])
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('claimlight repair')
    const repaired = await cli.run(['repair', project])
    expect(repaired.stdout).toMatch(/^The working store has been made anew\./)
    expect((await readdir(project)).some(name => name.startsWith('store.damaged-'))).toBe(true)
    expect((await cli.run(['export', project, '--format', 'json'])).stdout).toBe(before.stdout)
  })

  test('a dataset imported into an empty project exports to the same bytes', async () => {
    await here(['import', inFolder('A.claimlight'), SAMPLE])
    const exported = await here(['export', inFolder('A.claimlight'), '--format', 'json', '--out', inFolder('a.json')])
    expect(exported).toMatchObject({code: 0, stdout: '', stderr: ''})
    const imported = await here(['import', inFolder('B.claimlight'), inFolder('a.json')], {CLAIMLIGHT_HOME: inFolder('other-home')})
    expect(imported).toMatchObject({code: 0, stderr: ''})
    expect(imported.stdout).toContain('5 articles, no annotations')
    const again = await here(['export', inFolder('B.claimlight')])
    expect(again.stdout).toBe(await readFile(inFolder('a.json'), 'utf8'))
    expect(await here(['check', inFolder('a.json')])).toMatchObject({code: 0, stderr: ''})
    const twice = await here(['import', inFolder('B.claimlight'), inFolder('a.json')])
    expect(twice.code).toBe(1)
    expect(twice.stderr).toContain('already holds articles')
  })

  test('an export that nobody reads to its end ends silently', async () => {
    const text = `${'Die Waffenruhe hält. السلام قريب 🕊\n'.repeat(20_000)}`
    for (const n of [1, 2, 3]) await writeFile(inFolder(`long-${n}.txt`), `${n} ${text}`)
    const project = inFolder('Long.claimlight')
    expect((await cli.run(['import', project, ...[1, 2, 3].map(n => inFolder(`long-${n}.txt`))])).code).toBe(0)
    const child = cli.start(['export', project])
    const complaints: string[] = []
    child.stderr?.on('data', (piece: Buffer) => complaints.push(piece.toString()))
    child.stdout?.once('data', () => child.stdout?.destroy())
    expect(await new Promise(resolve => child.once('close', resolve))).toBe(0)
    expect(complaints).toEqual([])
  })

  test('check names what was altered by hand and the rest goes on', async () => {
    await here(['import', inFolder('A.claimlight'), SAMPLE])
    const texts = inFolder('A.claimlight', 'articles')
    const [first, second] = (await readdir(texts)).filter(name => name.endsWith('.txt')) as [string, string]
    await rm(join(texts, first))
    await writeFile(join(texts, second), 'Something else.')
    const checked = await here(['check', inFolder('A.claimlight')])
    expect(checked.code).toBe(1)
    expect(lines(checked.stderr)).toHaveLength(2)
    expect(checked.stderr).toContain(first)
    expect(checked.stderr).toContain(second)
    const exported = await here(['export', inFolder('A.claimlight')])
    expect(exported).toMatchObject({code: 1, stdout: ''})
    expect(lines(exported.stderr)).toHaveLength(1)
    await here(['import', inFolder('A.claimlight'), SAMPLE])
    expect((await here(['check', inFolder('A.claimlight')])).code).toBe(0)
  })

  test('check finds the words of a dataset that were changed', async () => {
    await here(['import', inFolder('A.claimlight'), SAMPLE])
    const {stdout} = await here(['export', inFolder('A.claimlight')])
    await writeFile(inFolder('changed.json'), stdout.replace(/"text": "./, '"text": "X'))
    const checked = await here(['check', inFolder('changed.json')])
    expect(checked.code).toBe(1)
    expect(checked.stderr).toContain('sha256')
  })

  test('takes a schema by its shape and refuses a broken one by name', async () => {
    const layer = {name: 'frame', label: 'Frame', key: 'f', look: {hue: 'rose', line: 'solid'}, features: []}
    await writeFile(inFolder('schema.json'), JSON.stringify({name: 'Frames', version: 1, layers: [layer]}))
    await writeFile(inFolder('broken.json'), JSON.stringify({name: 'Frames', version: 1, layers: [layer, layer]}))
    await writeFile(inFolder('else.json'), '[1, 2]')
    const taken = await here(['import', inFolder('A.claimlight'), inFolder('schema.json'), inFolder('broken.json'), inFolder('else.json')])
    expect(taken.code).toBe(1)
    expect(lines(taken.stdout).map(line => line.split(' ')[0])).toEqual(['schema', 'refused', 'refused'])
    expect(taken.stderr).toContain('two layers are named "frame"')
    expect((await here(['export', inFolder('A.claimlight')])).stdout).toContain('"Frames"')
  })

  test('lists the schemas that come with it, and takes one of them or a file by the rule of the window', async () => {
    const project = inFolder('A.claimlight')
    const listed = await here(['schema'])
    expect(lines(listed.stdout).map(line => line.split('\t').length)).toEqual(lines(listed.stdout).map(() => 3))
    expect(lines(listed.stdout).map(line => line.split('\t')[0])).toContain('polnear')
    await here(['import', project, SAMPLE])
    expect(await here(['schema', project, '--preset', 'polnear'])).toMatchObject({code: 0, stdout: '“PolNeAR attribution” is in force, as version 2.\n'})
    const layer = {name: 'frame', label: 'Frame', key: 'f', look: {hue: 'rose', line: 'solid'}, features: []}
    await writeFile(inFolder('schema.json'), JSON.stringify({name: 'Frames', version: 1, layers: [layer]}))
    expect(await here(['schema', project, '--preset', inFolder('schema.json')])).toMatchObject({code: 0, stdout: '“Frames” is in force, as version 3.\n'})
    const before = (await here(['export', project, '--format', 'json'])).stdout
    await writeFile(inFolder('other.json'), JSON.stringify({name: 'Frames', version: 1, layers: [{...layer, name: 'rahmen', key: 'r'}]}))
    await writeFile(inFolder('map.json'), JSON.stringify([{layer: 'frame', to: 'rahmen'}]))
    expect(await here(['schema', project, '--preset', inFolder('other.json'), '--map', inFolder('map.json'), '--dry-run'])).toMatchObject({
      code: 0,
      stdout:
        'Layer “Frame”: read as “rahmen” now\tno annotations\nLayer “Frame”: key r\tno annotations\n“Frames” would come into force, as version 4. Nothing was changed.\n',
    })
    expect((await here(['export', project, '--format', 'json'])).stdout).toBe(before)
    await writeFile(inFolder('map.json'), JSON.stringify([{layer: 'frame', to: 'frame'}]))
    const nowhere = await here(['schema', project, '--preset', inFolder('other.json'), '--map', inFolder('map.json')])
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('What is mapped to “frame” (frame) cannot go there. Choose one of: rahmen.')])
    const kept = (await here(['schema', project, '--show'])).stdout
    expect(JSON.parse(kept)).toEqual({name: 'Frames', version: 3, layers: [layer]})
    await writeFile(inFolder('kept.json'), kept)
    expect(await here(['schema', project, '--set', inFolder('other.json'), '--note', 'שם אחר 🧊'])).toMatchObject({
      code: 0,
      stdout: '“Frames” is in force, as version 4.\n',
    })
    expect(lines((await here(['schema', project, '--diff', inFolder('kept.json'), '4'])).stdout)).toEqual([
      'removed\tlayer\tframe\tFrame',
      'added\tlayer\trahmen\tFrame',
    ])
    expect(lines((await here(['schema', project, '--diff', '3', '4'])).stdout)).toEqual(['removed\tlayer\tframe\tFrame', 'added\tlayer\trahmen\tFrame'])
    expect((await here(['schema', project, '--diff', '9', '4'])).stderr).toContain('The project keeps no version 9 of its schema. Choose one of 1, 2, 3, 4.')
    expect((await here(['schema', project, '--show', '--version', '3'])).stdout).toBe(kept)
    const versions = lines((await here(['schema', project, '--versions'])).stdout).map(line => line.split('\t'))
    expect(versions.map(([number, , , name, note]) => [number, name, note])).toEqual([
      ['1', 'Coverage of one event from many sources', ''],
      ['2', 'PolNeAR attribution', ''],
      ['3', 'Frames', ''],
      ['4', 'Frames', 'שם אחר 🧊'],
    ])
    expect((await here(['schema', project, '--restore', '9'])).stderr).toContain('The project keeps no version 9 of its schema.')
    expect(await here(['schema', project, '--restore', '3', '--note', 'as before'])).toMatchObject({code: 0, stdout: '“Frames” is in force, as version 5.\n'})
    expect(lines((await here(['schema', project, '--diff', '3', '5'])).stdout)).toEqual([])
    expect(versions.map(([, at]) => at).map(at => at === '–' || at?.endsWith('Z'))).toEqual([true, true, true, true])
    expect(await here(['schema', project, '--codebook', inFolder('codebook.md')])).toMatchObject({code: 0})
    expect(await readFile(inFolder('codebook.md'), 'utf8')).toBe('# Frames\n\n*Version 5*\n\n## Frame\n\n*marks words · key F*\n')
    const unknown = await here(['schema', project, '--preset', 'polneer'])
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('Choose one of')])
  })

  test('plans, starts, lists and opens rounds, and says what to do while the project is served', async () => {
    const text = 'Die Waffenruhe hält. 👩‍👩‍👧 السلام\n和平'
    await writeFile(inFolder('a.txt'), text)
    const project = inFolder('P.claimlight')
    await here(['import', project, inFolder('a.txt')])
    const rounds = (...args: string[]) => here(['rounds', project, ...args])
    const plan = {name: 'Runde 1 和平', articles: [articleId(text)]}
    await writeFile(inFolder('draft.json'), JSON.stringify({...plan, draft: true}))
    await writeFile(inFolder('round.json'), JSON.stringify(plan))
    await writeFile(inFolder('wrong.json'), JSON.stringify({...plan, articles: 'all'}))
    expect(await rounds()).toMatchObject({code: 0, stdout: '', stderr: ''})
    expect((await rounds('--new', inFolder('wrong.json'))).stderr).toContain('articles must be a list, but is a text. Correct it.')
    expect(await rounds('--new', inFolder('不在.json'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^claimlight: \S+: It could not be read, because the file or its folder is not there\./),
    })
    await writeFile(inFolder('hiding.json'), JSON.stringify({...plan, hide: ['outlet', 'quelle']}))
    expect(await rounds('--new', inFolder('hiding.json'))).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('hide[1] must be')})
    await writeFile(inFolder('unseen.json'), JSON.stringify({name: '\u202e'}))
    expect(await rounds('--new', inFolder('unseen.json'))).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('name must not be empty. Fill it in.'),
    })
    const drafted = await rounds('--new', inFolder('draft.json'))
    expect(drafted.stdout).toMatch(/^[-0-9a-f]+\tdraft\t1 article\teverybody\tRunde 1 和平\n$/)
    const started = await rounds('--new', inFolder('round.json'))
    expect(started.stdout.split('\t').slice(1, 3)).toEqual(['closed', '1 article'])
    expect(await rounds('--new', inFolder('round.json'))).toMatchObject({code: 1, stderr: expect.stringContaining('is running already')})
    expect(lines((await rounds('--progress')).stdout)).toEqual([...lines(drafted.stdout), ...lines(started.stdout)].map(line => expect.stringContaining(line)))
    const [id = ''] = started.stdout.split('\t')
    const served = await cli.serve([project])
    expect(lines((await rounds()).stdout)).toHaveLength(2)
    expect(await rounds('--open', id)).toMatchObject({code: 3, stderr: expect.not.stringContaining('in its window')})
    served.child.kill('SIGTERM')
    await served.ended
    expect((await rounds('--open', id)).stdout).toContain(`${id}\topen`)
    for (const option of ['--work', '--late']) expect(lines((await rounds(option)).stdout)).toHaveLength(2)
    const [kept = ''] = drafted.stdout.split('\t')
    expect(await rounds('--start', kept)).toMatchObject({code: 0, stdout: `${kept}\tclosed\t1 article\teverybody\tRunde 1 和平\n`})
    expect(await rounds('--start', kept)).toMatchObject({code: 1, stderr: expect.stringContaining('has begun already')})
    await writeFile(inFolder('given.json'), JSON.stringify({name: 'Verteilt', perArticle: 1, annotators: ['nobody'], order: {seed: '7'}, draft: true}))
    expect((await rounds('--new', inFolder('given.json'))).stderr).toContain('annotators[0] is "nobody", whom the project does not have')
    await writeFile(inFolder('given.json'), JSON.stringify({name: 'Verteilt', perArticle: 3, share: 0.2, draft: true}))
    expect((await rounds('--new', inFolder('given.json'))).stderr).toContain('names 2')
    expect(await rounds('--open', 'another')).toMatchObject({code: 1, stderr: expect.stringContaining('no such round')})
  })

  test('used wrongly, it says how in one line and ends with 2', async () => {
    const wrong = [
      [],
      ['annotate'],
      ['import', 'P'],
      ['export'],
      ['export', 'P', '--format', 'xml'],
      ['export', 'P', '--offsets', 'bytes'],
      ['serve', '--port', 'x'],
      ['check', '--deep', 'P'],
      ['import', 'P', 'F', '--encoding', 'latin'],
      ['schema', 'P'],
      ['schema', '--preset', 'polnear'],
      ['schema', '--map', 'm.json'],
      ['schema', '--show'],
      ['schema', 'P', '--show', '--map', 'm.json'],
      ['schema', 'P', '--show', '--codebook', 'c.md'],
      ['schema', 'P', '--diff', '1'],
      ['schema', 'P', '--codebook', 'c.pdf'],
      ['rounds'],
      ['rounds', 'P', '--open', 'r', '--progress'],
      ['rounds', 'P', '--late', '--work'],
      ['rounds', 'P', '--open', 'r', '--start', 'r'],
    ]
    for (const [at, args] of wrong.entries()) {
      const ended = await (at < 2 ? cli.run(args) : here(args))
      expect({args, code: ended.code, stdout: ended.stdout}).toEqual({args, code: 2, stdout: ''})
      expect(lines(ended.stderr)).toHaveLength(1)
    }
    const help = await here(['--help'])
    expect(help.code).toBe(0)
    expect(help.stdout).toContain('Exit codes')
  })

  test('what is no project, or a damaged one, ends with 3 and one line', async () => {
    await mkdir(inFolder('Folder'))
    await writeFile(inFolder('Folder', 'holiday.jpg'), 'x')
    await cli.run(['import', inFolder('Damaged.claimlight'), SAMPLE])
    await writeFile(inFolder('Damaged.claimlight', 'store.db'), 'This is no store. '.repeat(1000))
    await rm(inFolder('Damaged.claimlight', 'store.db-wal'), {force: true})
    for (const args of [
      ['export', inFolder('Absent')],
      ['check', inFolder('Folder')],
      ['serve', inFolder('Folder'), '--no-open'],
      ['import', inFolder('Folder'), SAMPLE],
      ['export', inFolder('Damaged.claimlight')],
      ['serve', inFolder('Damaged.claimlight'), '--no-open'],
    ]) {
      const ended = await (args[0] === 'serve' || args[1] === inFolder('Damaged.claimlight') ? cli.run(args) : here(args))
      expect({args, code: ended.code, stdout: ended.stdout}).toEqual({args, code: 3, stdout: ''})
      expect(lines(ended.stderr)).toHaveLength(1)
    }
    expect(await readdir(inFolder('Folder'))).toEqual(['holiday.jpg'])
    expect(await readFile(inFolder('Damaged.claimlight', 'store.db'), 'utf8')).toContain('This is no store.')
  })

  test('exports and checks while the project is served, and closes on a signal', async () => {
    await here(['import', inFolder('A.claimlight'), SAMPLE])
    const served = await cli.serve([inFolder('A.claimlight')])
    const exported = await here(['export', inFolder('A.claimlight')])
    expect(exported.code).toBe(0)
    expect((JSON.parse(exported.stdout) as {articles: unknown[]}).articles).toHaveLength(5)
    expect((await here(['check', inFolder('A.claimlight')])).code).toBe(0)
    const second = await cli.run(['serve', inFolder('A.claimlight'), '--no-open'])
    expect(second.code).toBe(3)
    expect(second.stderr).toContain('already open')
    served.child.kill('SIGTERM')
    expect(await served.ended).toBe(0)
    expect(served.stderr()).toBe('')
    // The browser finds again what it kept under this address.
    const again = await cli.serve([inFolder('A.claimlight')])
    expect(new URL(again.url).origin).toBe(new URL(served.url).origin)
    again.child.kill('SIGTERM')
    await again.ended
  })

  test('makes a project that is served and not there yet, says so, and lists it with the others', async () => {
    const env = {CLAIMLIGHT_HOME: inFolder('home'), CLAIMLIGHT_DOCUMENTS: inFolder('Documents')}
    const none = await here(['projects'], env)
    expect(none).toMatchObject({code: 0, stdout: '', stderr: expect.stringContaining('There is no project yet')})
    const made = inFolder('Zoë 和平.claimlight')
    const served = await cli.serve([made], env)
    served.child.kill('SIGTERM')
    expect(await served.ended).toBe(0)
    expect(served.stderr()).toContain('is a new project')
    const other = inFolder('Documents', 'Claimlight', 'Other.claimlight')
    await mkdir(inFolder('Documents', 'Claimlight', 'Photos'), {recursive: true})
    await here(['import', other, SAMPLE], env)
    expect(await here(['projects'], env)).toMatchObject({code: 0, stdout: `Zoë 和平\t${made}\nOther\t${other}\n`, stderr: ''})
    const again = await cli.serve([made], env)
    again.child.kill('SIGTERM')
    await again.ended
    expect(again.stderr()).toBe('')
  })

  test('serves the sample project when none is named, filled with its five articles', async () => {
    const documents = inFolder('Documents')
    const served = await cli.serve([], {CLAIMLIGHT_DOCUMENTS: documents})
    served.child.kill('SIGINT')
    expect(await served.ended).toBe(0)
    const checked = await here(['check', join(documents, 'Claimlight', 'Sample.claimlight')])
    expect(checked.stdout).toContain('5 articles')
  })
})
