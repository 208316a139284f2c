import {crc32} from 'node:zlib'
import * as Y from 'yjs'
import type {DocumentAddress} from '../project/document-address.ts'
import {loadedDocument} from '../project/document-from.ts'
import {soundRecords} from '../project/sound-records.ts'
import {readUpdate} from '../project/update-reader.ts'

/** Why bytes that are no sound update (`isSound`) are not written, as a person is told. */
export const DAMAGED_CHANGE = 'The change could not be saved, because it is damaged: its bytes are no update. Reload the window and make the change again.'

/** Whether these bytes are an update from end to end. What is in it may be impossible all the same. */
export const isUpdate = (bytes: Uint8Array): boolean => readUpdate(bytes, {onStruct: () => undefined, onDeleted: () => undefined})

/** Whether these bytes are an update that a document can take. */
export const isSound = (bytes: Uint8Array): boolean => soundRecords([bytes]).damage.length === 0

/**
 * One update that holds all of the given ones, the first of them taken as it is: what it has let go of (deleted content)
 * is not brought back by the others.
 */
export function mergedState(updates: readonly Uint8Array[]): Uint8Array {
  const {doc} = loadedDocument(updates, {gc: false})
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}

/** Checksum of one record: of its bytes and of the document they belong to. */
export const recordSum = (name: string, bytes: Uint8Array): number => crc32(bytes, crc32(name))

/** A document as a person would call it. */
export function documentTitle(address: DocumentAddress): string {
  switch (address.kind) {
    case 'project':
      return 'the list of articles and people'
    case 'set':
      return `the annotations (${ownerTitle(address.owner)}) of article ${address.article.slice(0, 12)}`
    case 'registry':
      return `the registry of entities and claims (${ownerTitle(address.owner)})`
    case 'discussion':
      return `the discussion of article ${address.article.slice(0, 12)}`
    case 'worklist':
      return `the worklist of ${address.annotator} in the round ${address.round}`
    default:
      return address satisfies never
  }
}

const ownerTitle = (owner: string): string => (owner === 'team' ? 'team' : owner === 'gold' ? 'gold standard' : owner.replace(':', ' '))
