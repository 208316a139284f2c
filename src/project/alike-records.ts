import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'
import * as Y from 'yjs'
import {inCodeUnits} from '../core/code-unit-order.ts'
import type {Origin} from './origin.ts'

/**
 * Enters a record so that whoever enters the same one, in another window and without knowing of this one, makes the very same change: what both
 * write to it afterwards is kept. Two records that were made apart under one id would be one that stands and one that is lost.
 */
export function enterAlike<T extends {readonly id: string}>(doc: Y.Doc, map: string, {id, ...fields}: T, origin: Origin): void {
  const present = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => inCodeUnits(a, b))
  const alone = new Y.Doc()
  alone.clientID = numberOf(JSON.stringify([map, id, present]))
  alone.getMap(map).set(id, new Y.Map(present))
  const update = Y.encodeStateAsUpdate(alone)
  alone.destroy()
  doc.transact(transaction => {
    const {local} = transaction
    Y.applyUpdate(doc, update, origin)
    // Yjs takes what is applied for somebody else's, and would give this window another number.
    transaction.local = local
  }, origin)
}

/** Under which Yjs counts what makes such a record: 32 bits, as those of windows. */
const numberOf = (text: string): number => new DataView(sha256(utf8ToBytes(text)).buffer).getUint32(0)
