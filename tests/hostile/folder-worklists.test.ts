import {generateKeyPairSync, sign} from 'node:crypto'
import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import {finishText} from '../../src/core/round/commitment.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Finish} from '../../src/core/round/worklist.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {ARTICLE} from '../hub/folder-peer.ts'
import {until} from '../hub/hub-bench.ts'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {FolderAttack} from './folder-attacker.ts'
import {documentsAt, folderAttack, OTHER, PROJECT, storedAt} from './folder-attacker.ts'

let attack: FolderAttack
beforeEach(async () => {
  attack = await folderAttack()
}, 60_000)
afterEach(() => attack.close())

const lists = (annotator = 'bob', round = attack.round) => ({kind: 'worklist', round, annotator}) as const
const finish = (fields: Partial<Finish> = {}): Finish => ({id: 'forged', article: ARTICLE.id, commitment: 'c'.repeat(64), by: 'bob', at: Date.now(), ...fields})

test('[SF57] of worklists that somebody with the passphrase invents nobody takes any: no such round has begun, or no such annotator is in it', async () => {
  const {alice, bob, round, brings, arrived} = attack
  const give = (doc: Y.Doc): void => worklistDocument(doc).give([ARTICLE.id], {by: 'alice', at: 5})
  for (let n = 0; n < 20; n++) {
    await brings(lists(`nobody-${n} 和平`), give)
    await brings(lists('bob', `round-${n} שלום`), give)
  }
  await arrived()
  for (const peer of [alice, bob]) {
    const found = (await documentsAt(peer)).filter(({kind}) => kind === 'worklist')
    expect(found).toEqual([lists('bob', round)])
  }
})

test('[SF57] what stands in Bob’s list and what he finished is neither taken out nor said anew', async () => {
  const {alice, bob, round, brings, arrived} = attack
  value(await bob.api.finishArticle(round, OTHER.id))
  const before = worklistDocument(await storedAt(bob, lists()))
  const [first] = before.given()
  if (first === undefined) throw new Error('He is given something.')
  const {article, ...given} = first
  await brings(lists(), doc => doc.getMap('articles').delete(article))
  await brings(lists(), doc => void doc.getMap('articles').set(article, {...given, by: 'mallory'}))
  await brings(lists(), doc => void doc.getMap('articles').set('no article', {by: 'alice', at: 1, position: 9}))
  await brings(lists(), doc => void doc.getMap('finished').set(before.finishes()[0]?.id ?? '', {...finish(), at: 5}))
  await arrived()
  const after = worklistDocument(await storedAt(bob, lists()))
  expect([after.given(), after.finishes()]).toEqual([before.given(), before.finishes()])
  expect(worklistDocument(await storedAt(alice, lists())).given()).toEqual(before.given())
})

test('[RD10] what she says that Bob finished accuses him of nothing: a check says that nobody signed it, or that another did', async () => {
  const {alice, bob, round, brings, arrived} = attack
  const bobs: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: ownerOf('bob', round)}
  await bob.mark('blind', '和平即将到来', bobs)
  const {publicKey, privateKey} = generateKeyPairSync('ed25519')
  const key = publicKey.export({format: 'jwk'}).x as string
  const hers = finish({id: 'signed', article: OTHER.id, key})
  const signature = sign(null, Buffer.from(finishText(PROJECT, round, hers)), privateKey).toString('base64url')
  await brings(lists(), doc => worklistDocument(doc).finish(finish()))
  await brings(lists(), doc => worklistDocument(doc).finish({...hers, signature: 'A'.repeat(86)}))
  await brings({kind: 'project'}, doc => void doc.getMap('keys').set(key, new Y.Map(Object.entries({person: 'mallory', at: 1}))))
  await brings(lists(), doc => worklistDocument(doc).finish({...hers, id: 'as another', signature}))
  await arrived()
  await openRound(alice.hub, round)
  await until('Alice has what Bob did', async () => (await alice.marked(bobs)).length === 1)
  const problems = value(await alice.api.checkProject()).problems.map(String)
  expect(problems).toContainEqual(
    expect.stringMatching(
      /^“.*”: the work of Bob in the round “Runde 1 和平” is not what was finished: .*That is signed by nobody, and whoever brings what others wrote/,
    ),
  )
  expect(problems.filter(problem => problem.includes('is not signed by the key that it names'))).toHaveLength(2)
})
