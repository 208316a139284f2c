import {crc32} from 'node:zlib'
import * as Y from 'yjs'
import type {Message, Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {loadedDocument} from '../project/document-from.ts'
import {soundRecords} from '../project/sound-records.ts'
import {readUpdate} from '../project/update-reader.ts'

/** Why bytes that are no sound update (`isSound`) are not written, as a person is told. */
export const DAMAGED_CHANGE = message(
  'The change could not be saved, because it is damaged: its bytes are no update. Reload the window and make the change again.',
)

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
export function documentTitle(address: DocumentAddress): Message {
  switch (address.kind) {
    case 'project':
      return message('the list of articles and people')
    case 'set':
      return message('the annotations ({owner}) of article {article}', {owner: ownerTitle(address.owner), article: address.article.slice(0, 12)})
    case 'registry':
      return message('the registry of entities and claims ({owner})', {owner: ownerTitle(address.owner)})
    case 'discussion':
      return message('the discussion of article {article}', {article: address.article.slice(0, 12)})
    case 'worklist':
      return message('the worklist of {annotator} in the round {round}', {annotator: address.annotator, round: address.round})
    default:
      return address satisfies never
  }
}

const ownerTitle = (owner: string): Sentence =>
  owner === 'team' ? message('team', {}, 'an owner') : owner === 'gold' ? message('gold standard', {}, 'an owner') : owner.replace(':', ' ')
