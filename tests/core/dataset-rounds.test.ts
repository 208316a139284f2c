import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import {refused} from '../../src/core/result.ts'
import {EARLIER, ownerOf, workOf} from '../../src/core/round/owner.ts'
import type {Round} from '../../src/core/round/round.ts'
import {parseRound} from '../../src/core/round/round.ts'
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
    expect(parseDataset(inRound([round('r0')]))).toEqual(refused(['There is work in the round r/1 🕊, but it is not in rounds. Add it there.']))
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
