import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {ProjectSnapshot, SnapshotSet} from '../../src/core/dataset/project-snapshot.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {commandHere} from '../support/command-here.ts'
import {aRound} from '../support/rounds.ts'

const ICE = anArticle(MIXED_TEXT, {title: 'Eis 🧊'})
const PEACE = anArticle('Prices fall, they say. =SUM(A1) וַיִּשָּׁמַע', {title: 'Peace', position: 1})
const NAMES = ['Alice', 'Bob', 'Carol']

const says = (article: {id: string; text: string}, by: string, words: readonly string[], commitment = 'asserts', round = 'r1'): SnapshotSet => ({
  article: article.id,
  owner: ownerOf(by, round),
  annotations: words.map((each, at): Annotation => aClaim(article, each, {id: `${round}-${by}-${article.id.slice(0, 4)}-${at}`, by, features: {commitment}})),
  readMarks: [{by, at: 1_700_000_000_000, state: words.length === 0 ? 'no-claim' : 'done'}],
})
const ROUND = aRound({id: 'r1', name: 'Runde 1 和平', state: 'open', ownSets: true, startedAt: 1_700_000_000_000, opened: {by: 'alice', at: 1_700_000_000_001}})
const SNAPSHOT: ProjectSnapshot = {
  name: 'Ceasefire',
  schema: DEFAULT_SCHEMA,
  articles: [ICE, PEACE],
  annotators: NAMES.map(name => ({id: name.toLowerCase(), name})),
  topics: [],
  registries: [],
  rounds: [ROUND],
  sets: [
    says(ICE, 'alice', ['Sea ice melts', 'السلام قريب']),
    says(ICE, 'bob', ['Sea ice melts', 'Zoë']),
    says(ICE, 'carol', ['Sea ice melts'], 'denies'),
    says(PEACE, 'alice', ['=SUM(A1)']),
    says(PEACE, 'bob', []),
    {...says(PEACE, 'carol', ['Prices fall']), readMarks: []},
  ],
}

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-agreement-'))
  file = join(folder, 'ceasefire.json')
  await writeFile(file, exportDataset(SNAPSHOT, {unit: 'codepoint'}))
})
afterAll(() => rm(folder, {recursive: true}))

const agreement = (...args: readonly string[]) => commandHere(['agreement', ...args], {CLAIMLIGHT_HOME: folder, CLAIMLIGHT_DOCUMENTS: folder})
const made = async (...args: readonly string[]) => JSON.parse((await agreement(file, '--format', 'json', ...args)).stdout)

describe('claimlight agreement of a dataset', () => {
  test('[AG20] answers the usual questions at once, and says what was left out', async () => {
    const shown = await agreement(file, '--layer', 'claim')
    expect(shown.code).toBe(0)
    expect(shown.stdout).toMatch(/^f1-exact \(claim\) {2,}0\.5778 {2,}2 articles, 6 annotations$/m)
    expect(shown.stdout).toMatch(/^krippendorff-alpha \(claim, commitment\) {2,}-?0\.\d{4} {2,}1 matched$/m)
    expect(shown.stderr).toContain('1 set of annotations is left out, because whoever made it has not finished the article.')
  })

  test('[AG20] JSON of the documented shape, with names, intervals and numbers beside each figure', async () => {
    const {measures, annotators, rounds} = await made('--layer', 'claim', '--measures', 'f1-exact,percent', '--by', 'pair', '--bootstrap', '50')
    expect(measures[0]).toMatchObject({
      name: 'f1-exact',
      layer: 'claim',
      value: expect.closeTo((2 / 5 + 2 / 3 + 2 / 3) / 3, 12),
      interval: {level: 0.95, method: 'percentile', over: 'group', resamples: 50},
      n: {articles: 2, annotators: 3, annotations: 6},
      params: {seed: '1'},
    })
    expect(measures.find((each: {params: {first?: string}}) => each.params.first === 'Bob')).toMatchObject({
      value: expect.closeTo(2 / 3, 12),
      params: {second: 'Carol'},
    })
    expect(measures.find((each: {feature?: string}) => each.feature === 'commitment')).toMatchObject({
      value: expect.closeTo(1 / 3, 12),
      params: {match: 'exact', level: 'nominal'},
    })
    expect((await made('--feature', 'checkWorthy', '--measures', 'percent')).measures).toMatchObject([{value: null, undefined: 'nothing-judged-twice'}])
    expect(measures.some((each: {feature?: string}) => each.feature === 'checkWorthy')).toBe(false)
    expect(annotators).toEqual(NAMES.map(name => ({id: name.toLowerCase(), name})))
    expect(rounds).toEqual([{id: 'r1', name: 'Runde 1 和平'}])
  })

  test('[AG20] CSV has a column for layer and feature, and what was only begun can be taken all the same', async () => {
    const csv = (await agreement(file, '--layer', 'claim', '--measures', 'f1-exact', '--by', 'article', '--unfinished', '--format', 'csv')).stdout.split('\n')
    expect(csv[0]).toBe('name,layer,feature,value,undefined,low,high,n,params')
    expect(csv[1]).toContain('""annotations"":7')
    expect(csv).toHaveLength(5)
  })

  test('[AG21] writes the disagreements behind the figures, each with what each annotator said, and nothing that a spreadsheet takes for a formula', async () => {
    const out = join(folder, 'differences.csv')
    const shown = await agreement(file, '--layer', 'claim', '--disagreements', out)
    expect(shown.code).toBe(0)
    const rows = (await readFile(out, 'utf8')).split('\n')
    expect(rows[0]).toBe(
      'layer,feature,round,article,title,target,Alice: span,Alice: words,Alice: labels,Bob: span,Bob: words,Bob: labels,Carol: span,Carol: words,Carol: labels',
    )
    expect(rows).toContain(`claim,commitment,Runde 1 和平,${ICE.id},Eis 🧊,,0-13,Sea ice melts,asserts,0-13,Sea ice melts,asserts,0-13,Sea ice melts,denies`)
    expect(rows.filter(row => row.includes("'=SUM(A1)"))).toHaveLength(1)
    expect((await agreement(file, '--disagreements', folder)).stderr).toContain('is a folder. Name the file to write')
  })

  test('[AG20] rounds are compared on what the same annotators finished in both', async () => {
    const second = aRound({...ROUND, id: 'r2', name: 'Nachher', basedOn: 'r1', startedAt: 1_700_000_000_002})
    const both = {
      ...SNAPSHOT,
      rounds: [ROUND, second],
      sets: [...SNAPSHOT.sets, says(ICE, 'alice', ['Zoë'], 'asserts', 'r2'), says(ICE, 'bob', ['Zoë'], 'asserts', 'r2')],
    }
    const path = join(folder, 'both.json')
    await writeFile(path, exportDataset(both, {unit: 'utf16'}))
    const shown = await agreement(path, '--layer', 'claim', '--measures', 'f1-exact', '--by', 'round')
    expect(shown.stdout).toMatch(/^f1-exact \(claim, Runde 1 和平\) +0\.5000/m)
    expect(shown.stdout).toMatch(/^f1-exact \(claim, Nachher\) +1\.0000/m)
    const blind = await agreement(path, '--layer', 'claim', '--measures', 'f1-exact', '--format', 'json')
    expect(JSON.parse(blind.stdout).rounds).toEqual([{id: 'r1', name: 'Runde 1 和平'}])
  })

  test.each([
    [['--layer', 'none'], 1, 'The schema has no layer “none”.'],
    [['--round', 'none'], 1, 'There is no round “none”. The rounds are r1 (Runde 1 和平).'],
    [['--feature', 'none'], 1, 'There is no feature “none”.'],
    [['--measures', 'kappa'], 2, 'There is no measure “kappa”. Choose from u-alpha,'],
    [['--match', 'overlap'], 2, '--match takes exact, gamma, or overlap:'],
    [['--match', 'overlap:1.5'], 2, '--match takes exact, gamma, or overlap:'],
    [['--by', 'day'], 2, '--by takes one of pair, label, article, annotator, round'],
    [['--label', 'x'], 2, '--label and --length go with --continuum.'],
    [['--codes', 'x.csv'], 2, 'Give one of FILE, PROJECT, --codes TABLE and --continuum TABLE.'],
    [['--feature', 'commitment', '--level', 'interval', '--measures', 'krippendorff-alpha'], 1, '“asserts” is no number. Choose the nominal level, or'],
    [['--by', 'round'], 1, 'To compare rounds, choose two or more.'],
  ] as const)('[AG20] %j is refused', async (args, code, sentence) => {
    const shown = await agreement(file, ...args)
    expect(shown).toMatchObject({code, stdout: '', stderr: expect.stringContaining(sentence)})
  })

  test('[AG20] a file that is none of ours, or in which only one annotated, is told so', async () => {
    const broken = join(folder, 'broken.json')
    await writeFile(
      broken,
      exportDataset(SNAPSHOT, {unit: 'codepoint'}).replaceAll('"quote":"Zoë"', '"quote":"Zoe"').replaceAll('"quote": "Zoë"', '"quote": "Zoe"'),
    )
    expect(await agreement(broken)).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('annotations[')})
    const alone = join(folder, 'alone.json')
    await writeFile(alone, exportDataset({...SNAPSHOT, sets: SNAPSHOT.sets.slice(0, 1)}, {unit: 'codepoint'}))
    expect((await agreement(alone)).stderr).toContain('Only Alice has finished articles here, and agreement is between two at least.')
    const apart = join(folder, 'apart.json')
    await writeFile(apart, exportDataset({...SNAPSHOT, sets: [SNAPSHOT.sets[0], SNAPSHOT.sets[4]].filter(each => each !== undefined)}, {unit: 'codepoint'}))
    expect((await agreement(apart)).stderr).toContain('No article was finished by two annotators, so nothing can be compared.')
    expect((await agreement(join(folder, 'nowhere'))).code).toBe(3)
  })

  test('[AG20] what was finished and is not in the file is missing, as files have it that were made while a round was closed', async () => {
    const bobs = {
      round: 'r1',
      annotator: 'bob',
      given: [{article: PEACE.id, position: 0, by: 'alice', at: 1_700_000_000_000}],
      finished: [{id: 'f1', article: PEACE.id, by: 'bob', at: 1_700_000_000_000, commitment: '0'.repeat(64)}],
    }
    const path = join(folder, 'part.json')
    await writeFile(path, exportDataset({...SNAPSHOT, sets: [says(PEACE, 'alice', ['Prices fall'])], worklists: [bobs]}, {unit: 'codepoint'}))
    expect(await agreement(path)).toMatchObject({code: 1, stderr: expect.stringContaining('Only Alice has finished articles here')})
  })

  test('[AG20] a project gives what its dataset gives', async () => {
    const project = join(folder, 'Ceasefire.claimlight')
    expect((await commandHere(['import', project, file], {CLAIMLIGHT_HOME: folder, CLAIMLIGHT_DOCUMENTS: folder})).code).toBe(0)
    const options = ['--layer', 'claim', '--by', 'pair,article', '--format', 'json', '--seed', '7']
    const [ofProject, ofFile] = [await agreement(project, ...options), await agreement(file, ...options)]
    expect(ofProject.code).toBe(0)
    expect(JSON.parse(ofProject.stdout).measures).toEqual(JSON.parse(ofFile.stdout).measures)
  })
})
