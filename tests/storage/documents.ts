import type {AnnotationRow} from '../../src/storage/index/annotation-row.ts'
import * as Y from 'yjs'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import type {ProjectStore} from '../../src/storage/project-store.ts'

export const ARTICLE = 'a1'.repeat(32)
export const SEA_ICE = 'b2'.repeat(32)
export const teamSet = (article = ARTICLE): DocumentAddress => ({kind: 'set', article, owner: 'team'})
export const PROJECT: DocumentAddress = {kind: 'project'}

/** A document that is written to, and the updates that came of it. */
export function writtenDocument(clientID: number): {readonly doc: Y.Doc; readonly updates: Uint8Array[]; write(key: string, value: unknown): Uint8Array} {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  return {
    doc,
    updates,
    write: (key, value) => {
      doc.getMap('annotations').set(key, value)
      return updates.at(-1) as Uint8Array
    },
  }
}

export function stateOf(updates: readonly Uint8Array[]): unknown {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getMap('annotations').toJSON()
}

export const loadedState = async (store: ProjectStore, name: string): Promise<unknown> => stateOf(await store.load(name))

/** A row of the index, of an annotation that Alice made. */
export const aRow = (id: string, layer = 'claim', more: Partial<AnnotationRow> = {}): AnnotationRow => ({
  id,
  layer,
  kind: 'span',
  start: 0,
  end: 5,
  quote: 'قريب 🌊',
  before: '',
  after: '',
  features: {},
  points: [],
  stances: [],
  by: 'alice',
  at: 1,
  ...more,
})
