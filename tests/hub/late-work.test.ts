import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import type {ModifiedClient} from '../hostile/modified-client.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import '../support/property-seed.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openWindows} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const WORDS = ['Sea ice melts faster', 'السلام قريب', '和平即将到来'] as const
/** The step of a message by which a window answers a comparison. */
const ANSWER = 1

const anyAct = fc.record({
  device: fc.constantFrom(0, 1),
  kind: fc.constantFrom('mark', 'label', 'remove', 'read'),
  on: fc.constantFrom('a', 'b'),
  isLate: fc.boolean(),
})
type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never

function does(doc: Y.Doc, {kind, on, device}: Act, n: number): void {
  const set = annotationSet(doc)
  const act = {by: 'bob', at: 100 + n}
  if (kind === 'mark') set.add([aClaim(ICE, WORDS[n % 3] as string, {id: `${device}-${n}`, by: 'bob', at: act.at})])
  if (kind === 'label') set.setFeature(on, 'voice', ['quoted', 'paraphrased', 'mixed'][n % 3] as string, act)
  if (kind === 'remove') set.remove([on], act)
  if (kind === 'read') set.setReadMark('bob', {state: 'done', ...act})
}
const said = (doc: Y.Doc): ReadonlyMap<string, Annotation> =>
  new Map(
    annotationSet(doc)
      .all()
      .map(each => [each.id, each]),
  )

test('[RD15] of devices that had not heard of the opening one is taken, once: what it changed is marked, all else is as it was opened, and nothing else is taken', {
  timeout: 120_000,
}, async () => {
  const {path, remove} = await newFolder()
  const windows = openWindows()
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, {maxLength: 8}), fc.boolean(), async (acts, isSecondFirst) => {
      const hub = await aHub(await aProjectFolder(`${path}/${n++}.claimlight`))
      const clients: ModifiedClient[] = []
      value(
        await hub.changeProject(({people}) => {
          for (const person of [ALICE, BOB]) people.put(person)
        }),
      )
      value(await hub.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
      const round = await startRound(hub, ALICE)
      const bobs: DocumentAddress = {kind: 'set', article: ICE.id, owner: ownerOf('bob', round.id)}
      const offer = async (update: Uint8Array, step?: number): Promise<unknown> => {
        const client = modifiedWindow(hub, BOB)
        clients.push(client)
        await client.open(bobs)
        return client.offer(bobs, update, step)
      }
      const base = new Y.Doc()
      annotationSet(base).add(['a', 'b'].map((id, at) => aClaim(ICE, WORDS[at] as string, {id, by: 'bob', at})))
      expect(await offer(Y.encodeStateAsUpdate(base))).toBe('saved')
      const devices = [new Y.Doc(), new Y.Doc()] as const
      for (const doc of devices) Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
      for (const [at, act] of acts.entries()) if (!act.isLate) does(devices[act.device as 0 | 1], act, at)
      for (const doc of devices) expect(await offer(Y.encodeStateAsUpdate(doc), ANSWER)).toBe('saved')
      const window = windows.at(hub, ALICE)
      await openRound(hub, round.id)
      const shown = window.open(bobs)
      expect(await shown.opened).toBeUndefined()
      const opened = new Y.Doc()
      Y.applyUpdate(opened, Y.encodeStateAsUpdate(shown.doc))
      const frozen = said(opened)

      for (const [at, act] of acts.entries()) if (act.isLate) does(devices[act.device as 0 | 1], act, at)
      const news = devices.map((_doc, device) => acts.some(act => act.isLate && act.device === device))
      const order = isSecondFirst ? [1, 0] : [0, 1]
      const taken = order.find(device => news[device])
      for (const device of order) {
        const answer = await offer(Y.encodeStateAsUpdate(devices[device as 0 | 1]), ANSWER)
        expect(answer).toBe(device === taken || !news[device] ? 'saved' : 'not saved')
      }
      // It is the same however often it comes.
      for (const device of order) await offer(Y.encodeStateAsUpdate(devices[device as 0 | 1]), ANSWER)

      const wanted = new Y.Doc()
      for (const doc of [opened, ...(taken === undefined ? [] : [devices[taken as 0 | 1]])]) Y.applyUpdate(wanted, Y.encodeStateAsUpdate(doc))
      const copy = windows.at(hub, ALICE).open(bobs)
      expect(await copy.opened).toBeUndefined()
      const now = said(copy.doc)
      expect(now).toEqual(said(wanted))
      const changed = [...now].flatMap(([id, each]) => (JSON.stringify(frozen.get(id)) === JSON.stringify(each) ? [] : [id]))
      expect([...lateWorkIn(copy.doc).annotations].sort()).toEqual(changed.sort())

      const alice = hub.requests(ALICE, 'browser')
      const file = await fileOf(value(await alice.exportDataset('codepoint')))
      const {annotations, removedAnnotations} = JSON.parse(file) as DatasetDocument
      expect([...annotations, ...removedAnnotations].flatMap(({id, late}) => (late ? [id] : [])).sort()).toEqual(changed)
      const again = await aHub(await aProjectFolder(`${path}/${n++}.claimlight`))
      value(await sendAndImport(again.requests(ALICE, 'browser'), 'late.json', file))
      expect(await fileOf(value(await again.requests(ALICE, 'browser').exportDataset('codepoint')))).toBe(file)
      expect(value(await alice.roundWork(round.id))).toEqual([{annotator: 'bob', articles: [ICE.id]}])
      for (const each of clients) each.close()
      windows.close()
      await again.close()
      await hub.close()
    }),
    {numRuns: 6},
  )
  await remove()
})
