import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import * as Y from 'yjs'
import type {AgreementWish} from '../../src/core/agreement/agreement-wish.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {ok} from '../../src/core/result.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {kindsThen} from '../../src/core/schema/kind-then.ts'
import type {AgreementPlan} from '../../src/hub/agreement/agreement-plan.ts'
import {readJudgements} from '../../src/hub/agreement/read-judgements.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {COMPUTATIONS} from '../../src/hub/tasks/computations.ts'
import {AGREEMENT_REQUESTS} from '../../src/ipc/agreement-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {figureIn} from '../support/judged.ts'
import {refusal, value} from '../support/results.ts'
import {aRound, openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיִּשָּׁמַע הַקּוֹל — 和平即将到来, سلام 🕊️')
const ZOE = aPerson('Zoë', 'curator')
const DORA = aPerson('Dora', 'annotator')
const WISH: AgreementWish = {
  layers: ['claim'],
  measures: ['f1-exact', 'percent'],
  matching: {by: 'exact'},
  by: [],
  sampling: {sampler: 'statistical', samples: 5, seed: '1'},
}
const PLACES = ['claim', 'f1-exact'] as const

let path = ''
let remove: () => Promise<void>
let hub: Hub
let round = ''
const windows = openWindows()
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  value(
    await ask(ALICE).importFiles(
      [ICE, PEACE].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)})),
      null,
    ),
  )
  value(
    await hub.changeProject(({people}) => {
      for (const person of [BOB, CAROL, ZOE, DORA]) people.put(person)
    }),
  )
  round = (await startRound(hub)).id
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
  vi.restoreAllMocks()
})
const ask = (person: Person) => hub.requests(person, 'browser')

async function says(person: Person, words: readonly string[], commitment = 'asserts'): Promise<void> {
  const {doc, opened, saved} = windows.at(hub, person).open({kind: 'set', article: ICE.id, owner: ownerOf(person.id, round)})
  expect(await opened).toBeUndefined()
  annotationSet(doc).add(words.map((each, at) => aClaim(ICE, each, {id: `${person.id}-${at}`, by: person.id, features: {commitment}})))
  await saved()
}
const finishes = async (person: Person): Promise<void> => void value(await ask(person).finishArticle(round, ICE.id))

async function aRoundThatIsDone(): Promise<void> {
  await says(BOB, ['السلام قريب', 'Sea ice melts'])
  await says(DORA, ['Sea ice melts'], 'denies')
  await says(ZOE, ['Sea ice'])
  await finishes(BOB)
  await finishes(DORA)
  await openRound(hub, round)
}

describe('agreement at a hub', () => {
  test('[AG18] of what was finished in a round that is opened everybody is told, a reader too; what was not finished is said', async () => {
    await aRoundThatIsDone()
    for (const person of [ALICE, BOB, CAROL]) {
      const found = value(await ask(person).agreement(WISH))
      expect(figureIn(found, PLACES[1])).toBeCloseTo(2 / 3, 12)
      expect(figureIn(found, 'percent', {feature: 'commitment'})).toBe(0)
      expect(found.annotators).toEqual([
        {id: 'bob', name: 'Bob'},
        {id: 'dora', name: 'Dora'},
      ])
      expect(found.notes.map(String)).toEqual(['1 set of annotations is left out, because whoever made it has not finished the article.'])
    }
    const page = value(await ask(CAROL).disagreements(WISH, {layer: 'claim', feature: 'commitment'}, 0))
    expect(page).toMatchObject({
      total: 1,
      disagreements: [
        {
          title: ICE.text.split('\n')[0],
          said: [
            {annotator: 'bob', annotation: 'bob-1', words: 'Sea ice melts', labels: ['asserts']},
            {annotator: 'dora', annotation: 'dora-0', words: 'Sea ice melts', labels: ['denies']},
          ],
        },
      ],
    })
    expect(value(await ask(CAROL).disagreements(WISH, {layer: 'claim', feature: 'commitment'}, 1))).toEqual({total: 1, disagreements: []})
  })

  test('[AG18] what was finished and has not come to this hub is missing, and that is said', async () => {
    const doc = new Y.Doc()
    worklistDocument(doc).finish({id: 'f1', article: ICE.id, by: 'dora', at: 5, commitment: '0'.repeat(64)})
    const plan: AgreementPlan = {
      schema: DEFAULT_SCHEMA,
      kinds: kindsThen([]),
      topics: [],
      roots: {topics: new Map(), people: new Map()},
      people: [DORA],
      registries: [],
      sets: new Map(),
      worklists: [{name: 'list', round, annotator: 'dora', isOpen: true}],
      articles: [{id: ICE.id, title: 'Ice'}],
      rounds: [{...aRound({id: round, ownSets: true}), state: 'open'}],
      wish: WISH,
    }
    const steps = readJudgements(plan, {load: async () => [Y.encodeStateAsUpdate(doc)], text: async () => ok(ICE.text)})
    let step = await steps.next()
    while (!step.done) step = await steps.next()
    expect(value(step.value)).toMatchObject({annotators: [], texts: [], leftOut: {absent: 1}})
  })

  test('[AG18] of a closed round nobody is told anything, asked for by name or not, not even a curator', async () => {
    await says(BOB, ['Sea ice melts'])
    await finishes(BOB)
    for (const person of [ALICE, BOB, ZOE]) {
      expect(refusal(await ask(person).agreement({...WISH, rounds: [round]}))).toContain('is not opened yet')
      expect(refusal(await ask(person).agreement({...WISH, takesUnfinished: true}))).toContain('Nobody has annotated alone here.')
      expect(refusal(await ask(person).disagreements(WISH, {layer: 'claim'}, 0))).toContain('Nobody has annotated alone here.')
    }
  })

  test('[AG18] articles that are in a later round that is closed are left out, and that is said', async () => {
    await aRoundThatIsDone()
    value(await ask(ALICE).startRound('Runde 2', {articles: [PEACE.id]}))
    expect(value(await ask(BOB).agreement(WISH)).notes.map(String)).toContain('1 article is left out, being in a round that is still closed.')
    const again = value(await ask(ALICE).startRound('Runde 3', {articles: [ICE.id]}))
    expect(refusal(await ask(BOB).agreement(WISH))).toContain('Nobody has annotated alone here.')
    await openRound(hub, again.id)
    expect(figureIn(value(await ask(BOB).agreement({...WISH, rounds: [round]})), PLACES[1])).toBeCloseTo(2 / 3, 12)
  })

  test('[AG19] the same is answered from memory, for whoever may read the same, until something changes that counts', async () => {
    await aRoundThatIsDone()
    const computed = vi.spyOn(COMPUTATIONS, 'agreement')
    await ask(BOB).agreement(WISH)
    await ask(CAROL).agreement(WISH)
    expect(computed).toHaveBeenCalledTimes(1)
    const team = windows.at(hub, BOB).open({kind: 'set', article: ICE.id, owner: 'team'})
    await team.opened
    annotationSet(team.doc).add([aClaim(ICE, 'Sea', {id: 'team-1', by: 'bob'})])
    await team.saved()
    await ask(BOB).agreement(WISH)
    expect(computed).toHaveBeenCalledTimes(1)
    value(await hub.changeProject(({people}) => people.put({...BOB, name: 'Robert'})))
    expect(value(await ask(BOB).agreement(WISH)).annotators[0]).toEqual({id: 'bob', name: 'Robert'})
    expect(computed).toHaveBeenCalledTimes(2)
    await ask(BOB).agreement({...WISH, by: ['pair']})
    expect(computed).toHaveBeenCalledTimes(3)
  })

  test('[AG19] says how far it is, and ends where it is cancelled', async () => {
    await aRoundThatIsDone()
    const many = {...WISH, resampling: {resamples: 10_000, seed: 'α', level: 0.95, method: 'percentile', over: 'group'}} as const
    const asked = ask(BOB).agreement({...many, measures: ['f1-exact', 'percent', 'fleiss-kappa', 'krippendorff-alpha'], by: ['annotator']}, {task: 'mine'})
    await ask(BOB).cancelTask('mine')
    expect(refusal(await asked)).toBe('The figures of agreement were cancelled.')
    await until('nothing is under way', async () => value(await ask(BOB).taskProgress('mine')) === 0)
  })

  test.each([
    [{...WISH, layers: ['']}, 'a layer without a name'],
    [{...WISH, matching: {by: 'overlap', least: 0}}, 'an overlap of nothing'],
    [{...WISH, measures: Array.from({length: 61}, () => 'percent')}, 'too many measures'],
    [{...WISH, sampling: {...WISH.sampling, samples: 1e6}}, 'samples without end'],
    [{...WISH, resampling: {resamples: 1e6, seed: '', level: 0.95, method: 'bca', over: 'group'}}, 'resamples without end'],
    [{...WISH, by: ['nobody']}, 'what is none'],
  ])('[AG19] %j is not taken: %s', (wish, _) => {
    expect(AGREEMENT_REQUESTS.agreement.safeParse([wish]).success).toBe(false)
    expect(AGREEMENT_REQUESTS.agreement.safeParse([WISH]).success).toBe(true)
  })

  test('[AG18] a layer, a feature or a measure that is not there is named', async () => {
    await aRoundThatIsDone()
    expect(refusal(await ask(BOB).agreement({...WISH, layers: ['None']}))).toContain('The schema has no layer “None”. Its layers are claim,')
    expect(refusal(await ask(BOB).agreement({...WISH, features: ['none']}))).toContain('There is no feature “none”. Choose from stances, ')
    expect(refusal(await ask(BOB).agreement({...WISH, measures: ['kappa']}))).toContain('There is no measure “kappa”.')
    expect(refusal(await ask(BOB).agreement({...WISH, rounds: ['none']}))).toContain('There is no round “none”. The rounds are ')
    expect(refusal(await ask(BOB).disagreements(WISH, {layer: 'none'}, 0))).toContain('no layer')
  })
})
