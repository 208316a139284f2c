import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {partOf} from '../../src/core/schema/draft.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {Project} from '../../src/project/project.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import {commandHere} from '../support/command-here.ts'
import {value} from '../support/results.ts'

let path = ''
let project = ''
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'claimlight-drafts-'))
  project = join(path, 'Eis 🧊.claimlight')
  await writeFile(join(path, 'a.txt'), 'Sea ice melts. الجليد')
  expect((await here('import', project, join(path, 'a.txt'))).code).toBe(0)
})
afterEach(() => rm(path, {recursive: true, force: true}))

const here = (...args: readonly string[]) => commandHere(args, {CLAIMLIGHT_HOME: join(path, 'home')})
const schema = async (...args: readonly string[]): Promise<readonly [number, string]> => {
  const {code, stdout, stderr} = await here('schema', project, ...args)
  return [code ?? -1, (stdout + stderr).replace('claimlight: ', '').trim()]
}

/** As windows leave it. */
async function inProject(change: (project: Project) => void): Promise<void> {
  const hub = await createHub({folder: value(await openProjectFolder(project, {mode: 'write'})), version: '0.0.0', indexesTexts: false})
  value(await hub.changeProject(change))
  await hub.close()
}

const hedges = partOf({layer: 'claim', feature: 'commitment', label: 'hedges'})
const denies = partOf({layer: 'claim', feature: 'commitment', label: 'denies'})

describe('drafts of a schema on the command line', {timeout: 60_000}, () => {
  test('are listed, shown, published with why, and thrown away', async () => {
    await inProject(({drafts, people}) => {
      people.put({id: 'bob', name: 'Bob', role: 'curator'})
      drafts.open('abc-1', {by: 'bob', at: 0, from: 'in-force', base: 1, schema: DEFAULT_SCHEMA})
      drafts.set('abc-1', hedges, {label: 'مُتحفِّظ 🧊'})
      drafts.open('xyz-2', {by: 'bob', at: 1, from: 'in-force', base: 1, schema: DEFAULT_SCHEMA})
      drafts.set('xyz-2', denies, {removed: true})
    })
    expect(await schema('--drafts')).toEqual([0, 'abc-1\t1970-01-01T00:00:00.000Z\tBob\tin-force 1\t1\nxyz-2\t1970-01-01T00:00:00.001Z\tBob\tin-force 1\t1'])
    expect((await schema('--show', '--draft', 'ab'))[1]).toContain('"label": "مُتحفِّظ 🧊"')
    expect(await schema('--publish', 'ab', '--dry-run')).toEqual([
      0,
      expect.stringMatching(/^Label “Hedges” of “Commitment”: renamed “مُتحفِّظ 🧊”\tno annotations\n.*version 2\. Nothing was changed\.$/),
    ])
    expect(await schema('--publish', 'abc', '--note', 'שם אחר')).toEqual([0, `“${DEFAULT_SCHEMA.name}” is in force, as version 2.`])
    expect((await schema('--versions'))[1]).toMatch(/\n2\t.*\tשם אחר$/)
    // The other one began before, and does not win over it unseen.
    expect(await schema('--drafts')).toEqual([0, expect.stringContaining('xyz-2\t1970-01-01T00:00:00.001Z\tBob\tin-force 1 (older)\t1')])
    expect(await schema('--publish', 'xyz')).toEqual([1, expect.stringContaining('This schema goes on from version 1, and version 2 is in force by now.')])
    expect(await schema('--discard', 'xyz')).toEqual([0, 'The draft xyz-2 is thrown away.'])
    expect(await schema('--drafts')).toEqual([0, ''])
    expect(await schema('--discard', 'xyz')).toEqual([1, 'The project has no draft of its schema.'])
  })

  test('that are no schema yet are refused with what is wrong, and nothing comes into force', async () => {
    await inProject(({drafts}) => {
      drafts.open('abc-1', {by: 'bob', at: 0, from: 'in-force', base: 1, schema: DEFAULT_SCHEMA})
      drafts.set('abc-1', hedges, {key: '5'})
    })
    expect(await schema('--publish', 'abc')).toEqual([
      1,
      'This draft cannot be published yet: “Denies”: The key 5 is taken already: it chooses “Hedges”. Choose another.',
    ])
    expect(await schema('--publish', 'xyz')).toEqual([1, expect.stringContaining('No draft, or more than one, has an id that begins with “xyz”.')])
    expect((await schema('--versions'))[1].split('\n')).toHaveLength(1)
    expect(await schema('--publish', 'abc', '--set', 'polnear')).toEqual([2, expect.stringContaining('Use one of --show,')])
    expect(await schema('--drafts', '--note', 'x')).toEqual([2, expect.stringContaining('--note, --dry-run go with --set')])
  })
})

const label = {value: 'a', label: 'A'}
const layer = (labels: readonly object[], fields: object = {}): object => ({
  name: 'line',
  label: 'Line',
  key: 'l',
  look: {hue: 'rose', line: 'solid'},
  features: [{name: 'tone', label: 'Tone', kind: 'choice', choices: labels, ...fields}],
})

describe('a schema from a file', {timeout: 60_000}, () => {
  test.each<readonly [string, readonly object[], string]>([
    ['an unknown kind', [layer([label], {kind: 'stars'})], 'schema.layers[0].features[0].kind'],
    ['two labels of one name', [layer([label, label])], 'schema.layers[0] (line): the feature tone'],
    ['two layers of one name', [layer([label]), layer([label])], 'schema.layers: two layers are named "line"'],
    [
      'labels under each other in a circle',
      [
        layer([
          {...label, parent: 'b'},
          {value: 'b', label: 'B', parent: 'a'},
        ]),
      ],
      'schema.layers[0] (line): the feature tone',
    ],
    ['an emoji as key', [layer([{...label, key: '🧊'}])], 'schema.layers: the key "🧊" of the label "a" is no letter or digit'],
    ['a label that only turns the words around it', [layer([{value: 'a', label: '\u202e'}])], 'schema.layers: the label of "a" has nothing that can be seen'],
  ])('with %s is refused with the place', async (_what, layers, place) => {
    await writeFile(join(path, 's.json'), JSON.stringify({name: 'Tones', version: 1, layers}))
    expect(await schema('--set', join(path, 's.json'))).toEqual([1, expect.stringContaining(place)])
    expect((await schema('--versions'))[1].split('\n')).toHaveLength(1)
  })

  test('with two thousand labels, from right to left, is taken, and its labels can be told apart', async () => {
    const labels = Array.from({length: 2000}, (_each, nth) => ({value: `وسم ${nth} 🧊`, label: `وسم ${nth} 🧊`}))
    await writeFile(join(path, 's.json'), JSON.stringify({name: 'Tones', version: 1, layers: [layer(labels)]}))
    expect(await schema('--set', join(path, 's.json'))).toEqual([0, '“Tones” is in force, as version 2.'])
    expect((await schema('--show'))[1]).toContain('وسم 1999 🧊')
  })
})
