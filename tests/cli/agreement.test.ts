import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {commandHere} from '../support/command-here.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-agreement-'))
})
afterAll(() => rm(folder, {recursive: true}))

async function agreement(table: string, ...args: string[]): Promise<{readonly code: number; readonly stdout: string; readonly stderr: string}> {
  const path = join(folder, 'table.csv')
  await writeFile(path, table)
  return commandHere(['agreement', ...args.map(arg => (arg === 'TABLE' ? path : arg))], {CLAIMLIGHT_HOME: folder})
}

/** Krippendorff 2011, section C. */
const CODES = ['A,B,C,D', '1,1,,1', '2,2,3,2', '3,3,3,3', '3,3,3,3', '2,2,2,2', '1,2,3,4', '4,4,4,4', '1,1,2,1', '2,2,2,2', ',5,5,5', ',,1,1', ',3,,'].join(
  '\n',
)

type Said = {
  readonly measures: readonly {
    readonly name: string
    readonly value: number | null
    readonly undefined?: string
    readonly interval?: {readonly low: number; readonly high: number; readonly level: number; readonly method: string}
    readonly n: Readonly<Record<string, number>>
    readonly params: Readonly<Record<string, unknown>>
  }[]
}
const said = (stdout: string): Said => JSON.parse(stdout)

describe('claimlight agreement', () => {
  test('[AG10] gives the published α of a table, with an interval, in a table for people, in JSON and in CSV', async () => {
    const options = ['--codes', 'TABLE', '--level', 'ordinal', '--measures', 'krippendorff-alpha']
    const shown = await agreement(CODES, ...options)
    expect(shown).toMatchObject({code: 0, stdout: 'krippendorff-alpha  0.8154\n'})
    expect(shown.stderr).toContain('The first row was read as the names of annotators: A, B, C, D.')
    const [json] = said((await agreement(CODES, ...options, '--format', 'json', '--bootstrap', '200', '--interval', 'bca')).stdout).measures
    expect(json).toMatchObject({
      name: 'krippendorff-alpha',
      value: expect.closeTo(0.8154, 4),
      interval: {level: 0.95, method: 'bca'},
      n: {units: 12, judgedTwice: 11, judgements: 41, annotators: 4, labels: 5},
      params: {level: 'ordinal', seed: '1'},
    })
    const csv = (await agreement(CODES, ...options, '--format', 'csv')).stdout.split('\n')
    expect(csv[0]).toBe('name,value,undefined,low,high,n,params')
    expect(csv[1]).toMatch(/^krippendorff-alpha,0\.815\d+,,,,/)
  })

  test('[AG10] a figure that cannot be is null with its reason, never 1', async () => {
    const [figure] = said(
      (await agreement('Alice,Bob\nja,ja\nja,ja\n', '--codes', 'TABLE', '--header', 'yes', '--measures', 'cohen-kappa', '--format', 'json')).stdout,
    ).measures
    expect(figure).toMatchObject({value: null, undefined: 'one-label'})
    const shown = await agreement('Alice,Bob\nja,ja\nja,ja\n', '--codes', 'TABLE', '--measures', 'cohen-kappa')
    expect(shown.stdout).toContain('Only one label was given')
  })

  test('[AG10] rows without names are numbered, articles are drawn whole, and labels keep the order that is given', async () => {
    const bare = await agreement('تأييد,تأييد\nمعارضة,تأييد\nمعارضة,معارضة\n', '--codes', 'TABLE', '--measures', 'percent')
    expect(bare.stderr).toContain('annotators are numbered')
    expect(bare.stdout).toBe('percent  0.6667\n')
    const rows = ['article,Alice,Bob', 'one,low,mid', 'one,mid,high', 'two,high,high'].join('\n')
    const ordered = await agreement(rows, '--codes', 'TABLE', '--level', 'ordinal', '--labels', 'low,mid,high', '--measures', 'cohen-kappa-linear')
    expect(ordered.stdout).toBe('cohen-kappa-linear  0.2500\n')
    const [figure] = said((await agreement(rows, '--codes', 'TABLE', '--measures', 'percent', '--bootstrap', '50', '--format', 'json')).stdout).measures
    expect(figure?.interval).toMatchObject({low: 0, high: 1})
  })

  test('[AG10] spans of a text, with or without names of columns, and in the order of pygamma-agreement', async () => {
    const named = 'annotator,label,start,end\nAlice,claim,0,10\nBob,claim,0,12\n'
    const bare = 'Alice,0,10,claim\nBob,0,12,claim\n'
    const pygamma = 'Alice,claim,0,10\nBob,claim,0,12\n'
    for (const table of [named, bare, pygamma]) {
      const shown = await agreement(table, '--continuum', 'TABLE', '--measures', 'f1-overlap,f1-exact', '--length', '50')
      expect(shown).toMatchObject({code: 0, stdout: 'f1-overlap  1.0000\nf1-exact    0.0000\n'})
    }
    expect((await agreement(pygamma, '--continuum', 'TABLE')).stderr).toContain('Columns were read as annotator, label, start, end.')
  })

  test('[AG10] numbers for labels: the columns are those in which nobody marks the same words twice, and the other way is named', async () => {
    const shown = await agreement('Alice,1,2,9\nAlice,1,11,17\nBob,1,2,9\n', '--continuum', 'TABLE', '--measures', 'gamma')
    expect(shown.stderr).toContain('Columns were read as annotator, label, start, end.')
    expect(shown.stderr).toContain('They could also be annotator, start, end, label.')
    expect(shown.code).toBe(0)
  })

  test('[AG10] spans over each other: what forbids them is named, what does not is given; asked for alone it fails', async () => {
    const nested = 'Alice,0,20,claim\nAlice,5,10,person\nBob,0,20,claim\n'
    const all = await agreement(nested, '--continuum', 'TABLE', '--samples', '5')
    expect(all.code).toBe(0)
    expect(all.stdout).toMatch(/^gamma /m)
    expect(all.stderr).toContain('Alice has spans that lie over each other: 0–20 and 5–10')
    expect((await agreement(nested, '--continuum', 'TABLE', '--measures', 'u-alpha')).code).toBe(1)
    expect((await agreement(nested, '--continuum', 'TABLE', '--measures', 'u-alpha', '--label', 'claim', '--length', '40')).stdout).toMatch(
      /^u-alpha +1\.0000$/m,
    )
  })

  test.each([
    ['A,B\n1,2\n1\n', ['--codes', 'TABLE'], 1, 'row 3 has 1 column, and the first has 2'],
    ['A,B\n1,ä\n2,2\n', ['--codes', 'TABLE', '--level', 'interval'], 1, '“ä” is no number.'],
    ['A,A\n1,2\n', ['--codes', 'TABLE'], 1, 'two columns are named “A”'],
    ['A,B\n"1,2\n', ['--codes', 'TABLE'], 1, 'the quotation marks of row 2 do not close'],
    ['\n\n', ['--codes', 'TABLE'], 1, 'is empty.'],
    ['Alice,9,3,a\n', ['--continuum', 'TABLE'], 1, 'row 1 is not an annotator, a start, an end after it and a label.'],
    ['annotator,start,end,label\nBob,1,3,a\nBob,9,3,a\n', ['--continuum', 'TABLE'], 1, 'row 3 has no start before its end.'],
    ['A,B\n1,1\n', ['--codes', 'TABLE', '--level', 'any'], 2, '--level takes one of nominal, ordinal'],
    ['A,B\n1,1\n', ['--codes', 'TABLE', '--bootstrap', 'many'], 2, '--bootstrap takes a whole number from 1 to 100,000, not “many”.'],
    ['A,B\n1,1\n', ['--codes', 'TABLE', '--measures', 'kappa'], 2, 'There is no measure “kappa” of this table.'],
    ['A,B\n1,1\n', ['--codes', 'TABLE', '--label', 'x'], 2, '--label and --length go with --continuum.'],
    [`${Array.from({length: 101}, (_, at) => `p${at}`).join()}\n`, ['--codes', 'TABLE'], 1, '101 columns of annotators, and 100 at most'],
    [
      `A,B\n${Array.from({length: 3000}, (_, at) => `${at},${at + 5000}`).join('\n')}\n`,
      ['--codes', 'TABLE'],
      1,
      '6,000 different labels, more than can be compared',
    ],
    ['A,B\n1,1\n', [], 2, 'Give one of FILE, PROJECT, --codes TABLE and --continuum TABLE.'],
  ] as const)('[AG10] %j with %j is refused', async (table, args, code, sentence) => {
    const shown = await agreement(table, ...args)
    expect(shown.stdout).toBe('')
    expect(shown.stderr).toContain(sentence)
    expect(shown.code).toBe(code)
  })

  test('[AG10] semicolons and tabs separate as commas do, with empty lines among the rows, and nothing in a name steers the terminal', async () => {
    for (const between of [',', ';', '\t']) {
      const shown = await agreement(
        ['Alice', 'Bo\u001b[31mb'].join(between) + '\n\nx,y\nx,x\n'.replaceAll(',', between),
        '--codes',
        'TABLE',
        '--measures',
        'percent',
      )
      expect(shown).toMatchObject({code: 0, stdout: 'percent  0.5000\n'})
      expect(shown.stderr).toBe('claimlight: The first row was read as the names of annotators: Alice, Bo\ufffd[31mb.\n')
    }
  })

  test('[AG10] a file that is no text in UTF-8, or not there, is named', async () => {
    const path = join(folder, 'latin.csv')
    await writeFile(path, Buffer.from([0x41, 0x2c, 0xe4, 0x0a]))
    expect((await commandHere(['agreement', '--codes', path], {CLAIMLIGHT_HOME: folder})).stderr).toContain('is no text in UTF-8. Save it as UTF-8.')
    expect((await commandHere(['agreement', '--codes', join(folder, 'none.csv')], {CLAIMLIGHT_HOME: folder})).stderr).toContain('There is no file')
  })
})
