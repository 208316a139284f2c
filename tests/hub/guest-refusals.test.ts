import {expect, test} from 'vitest'
import {catalogueOf} from '../../src/core/language/catalogues.ts'
import {languageIn} from '../../src/core/language/language.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {refusal} from '../support/results.ts'
import {guestOfHub} from './guest-of-hub.ts'
import {aPerson, until} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {upstreamOf} from './upstream-bench.ts'

const ZOE = aPerson('Zoe', 'curator')

let door: Door
let guest: Hub
guestOfHub(ZOE, made => {
  ;({door, guest} = made)
})

test('what the project’s hub refuses is said in her language to who asked at her own hub', async () => {
  const german = languageIn('de', await catalogueOf('de'))
  const opened = await guest.requests(ZOE, 'browser').openRound('gone')
  expect(refusal(opened)).toBe('There is no such round in this project that this Claimlight can read.')
  expect(opened.ok ? '' : german.tell(opened.error)).toBe('In diesem Projekt gibt es keine solche Runde, die dieses Claimlight lesen kann.')
})

test('why nothing is shared is said in her language, with the address in it', async () => {
  const french = languageIn('fr', await catalogueOf('fr'))
  door.open(undefined)
  await until('it is away', async () => (await upstreamOf(guest)).state === 'offline')
  const why = async (): Promise<string> => {
    const status = await upstreamOf(guest)
    return status.state === 'none' ? '' : french.tell(status.why ?? '')
  }
  await until('the address is named', async () => (await why()).includes(door.origin))
  expect(await why()).toMatch(/^Le hub à .* Votre travail est enregistré ici et sera partagé/)
})
