import {isDeepStrictEqual} from 'node:util'
import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, until, windowOf} from './hub-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const QUOTES = ['Sea ice melts faster', 'السلام قريب', 'השלום קרוב', '和平即将到来', '👩‍👩‍👧'] as const

const act = fc.record({
  who: fc.integer({min: 0, max: 2}),
  quote: fc.constantFrom(...QUOTES),
  kind: fc.constantFrom('add', 'label', 'remove', 'drop', 'reopen'),
  at: fc.nat(),
})

test('[SP54] windows that come and go end with the same annotations as the project on disk, whoever did what when', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, {minLength: 5, maxLength: 25}), async acts => {
      const {path, remove} = await newFolder()
      let hub = await aHub(await aProjectFolder(`${path}/P.claimlight`))
      const people = [ALICE, BOB, BOB]
      const join = () =>
        people.map(person => {
          const window = windowOf(hub, person)
          return {window, ...window.open(teamSet)}
        })
      let peers = join()
      await Promise.all(peers.map(({opened}) => opened))
      for (const [index, {who, quote, kind, at}] of acts.entries()) {
        const peer = peers[who] as (typeof peers)[number]
        const set = annotationSet(peer.doc)
        const known = set.all()
        const one: Annotation | undefined = known[at % Math.max(1, known.length)]
        const by = (people[who] as typeof ALICE).id
        if (kind === 'add' || one === undefined) set.add([aClaim(article, quote, {id: `${by}-${who}-${index}`, by})])
        else if (kind === 'label') set.setFeature(one.id, 'note', quote, {by, at: index})
        else if (kind === 'remove') set.remove([one.id], {by, at: index})
        else if (kind === 'drop') peer.provider.configuration.websocketProvider.webSocket?.close()
        else {
          await Promise.all(peers.map(({saved}) => saved()))
          for (const {window} of peers) window.close()
          await hub.close()
          hub = await aHub(await openedFolder(`${path}/P.claimlight`))
          peers = join()
          await Promise.all(peers.map(({opened}) => opened))
        }
      }
      await Promise.all(peers.map(({saved}) => saved()))
      const contents = (): unknown[] => peers.map(({doc}) => doc.getMap('annotations').toJSON())
      await until('all three are the same', () => contents().every((each, _index, [first]) => isDeepStrictEqual(each, first)))
      const [seen] = contents()
      for (const {window} of peers) window.close()
      await hub.close()
      hub = await aHub(await openedFolder(`${path}/P.claimlight`))
      const last = windowOf(hub, ALICE)
      const {doc, opened} = last.open(teamSet)
      await opened
      expect(doc.getMap('annotations').toJSON()).toEqual(seen)
      last.close()
      await hub.close()
      await remove()
    }),
    {numRuns: 15},
  )
})
