import {join} from 'node:path'
import {expect} from 'vitest'
import * as Y from 'yjs'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {joinExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import {aHome, syncOf} from '../exchange-folder/peer.ts'
import type {Peer} from '../hub/folder-peer.ts'
import {aPeer, ARTICLE, file, OTHER_TEXT, PASSPHRASE} from '../hub/folder-peer.ts'
import {newFolder, until} from '../hub/hub-bench.ts'
import {anArticle} from '../support/builders.ts'
import {value} from '../support/results.ts'

export const PROJECT = 'project-1'
export const OTHER = anArticle(OTHER_TEXT)

/** Alice and Bob, who share a folder and run a round in which Bob has a list, and a program of Mallory’s that has the passphrase, seals nothing, and writes as whoever it likes. */
export type FolderAttack = {
  readonly alice: Peer
  readonly bob: Peer
  readonly round: string
  /** Puts into the folder what Mallory makes of a document as it lies there. */
  brings(address: DocumentAddress, change: (doc: Y.Doc) => void): Promise<void>
  /** Resolves when Alice and Bob have all that was put into the folder until now. */
  arrived(): Promise<void>
  close(): Promise<void>
}

export async function folderAttack(): Promise<FolderAttack> {
  const home = await newFolder()
  const alice = await aPeer('Alice', join(home.path, 'Alice'))
  await alice.exchangeBy('share')
  value(await alice.api.importFiles([file('a.txt', ARTICLE.text), file('b.txt', OTHER_TEXT)], null))
  const bob = await aPeer('Bob', join(home.path, 'Bob'))
  value(await bob.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
  for (const each of [alice, bob]) await until('the keys of both are there', async () => (await each.project()).keys.all().length === 2)
  const given = [{annotator: 'bob', articles: [ARTICLE.id, OTHER.id]}]
  const round = value(await alice.api.startRound('Runde 1 和平', {articles: [ARTICLE.id, OTHER.id], annotators: ['bob']}, given)).id
  await until('Bob may work', async () => (await storedAt(bob, {kind: 'worklist', round, annotator: 'bob'})).getMap('articles').size === 2)
  const share = value(await joinExchangeFolder(alice.share, {passphrase: PASSPHRASE}))
  const hers = aHome()
  const sync = await syncOf(hers, share, 'mallory', join(home.path, 'mallory.state'))
  let sent = 0
  return {
    alice,
    bob,
    round,
    brings: async (address, change) => {
      value(await sync.poll())
      const name = documentName(PROJECT, address)
      const doc = documentFrom(await hers.store.load(name))
      const before = Y.encodeStateVector(doc)
      change(doc)
      const update = Y.encodeStateAsUpdate(doc, before)
      const {structs, ds} = Y.decodeUpdate(update)
      expect(structs.length + ds.clients.size, 'something is brought').toBeGreaterThan(0)
      await hers.target.apply(name, address, update)
      value(await sync.flush())
    },
    arrived: async () => {
      const text = `Nach allem ${++sent}. 🕊️ שלום`
      await hers.target.applyText(text)
      value(await sync.flush())
      for (const peer of [alice, bob])
        await until('what came after it has arrived', () => reading(peer, async ({texts}) => (await texts.get(anArticle(text).id)).ok))
    },
    close: async () => {
      await sync.close()
      for (const each of [alice, bob]) await each.close()
      await home.remove()
    },
  }
}

async function reading<T>({path}: Peer, read: (folder: ProjectFolder) => Promise<T>): Promise<T> {
  const folder = value(await openProjectFolder(path, {mode: 'read'}))
  try {
    return await read(folder)
  } finally {
    await folder.close()
  }
}

/** A document as it lies on a disk. */
export const storedAt = (peer: Peer, address: DocumentAddress): Promise<Y.Doc> =>
  reading(peer, async ({store}) => documentFrom(await store.load(documentName(PROJECT, address))))

/** All documents there. */
export const documentsAt = (peer: Peer): Promise<readonly DocumentAddress[]> =>
  reading(peer, async ({store}) => (await store.documents()).map(({address}) => address))
