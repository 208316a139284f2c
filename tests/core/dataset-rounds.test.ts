import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import {refused} from '../../src/core/result.ts'
import {EARLIER, ownerOf, workOf} from '../../src/core/round/owner.ts'
import type {Round} from '../../src/core/round/round.ts'
import {parseRound} from '../../src/core/round/round.ts'
import {enterSnapshot} from '../../src/project/project-snapshot.ts'
import {judgeForeign} from '../../src/hub/documents/foreign-judgement.ts'
import {project as projectOf} from '../../src/project/project.ts'
import {parseDataset} from '../support/datasets.ts'
import {aProject} from './projects.ts'

const round = (id: string, fields: object = {}): Round =>
  parseRound(id, {
    name: 'Runde 1 和平',
    startedAt: 1,
    startedBy: 'alice',
    openers: ['key'],
    ownSets: true,
    state: 'open',
    opened: {by: 'alice', at: 2, key: 'key', signature: 's'},
    ...fields,
  })
/** With what Carol did in a round whose id could be taken for something else. */
const inRound = (rounds: readonly Round[], id = 'r/1 🕊'): string => {
  const project = aProject()
  const owned = <T extends {readonly owner: string}>(of: T): T => (of.owner === 'annotator:carol' ? {...of, owner: ownerOf('carol', id)} : of)
  return exportDataset({...project, rounds, registries: project.registries.map(owned), sets: project.sets.map(owned)}, {unit: 'codepoint'})
}

function readFrom(file: string): ProjectSnapshot {
  const read = parseDataset(file)
  if (!read.ok) throw new Error(read.error.join(' '))
  return read.value
}

describe('a dataset', () => {
  test('[RD6] says in which round an annotator worked, and of each round when it was opened, by whom, and of what it is; it comes back the same', () => {
    const [article] = aProject().articles
    const rounds = [
      round('r/1 🕊', {
        articles: [article?.id ?? ''],
        annotators: ['carol', 'bob'],
        perArticle: 2,
        order: {seed: '7'},
        hide: ['outlet'],
        suggestions: false,
        basedOn: 'r0',
      }),
      round('r0'),
    ]
    const file = inRound(rounds)
    const {rounds: written, entities, version} = JSON.parse(file)
    expect(version).toBe(2)
    expect(written).toMatchObject([
      {id: 'r/1 🕊', openedAt: '1970-01-01T00:00:00.002Z', openedBy: 'alice', annotators: ['bob', 'carol'], basedOn: 'r0'},
      {id: 'r0', name: 'Runde 1 和平', startedAt: '1970-01-01T00:00:00.001Z'},
    ])
    expect(file).not.toContain('signature')
    expect(entities.map(({owner}: {owner: string}) => owner)).toContain(ownerOf('carol', 'r/1 🕊'))
    const read = readFrom(file)
    expect(read.rounds?.every(({state, ownSets}) => state === 'open' && ownSets === true)).toBe(true)
    expect(exportDataset(read, {unit: 'codepoint'})).toBe(file)
  })

  test('[RD6] is refused where it has work in a round that it does not have, as nobody could ever read that', () => {
    expect(parseDataset(inRound([round('r0')]))).toEqual(refused(['There is work in the round r/1 🕊, but it is not in "rounds". Add it there.']))
  })

  /** What is wrong with a file whose rounds are these, as they stand in it. */
  const problemsOf = (...edits: readonly object[]): readonly string[] => {
    const file = JSON.parse(inRound([round('r')], 'r'))
    const read = parseDataset(JSON.stringify({...file, rounds: edits.map(edit => ({...file.rounds[0], ...edit}))}))
    return read.ok ? [] : read.error
  }

  test('[RD6] is refused where a round has an id that no project could ever open', () => {
    for (const id of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'earlier', 'a\u202eb', 'x'.repeat(501)])
      expect(problemsOf({}, {id})).toEqual([
        `rounds[1].id is ${JSON.stringify(id.slice(0, 80))}, which no round can have. Choose another one, in the owners of its work too.`,
      ])
  })

  test('[RD6] is refused where a round stands twice, was opened by nobody, is of before 1970, or of more than a project reads', () => {
    expect(problemsOf({}, {})).toEqual(['rounds[1] is there already as rounds[0]. Take one out or correct its id.'])
    expect(problemsOf({openedBy: undefined})).toEqual(['rounds[0] was opened, but nobody opened it. Say who did in "openedBy".'])
    expect(problemsOf({startedAt: '1969-12-31T23:59:59.999Z'})).toEqual(['rounds[0].startedAt is before 1970. Correct it.'])
    expect(problemsOf({openedAt: '1969-12-31T23:59:59.999Z'})).toEqual(['rounds[0].openedAt is before 1970. Correct it.'])
    expect(problemsOf({articles: Array.from({length: 5001}, () => 'a'.repeat(64))})).toEqual(['rounds[0].articles must list at most 5,000. Take out the rest.'])
    expect(problemsOf({annotators: Array.from({length: 1001}, (_, n) => `${n}`)})).toEqual(['rounds[0].annotators must list at most 1,000. Take out the rest.'])
    expect(problemsOf({name: '和'.repeat(2001)})).toEqual(['rounds[0].name must have at most 2,000 characters. Shorten it.'])
    expect(problemsOf({startedBy: 'x'.repeat(201)})).toEqual(['rounds[0].startedBy must have at most 200 characters. Shorten it.'])
  })

  test('[RD6] makes a project that is open, and whose document guests and folders take, also where its rounds are as large as can be, or nobody is known of them', () => {
    const file = JSON.parse(inRound([round('r')], 'r'))
    const large = {
      name: '和'.repeat(2000),
      startedBy: 'x'.repeat(200),
      openedBy: 'y'.repeat(200),
      articles: Array.from({length: 5000}, (_, n) => `${n}`.padStart(64, '0')),
      annotators: Array.from({length: 1000}, (_, n) => `${n}`),
    }
    const bare = {id: 'bare', name: '', startedAt: '1970-01-01T00:00:00.000Z'}
    const {rounds = [], ...read} = readFrom(JSON.stringify({...file, rounds: [{...file.rounds[0], ...large}, bare]}))
    const doc = new Y.Doc()
    for (const {address, make} of enterSnapshot({...read, rounds})) if (address.kind === 'project') make(doc)
    expect(
      projectOf(doc)
        .rounds.all()
        .map(({id, state, opened}) => [id, state, opened?.by]),
    ).toEqual([
      ['r', 'open', 'y'.repeat(200)],
      ['bare', 'open', 'unknown'],
    ])
    expect(judgeForeign(new Y.Doc(), {kind: 'project'}, Y.encodeStateAsUpdate(doc), () => false).state).toBe('taken')
  })

  test('[RD6] without rounds has work of annotators in the earlier work, as files of version 1 do', () => {
    const file = exportDataset(aProject(), {unit: 'utf16'})
    expect(JSON.parse(file).rounds).toBeUndefined()
    const carols = readFrom(file).sets.flatMap(({owner}) => workOf(owner) ?? [])
    expect(carols).toEqual([{annotator: 'carol', round: EARLIER}])
  })

  test('[RD6] does not have rounds that have not begun, that cannot be read, or whose work is the earlier work', () => {
    const none = [round('d', {state: 'draft'}), round('u', {state: 'ajar'}), parseRound('o', {name: 'Früher', mode: 'independent', open: true, startedAt: 1})]
    expect(exportDataset({...aProject(), rounds: none}, {unit: 'utf16'})).toBe(exportDataset(aProject(), {unit: 'utf16'}))
  })
})
