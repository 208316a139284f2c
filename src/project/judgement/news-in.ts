import * as Y from 'yjs'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {UpdateStructure} from '../update-structure.ts'
import {structureOf} from '../update-structure.ts'
import {isSame} from '../../core/json/same.ts'

/** `cutFrom`: what was sent, where a part of that is known and was cut off. */
export type News = {readonly update: Uint8Array; readonly structure: UpdateStructure; readonly cutFrom: UpdateStructure | undefined}

/**
 * The update without what is known of it; most have nothing that is known. Refused where it is no update.
 * Yjs reads the known part too: it waits for what that claims to stand beside, and puts the rest of a struct that goes on
 * after it where the update says, whatever is there: it fails, or loses what stands there. Cut off, the rest stands beside what
 * is known like anything else, and is judged as that.
 */
export function newsIn(doc: Y.Doc, sent: Uint8Array): Result<News> {
  const asSent = structureOf(sent)
  if (!asSent.ok) return asSent
  const isPartKnown = asSent.value.structs.some(({id: {client, clock}}) => clock < Y.getState(doc.store, client))
  if (!isPartKnown) return ok({update: sent, structure: asSent.value, cutFrom: undefined})
  const update = Y.diffUpdate(sent, Y.encodeStateVector(doc))
  const structure = structureOf(update)
  return structure.ok ? ok({update, structure: structure.value, cutFrom: asSent.value}) : structure
}

/** Whether what an update says of changes that the document has is what the document has, as far as that still stands there. */
export const isKnown = (doc: Y.Doc, {structs}: UpdateStructure): boolean =>
  structs.every(struct => {
    const {client, clock} = struct.id
    if (!(struct instanceof Y.Item) || clock >= Y.getState(doc.store, client)) return true
    const there = Y.getItem(doc.store, Y.createID(client, clock))
    if (!(there instanceof Y.Item) || there.deleted || struct.content instanceof Y.ContentDeleted) return true
    if (struct.content.constructor !== there.content.constructor) return false
    // It says under which key it stands where it stands beside nothing.
    if (struct.parentSub !== null && struct.parentSub !== there.parentSub) return false
    return !(struct.content instanceof Y.ContentAny && there.content instanceof Y.ContentAny) || isSame(struct.content.arr[0], there.content.arr[0])
  })
