import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {QUESTIONS} from '../hostile/questions.ts'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import {encoded} from './browser.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, until} from './hub-bench.ts'

const DAVE = aPerson('Dave', 'curator')
const OUTLET = 'Süddeutsche 和平'
const BARE = /s\p{L}*ddeutsche|和平/iu
const file = (title: string, body: string): Uint8Array =>
  new TextEncoder().encode(`---\ntitle: "${title}"\noutlet: ${OUTLET}\nauthor: Zoë\ndate: 2025-02-04\nurl: https://suddeutsche.example/1\n---\n${body}\n`)

let hub: Hub
const found = async (query: string, person: Person = ALICE): Promise<readonly string[]> =>
  value(await hub.requests(person, 'browser').searchArticles(query)).map(({article}) => article)
let remove: () => Promise<void>
let path: string
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  path = `${folder.path}/Ceasefire.claimlight`
  hub = await aHub(await aProjectFolder(path))
  value(
    await hub.changeProject(({people}) => {
      for (const person of [ALICE, BOB, CAROL, DAVE]) people.put(person)
    }),
  )
  const files = [
    {name: 'suddeutsche-和平_1.md', bytes: file('Ice (Suddeutsche 和平) 🧊', 'Sea ice melts. السلام قريب')},
    {name: '2.md', bytes: file('Seas', 'Seas rise fast.')},
  ]
  value(await hub.requests(ALICE, 'browser').importFiles(files, null))
  await until('the words can be found', async () => (await found('suddeutsche')).length === 1 && (await found('rise')).length === 1)
})
afterEach(async () => {
  await hub.close()
  await remove()
})

/** All that a hub answers to one person, but for the documents themselves. */
async function answers(person: Person, round: string, articles: readonly [string, string]): Promise<readonly string[]> {
  const api = hub.requests(person, 'browser')
  const lines: string[] = []
  for (const [name, question] of Object.entries(QUESTIONS)) {
    // Whoever sits at the computer is asked for a folder there.
    if (name === 'projectFromFolder') continue
    const answer = await question({api, round, articles, cursor: ''})
    lines.push(`${name} ${new TextDecoder().decode(encoded(answer))}`)
  }
  return lines
}

test('[RD17] while her round runs nothing that the hub answers to an annotator tells the outlet that it hides, in any spelling, and search does not find by it; others and all afterwards are told', async () => {
  const alice = hub.requests(ALICE, 'browser')
  const [ice, seas] = [...(await found('suddeutsche')), ...(await found('rise'))]
  if (ice === undefined || seas === undefined) throw new Error('The articles are not found.')
  const round = value(await alice.startRound('Runde 1', {hide: ['outlet'], annotators: ['bob', DAVE.id]}))
  for (const person of [BOB, DAVE]) {
    const told = await answers(person, round.id, [ice, seas])
    expect(told.filter(line => BARE.test(line))).toEqual([])
    expect(told.find(line => line.startsWith('exportDataset'))).toContain('[…]')
    for (const query of ['suddeutsche', '"suddeutsche 和平"', 'ice suddeutsche']) expect(await found(query, person)).toEqual([])
    for (const query of ['ice', 'melts', '"sea ice"']) expect(await found(query, person)).toEqual([ice])
  }
  const again = [{name: 'again.md', bytes: file('Another', 'Sea ice melts. السلام قريب')}]
  expect(value(await hub.requests(DAVE, 'browser').importFiles(again, null))).toMatchObject([{state: 'duplicate', title: 'Ice ([…]) 🧊'}])
  expect((await answers(ALICE, round.id, [ice, seas])).find(line => line.startsWith('exportDataset'))).toMatch(BARE)
  await openRound(hub, round.id)
  expect((await answers(BOB, round.id, [ice, seas])).find(line => line.startsWith('exportDataset'))).toMatch(BARE)
  expect(await found('suddeutsche', BOB)).toEqual([ice])
})
