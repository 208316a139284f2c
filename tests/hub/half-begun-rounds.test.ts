import {cp} from 'node:fs/promises'
import {expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const plan = {articles: [ICE.id], annotators: ['bob']}
const lists = [{annotator: 'bob', articles: [ICE.id]}]
const team: DocumentAddress = {kind: 'set', article: ICE.id, owner: 'team'}

async function access(hub: Hub, person: Person, address: DocumentAddress): Promise<string> {
  const client = modifiedWindow(hub, person)
  const may = await client.open(address)
  client.close()
  return may
}

type Begin = (hub: Hub, atWork: () => void) => Promise<string>
const begins: readonly (readonly [string, Begin])[] = [
  [
    'a round',
    async (hub, atWork) => {
      atWork()
      return value(await hub.requests(ALICE, 'browser').startRound('Runde 1 和平', plan, lists)).id
    },
  ],
  [
    'a draft',
    async (hub, atWork) => {
      const {draftRound, startDraft} = hub.requests(ALICE, 'browser')
      const {id} = value(await draftRound({name: 'Runde 1 和平', plan, lists}))
      atWork()
      return value(await startDraft(id)).id
    },
  ],
]

test.each(begins)(
  '[RD14] a hub that is killed while %s begins has not begun it: nothing is closed, and it begins when that is asked again',
  async (_what, begin) => {
    const {path, remove} = await newFolder()
    const folder = await aProjectFolder(`${path}/Ceasefire.claimlight`)
    const killed = `${path}/Killed.claimlight`
    let copying: Promise<void> | undefined
    let isAtWork = false
    /** As the disk is when the hub knows of the round, and nothing else does. */
    const append: typeof folder.store.append = async (...given) => {
      if (isAtWork) copying ??= cp(folder.path, killed, {recursive: true})
      await copying
      return folder.store.append(...given)
    }
    const first = await aHub({...folder, store: {...folder.store, append}})
    value(
      await first.changeProject(({people}) => {
        for (const person of [ALICE, BOB]) people.put(person)
      }),
    )
    value(await first.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
    const id = await begin(first, () => {
      isAtWork = true
    })
    expect(await access(first, BOB, team)).toBe('This is closed to you until the round is opened.')
    await first.close()

    const again = await aHub(await openedFolder(killed))
    expect(await access(again, BOB, team)).toBe('read-write')
    expect(value(await again.requests(ALICE, 'browser').rounds()).filter(({state}) => state === 'closed')).toEqual([])
    const next = await begin(again, () => undefined)
    expect(await access(again, BOB, {kind: 'set', article: ICE.id, owner: ownerOf('bob', next)})).toBe('read-write')
    expect(await access(again, BOB, team)).toBe('This is closed to you until the round is opened.')
    await again.close()

    // Of one that had begun nothing is taken back.
    const begun = await aHub(await openedFolder(folder.path))
    expect(await access(begun, BOB, {kind: 'set', article: ICE.id, owner: ownerOf('bob', id)})).toBe('read-write')
    expect(await access(begun, BOB, team)).toBe('This is closed to you until the round is opened.')
    await begun.close()
    await remove()
  },
)
