import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {AgreementWish} from '../../src/core/agreement/agreement-wish.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {fileSecrets} from '../../src/storage/secret-store.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {figureIn} from '../support/judged.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, newFolder, openWindows, until} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {aDoor, guestAt, shared} from './upstream-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const DORA = aPerson('Dora', 'annotator')
const WISH: AgreementWish = {
  layers: ['claim'],
  measures: ['f1-exact'],
  matching: {by: 'exact'},
  by: [],
  sampling: {sampler: 'statistical', samples: 5, seed: '1'},
}

let path = ''
let remove: () => Promise<void>
let door: Door
let upstream: Hub
let guest: Hub
const windows = openWindows()
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  door = await aDoor([ALICE, BOB, DORA])
  upstream = await aHub(await aProjectFolder(`${path}/Upstream.claimlight`))
  door.open(upstream)
  value(
    await upstream.changeProject(({people}) => {
      for (const person of [ALICE, BOB, DORA]) people.put(person)
    }),
  )
  value(await upstream.requests(ALICE, 'browser').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
  guest = await createHub({
    folder: await aProjectFolder(`${path}/Guest.claimlight`),
    version: '0.0.0',
    guest: guestAt(door.origin, DORA),
    device: {id: 'device-of-dora', person: DORA, secrets: fileSecrets(join(path, 'settings'))},
  })
  await shared(guest)
})
afterEach(async () => {
  windows.close()
  await guest.close()
  await upstream.close()
  await door.close()
  await remove()
})

async function finishes(person: Person, round: string, words: readonly string[]): Promise<void> {
  const {doc, opened, saved} = windows.at(upstream, person).open({kind: 'set', article: ICE.id, owner: ownerOf(person.id, round)})
  expect(await opened).toBeUndefined()
  annotationSet(doc).add(words.map((each, at) => aClaim(ICE, each, {id: `${person.id}-${at}`, by: person.id})))
  await saved()
  value(await upstream.requests(person, 'browser').finishArticle(round, ICE.id))
}

test('[AG18] a guest’s hub compares nothing of a closed round, and once it is opened what it is given of it, never half of that as if it were all', async () => {
  const {id} = await startRound(upstream)
  await finishes(ALICE, id, ['Sea ice melts', 'السلام قريب'])
  await finishes(BOB, id, ['Sea ice melts'])
  await shared(guest)
  const asked = () => guest.requests(DORA, 'browser').agreement(WISH)
  expect((await asked()).ok).toBe(false)
  await openRound(upstream, id)
  const seen: unknown[] = []
  await until('it is told', async () => {
    const found = await asked()
    if (found.ok) seen.push(figureIn(found.value, 'f1-exact'))
    return found.ok
  })
  expect(seen).toEqual([expect.closeTo(2 / 3, 12)])
  expect(value(await upstream.requests(DORA, 'browser').agreement(WISH)).measures).toEqual(value(await asked()).measures)
})
