import {afterAll, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import {project} from '../../src/project/project.ts'
import type {ModifiedClient} from '../hostile/modified-client.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {ALICE, BOB, openWindows, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {entered} from '../support/entered.ts'
import {refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {hasPostgres} from './servers.ts'
import {twoHubs} from './two-hubs.ts'

/** The step of a message by which a window answers a comparison. */
const ANSWER = 1
const ICE = anArticle(MIXED_TEXT)

describe.skipIf(!hasPostgres)('what comes at the same moment to two hubs that serve one project from PostgreSQL', {timeout: 120_000}, () => {
  let first: Hub
  let second: Hub
  const clients: ModifiedClient[] = []
  const windows = openWindows()
  afterAll(() => {
    for (const client of clients) client.close()
    windows.close()
  })
  twoHubs((...both) => {
    ;[first, second] = both
  })

  test('[SP149] of two schemas one is taken, or one after the other: no version has the number of another', async () => {
    const [here, there] = [first.requests(ALICE, 'browser'), second.requests(ALICE, 'browser')]
    const seen = async (hub: Hub) => {
      const {doc, opened} = windows.at(hub, ALICE).open({kind: 'project'})
      expect(await opened).toBeUndefined()
      return project(doc)
    }
    const [mine, theirs] = [await seen(first), await seen(second)]
    for (let n = 0; n < 5; n++) {
      const before = mine.schema().version
      const said = await Promise.all([here.takeSchema({...DEFAULT_SCHEMA, name: `和平 ${n}`}), there.takeSchema({...DEFAULT_SCHEMA, name: `שלום ${n}`})])
      const taken = said.flatMap(each => (each.ok ? [each.value.version] : []))
      expect([[before + 1], [before + 1, before + 2]]).toContainEqual(taken.toSorted((a, b) => a - b))
      for (const each of said) if (!each.ok) expect(refusal(each)).toContain('Another hub of this project has done this at the same moment.')
      const last = Math.max(...taken)
      await until('both have it', () => [mine, theirs].every(each => each.schema().version === last && each.schema().name === mine.schema().name))
    }
    for (const each of [mine, theirs]) {
      const numbers = [...each.doc.getMap('versions').keys()].map(key => Number.parseInt(key, 10))
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({length: mine.schema().version}, (_, n) => n + 1))
    }
  })

  test('[RD15] late work is taken once, at one of them, also when two devices of one person come to both', async () => {
    const texts = [ICE, ...Array.from({length: 7}, (_, n) => anArticle(`${MIXED_TEXT} ${n}`))]
    await entered(first, texts, [ALICE, BOB])
    const {id} = await startRound(first)
    await openRound(first, id)
    await until('the other hub knows', async () =>
      value(await second.requests(ALICE, 'browser').rounds()).some(each => each.id === id && each.state === 'open'),
    )
    const offer = async (hub: Hub, address: DocumentAddress, made: string): Promise<string> => {
      const doc = new Y.Doc()
      annotationSet(doc).add([aClaim(ICE, 'السلام قريب', {id: made, by: 'bob'})])
      for (;;) {
        const client = modifiedWindow(hub, BOB)
        clients.push(client)
        expect(await client.open(address)).toBe('readonly')
        const said = await client.offer(address, Y.encodeStateAsUpdate(doc), ANSWER)
        // A hub that has not heard of the other for a moment has everybody come again.
        if (typeof said === 'string') return said
      }
    }
    for (const article of texts) {
      const bobs: DocumentAddress = {kind: 'set', article: article.id, owner: ownerOf('bob', id)}
      const said = await Promise.all([offer(first, bobs, 'at the first'), offer(second, bobs, 'at the second')])
      expect(said.toSorted()).toEqual(['not saved', 'saved'])
      const taken = said[0] === 'saved' ? 'at the first' : 'at the second'
      for (const hub of [first, second]) {
        const {doc, opened} = windows.at(hub, ALICE).open(bobs)
        expect(await opened).toBeUndefined()
        await until('it has what was taken', () => annotationSet(doc).get(taken) !== undefined)
        expect(
          annotationSet(doc)
            .all()
            .map(each => each.id),
        ).toEqual([taken])
        expect([...lateWorkIn(doc).annotations]).toEqual([taken])
      }
    }
  })
})
