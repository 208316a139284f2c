import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows, until} from '../hub/hub-bench.ts'
import type {Door} from '../hub/upstream-bench.ts'
import {aDoor, aGuestHub, guestAt, logged, shared, upstreamOf} from '../hub/upstream-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {impossible} from './poison.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

/** Every kind of impossible change, told of after each message that brings changes of a document. */
function andAllPoisons(document: string): (message: Uint8Array) => readonly Uint8Array[] {
  // The largest would only take time: what is the matter with them is with smaller ones too.
  const updates = impossible().flatMap(([, update]) => (update.length < 100_000 ? [update] : []))
  return message => {
    if (message.length === 1) return [message]
    const decoder = decoding.createDecoder(message)
    const name = decoding.readVarString(decoder)
    if (!name.startsWith(document) || decoding.readVarUint(decoder) !== 0 || decoding.readVarUint(decoder) === 0) return [message]
    const poisons = updates.map(update => {
      const to = encoding.createEncoder()
      encoding.writeVarString(to, name)
      encoding.writeVarUint(to, 0)
      encoding.writeVarUint(to, 2)
      encoding.writeVarUint8Array(to, update)
      return encoding.toUint8Array(to)
    })
    return [message, ...poisons, Uint8Array.of(255, 255, 255), new Uint8Array(0)]
  }
}

describe('a guest hub whose project’s hub sends what no document can hold', () => {
  let path = ''
  let remove: () => Promise<void>
  let door: Door
  let upstream: Hub
  let guest: {hub: Hub; folder: ProjectFolder} | undefined
  const windows = openWindows()
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    door = await aDoor([ALICE, BOB])
    upstream = await aHub(await aProjectFolder(`${path}/Upstream.claimlight`))
    door.open(upstream)
    const entered = await upstream.changeProject(project => {
      project.rename('Ceasefire 和平')
      for (const person of [ALICE, BOB]) project.people.put(person)
    })
    if (!entered.ok) throw new Error(`${entered.error}`)
  })
  afterEach(async () => {
    windows.close()
    await guest?.hub.close()
    guest = undefined
    await upstream.close()
    await door.close()
    await remove()
  })
  const startGuest = async (): Promise<Hub> => {
    await guest?.hub.close()
    const folder = guest === undefined ? await aProjectFolder(`${path}/Bob.claimlight`) : await openedFolder(`${path}/Bob.claimlight`)
    guest = {hub: await aGuestHub(folder, guestAt(door.origin, BOB)), folder}
    return guest.hub
  }

  test('[SP134] stays up, takes nothing of it into its log, says so, and exchanges everything else, at every start', async () => {
    door.say = andAllPoisons(documentName(upstream.projectId, teamSet))
    const alice = windows.at(upstream, ALICE).open(teamSet)
    expect(await alice.opened).toBeUndefined()
    annotationSet(alice.doc).add([aClaim(article, 'Sea ice melts faster')])
    for (const quote of ['السلام قريب', '和平即将到来']) {
      const hub = await startGuest()
      const bob = windows.at(hub, BOB).open(teamSet)
      expect(await bob.opened).toBeUndefined()
      annotationSet(bob.doc).add([aClaim(article, quote, {by: 'bob'})])
      await bob.saved()
      await shared(hub)
      await until('her claim is here', () =>
        annotationSet(bob.doc)
          .all()
          .some(({by}) => by === 'alice'),
      )
      await until('his is there', () =>
        annotationSet(alice.doc)
          .all()
          .some(({selector}) => selector?.quote === quote),
      )
      await until('it is said', async () => JSON.stringify(await upstreamOf(hub)).includes('is damaged and was left out here'))
      expect(await guest?.folder.store.check()).toEqual([])
    }
    expect(await logged(guest?.folder as ProjectFolder, teamSet)).toHaveLength(3)
  })

  test('[SP134] the project document, too: it opens, and people and articles come along', async () => {
    door.say = andAllPoisons(documentName(upstream.projectId, {kind: 'project'}))
    const hub = await startGuest()
    await shared(hub)
    const session = await hub.requests(BOB, 'browser').session()
    expect(session).toMatchObject({ok: true, value: {person: {name: 'Bob'}}})
    expect(await guest?.folder.store.check()).toEqual([])
  })
})
