import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {LogEntry} from '../../src/hub/documents/durable-log.ts'
import {durableLog} from '../../src/hub/documents/durable-log.ts'
import {hubDocuments} from '../../src/hub/documents/hub-documents.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {loadedDocument} from '../../src/project/document-from.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import {rawUpdate, takenApart} from '../hostile/poison.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {ALICE, until, windowOf} from './hub-bench.ts'

const article = anArticle(MIXED_TEXT)
const address: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const projectId = 'project-1'
const name = documentName(projectId, address)
const MADE_UP = 77

function claimOfBob(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 4_000_000_000
  annotationSet(doc).add([aClaim(article, '和平即将到来', {by: 'bob', id: 'his'})])
  return Y.encodeStateAsUpdate(doc)
}

test('[SP137] a document in memory that could not take what the log has is left: everybody comes back to it as the log has it, and goes on', async () => {
  const store = memoryStore()
  const log = durableLog({
    isFollowed: () => true,
    store,
    probe: {name, address},
    onProblem: () => undefined,
    onRetried: () => undefined,
    watch: {writing: () => undefined, written: () => undefined},
  })
  const documents = hubDocuments({
    projectId,
    store,
    log,
    lateAfter: () => undefined,
    marksLate: true,
    finishing: () => undefined,
    rights: () => 'write',
    blind: () => false,
    version: () => undefined,
    joinedWith: () => new Set(),
    outOfStep: () => false,
    extensions: [],
    common: false,
    heartbeat: undefined,
    onOpen: () => undefined,
    onChange: () => undefined,
  })
  const window = windowOf({connect: documents.connect, projectId}, ALICE)
  try {
    const alice = window.open(address)
    expect(await alice.opened).toBeUndefined()
    annotationSet(alice.doc).add([aClaim(article, 'السلام قريب', {id: 'hers'})])
    await alice.saved()
    const before = documents.loaded(name)
    const taken = async (update: Uint8Array): Promise<void> => {
      const entry: LogEntry = {name, address, update}
      expect(await log.append([entry])).toMatchObject({ok: true})
      await documents.apply(entry)
    }
    await taken(rawUpdate({clients: [{client: MADE_UP, clock: 0, structs: [{kind: 'gc', length: 1}]}]}))
    // Yjs takes Bob's claim from it, and then fails at what goes on after something forgotten.
    const goesOn = {client: MADE_UP, clock: 0, structs: [{kind: 'deleted', length: 2} as const]}
    await taken(rawUpdate({clients: [...takenApart(claimOfBob()).clients, goesOn]}))
    await until('it was loaded again', () => documents.loaded(name) !== undefined && documents.loaded(name) !== before)
    annotationSet(alice.doc).add([aClaim(article, 'השלום קרוב', {id: 'later'})])
    await alice.saved()
    const {doc, unreadable} = loadedDocument(await store.load(name))
    const claims = (of: Y.Doc): unknown => of.getMap('annotations').toJSON()
    expect(Object.keys(claims(doc) as object).sort()).toEqual(['hers', 'his', 'later'])
    expect([unreadable, claims(alice.doc), claims(documents.loaded(name) as Y.Doc)]).toEqual([0, claims(doc), claims(doc)])
  } finally {
    window.close()
    await documents.close()
    log.stop()
  }
})
