import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {fileSecrets} from '../../src/storage/secret-store.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, sealsIn, sendAndImport} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, newFolder, openWindows} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיִּשָּׁמַע הַקּוֹל — 和平即将到来, سلام 🕊️')
const ZOE = aPerson('Zoë', 'curator')
const DORA = aPerson('Dora', 'annotator')
/** “asserts” is called “states”. */
const RENAMED = JSON.parse(JSON.stringify(DEFAULT_SCHEMA).replaceAll('"asserts"', '"states"')) as Schema

let path = ''
let remove: () => Promise<void>
let hub: Hub
let round = ''
const windows = openWindows()
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  const device = {id: 'desk', person: ALICE, secrets: fileSecrets(`${path}/settings`)}
  hub = await createHub({folder: await aProjectFolder(`${path}/Ceasefire.claimlight`), version: '0.0.0', device})
  const files = [ICE, PEACE].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  value(await ask(ALICE).importFiles(files, null))
  value(
    await hub.changeProject(({people, topics}) => {
      for (const person of [ALICE, BOB, ZOE, DORA]) people.put(person)
      for (const id of ['t1', 't2']) topics.put({id, name: `停火 ${id}`, by: 'alice', at: 1})
    }),
  )
  const lists = [
    {annotator: 'alice', articles: [ICE.id]},
    {annotator: 'bob', articles: [PEACE.id, ICE.id]},
    {annotator: 'dora', articles: [ICE.id]},
  ]
  round = value(await ask(ZOE).startRound('Runde 1 和平', {}, lists)).id
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})
const ask = (person: Person) => hub.requests(person, 'desktop')
async function finishes(person: Person, id: string): Promise<void> {
  const {doc, opened, saved} = windows.at(hub, person).open({kind: 'set', article: ICE.id, owner: ownerOf(person.id, round)})
  expect(await opened).toBeUndefined()
  const stances = [{id: `s ${id}`, by: person.id, at: 4, holder: {kind: 'outlet' as const}, target: {kind: 'topic' as const, id: 't2'}, value: 'favor'}]
  annotationSet(doc).add([aClaim(ICE, 'السلام قريب', {id, by: person.id, features: {commitment: 'asserts', stances}})])
  await saved()
  value(await ask(person).finishArticle(round, ICE.id))
}
const fileFor = async (person: Person): Promise<string> => fileOf(value(await ask(person).exportDataset('codepoint')))
const worklistsIn = (file: string): NonNullable<DatasetDocument['worklists']> => (JSON.parse(file) as DatasetDocument).worklists ?? []
describe('a dataset', () => {
  test('[DS11] has of a closed round each her own list alone, and nothing that it was sealed with; of a draft nobody’s', async () => {
    await finishes(BOB, 'bobs')
    const bobs = worklistsIn(await fileFor(BOB))
    expect(bobs.map(({annotator, articles, finished: done}) => [annotator, articles.map(({article}) => article), done.map(({article}) => article)])).toEqual([
      ['bob', [PEACE.id, ICE.id], [ICE.id]],
    ])
    expect(bobs[0]?.finished[0]).toMatchObject({by: 'bob', commitment: expect.stringMatching(/^[0-9a-f]{64}$/)})
    expect(JSON.stringify(bobs)).not.toContain('nonce')
    expect(worklistsIn(await fileFor(ZOE))).toEqual([])
    expect(worklistsIn(await fileFor(DORA)).map(({annotator}) => annotator)).toEqual(['dora'])
    await openRound(hub, round, ZOE)
    value(await ask(ZOE).draftRound({name: 'Draft', plan: {}, lists: [{annotator: 'bob', articles: [ICE.id]}]}))
    expect(worklistsIn(await fileFor(BOB)).map(each => [each.round, each.annotator])).toEqual([
      [round, 'alice'],
      [round, 'bob'],
      [round, 'dora'],
    ])
  })

  test('[DS11] shows by itself that nothing was changed after it was finished, also where topics were merged and labels renamed since, and makes a project that shows it too', async () => {
    await finishes(ALICE, 'alices')
    await finishes(BOB, 'bobs')
    value(await ask(DORA).finishArticle(round, ICE.id))
    await openRound(hub, round, ZOE)
    value(await hub.changeProject(({topics}) => topics.merge(['t2'], 't1', {by: 'zoë', at: 9})))
    value(await ask(ALICE).takeSchema(RENAMED, [{layer: 'claim', feature: 'commitment', label: 'asserts', to: 'states'}]))
    const file = await fileFor(BOB)
    expect(file).not.toContain('"id": "t2",\n      "name"')
    expect(sealsIn(file)).toEqual({kept: 3, broken: []})
    const [alices] = worklistsIn(file)
    expect(alices?.finished[0]).toMatchObject({
      signature: {project: hub.projectId},
      named: [{annotation: 'alices', stance: 's alices', end: 'target', id: 't2'}],
    })
    const [one, ...others] = (JSON.parse(file) as DatasetDocument).annotations
    expect(sealsIn(JSON.stringify({...JSON.parse(file), annotations: [{...one, confidence: 1}, ...others]})).broken).toHaveLength(1)

    const again = await aHub(await aProjectFolder(`${path}/Again.claimlight`))
    const zoe = again.requests(ALICE, 'desktop')
    value(await sendAndImport(zoe, 'rounds.json', file))
    expect(await fileOf(value(await zoe.exportDataset('codepoint')))).toBe(file)
    expect(value(await zoe.checkProject()).problems).toEqual([])
    expect(value(await zoe.roundProgress(round)).map(({annotator, finished: done}) => [annotator, done])).toEqual([
      ['alice', 1],
      ['bob', 1],
      ['dora', 1],
    ])
    await again.close()
  })
})
