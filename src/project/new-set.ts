import * as Y from 'yjs'
import type {Annotation} from '../core/annotation/annotation.ts'
import type {ReadMark} from '../core/article/article-label.ts'
import type {SnapshotSet} from '../core/dataset/project-snapshot.ts'
import {annotationFields} from './annotation-record.ts'
import {keysOfLate} from './late-work.ts'

/** How Yjs marks what an item holds, and that it names its key. */
const [MAP, ANY, KEYED] = [7, 8, 0x20]
const YMAP = 1

/** What of a set is written beside annotations and read marks: what it was sealed with, and what came late. */
type Beside = Pick<SnapshotSet, 'nonces' | 'late'>

/**
 * The update that makes an annotation set of nothing: to the byte what an empty document gives after `add`, `setReadMark` and `putNonce`. It is written directly, because an import makes
 * so many sets that making and reading a document for each is most of its time. `client`: a number that nobody else writes under.
 */
export function newSetUpdate(client: number, annotations: readonly Annotation[], readMarks: readonly ReadMark[], {nonces = [], late}: Beside = {}): Uint8Array {
  const records = annotations.map(annotation => ({id: annotation.id, fields: annotationFields(annotation)}))
  const marks = new Map(readMarks.map(mark => [mark.by, mark]))
  const sealed = nonces.filter(({nonce}) => nonce !== undefined)
  const lateKeys = late === undefined ? [] : keysOfLate(late)
  const encoder = new Y.UpdateEncoderV1()
  const count = records.reduce((sum, {fields}) => sum + 1 + fields.size, marks.size + sealed.length + lateKeys.length)
  encoder.writeLen(count === 0 ? 0 : 1)
  if (count > 0) {
    encoder.writeLen(count)
    encoder.writeClient(client)
    encoder.writeLen(0)
  }
  let clock = 0
  for (const {id, fields} of records) {
    const record = clock
    writeHead(encoder, MAP, 'annotations', id)
    encoder.writeTypeRef(YMAP)
    clock++
    for (const [key, value] of fields) {
      writeHead(encoder, ANY, Y.createID(client, record), key)
      encoder.writeLen(1)
      encoder.writeAny(value)
      clock++
    }
  }
  for (const [by, mark] of marks) {
    writeHead(encoder, ANY, 'readMarks', by)
    encoder.writeLen(1)
    encoder.writeAny(mark)
  }
  for (const {id, by, at, nonce} of sealed) {
    writeHead(encoder, ANY, 'nonces', id)
    encoder.writeLen(1)
    encoder.writeAny({nonce, by, at})
  }
  for (const key of lateKeys) {
    writeHead(encoder, ANY, 'late', key)
    encoder.writeLen(1)
    encoder.writeAny(true)
  }
  // Nothing is deleted.
  encoder.writeLen(0)
  return encoder.toUint8Array()
}

/** `parent`: the name of a map of the document, or the item of one in it. */
function writeHead(encoder: Y.UpdateEncoderV1, holds: number, parent: string | Y.ID, key: string): void {
  encoder.writeInfo(holds | KEYED)
  encoder.writeParentInfo(typeof parent === 'string')
  if (typeof parent === 'string') encoder.writeString(parent)
  else encoder.writeLeftID(parent)
  encoder.writeString(key)
}
