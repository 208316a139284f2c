import {expect} from 'vitest'
import * as Y from 'yjs'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {judge} from '../../src/project/judgement/judge.ts'
import {structureOf} from '../../src/project/update-structure.ts'

/** A hub's document, and what a person's window makes of it. */
export function hubDocument(fill: (doc: Y.Doc) => void = () => undefined) {
  const doc = new Y.Doc()
  fill(doc)
  const windowOf = (): Y.Doc => {
    const window = new Y.Doc()
    Y.applyUpdate(window, Y.encodeStateAsUpdate(doc))
    return window
  }
  return {doc, windowOf}
}

/** What the hub says of an update. `guest`: sent by a hub that is a guest there. */
export function judged(doc: Y.Doc, address: DocumentAddress, update: Uint8Array, person: string, brings = false, guest = false): string {
  const structure = structureOf(update)
  if (!structure.ok) throw new Error(`${structure.error}`)
  const judgement = judge(doc, address, structure.value, update, {person, brings, ...(guest && {guest: true as const})})
  return judgement.state === 'refused' ? judgement.why : judgement.state
}

/** What the hub says when a person does something in a window of hers. */
export function said(hub: ReturnType<typeof hubDocument>, address: DocumentAddress, person: string, change: (doc: Y.Doc) => void, brings = false): string {
  const window = hub.windowOf()
  const before = Y.encodeStateVector(window)
  const deleted = Y.encodeStateAsUpdate(window)
  window.transact(() => change(window))
  const update = Y.encodeStateAsUpdate(window, before)
  expect(update).not.toEqual(deleted)
  return judged(hub.doc, address, update, person, brings)
}

export const recordIn = (doc: Y.Doc, map: string, id: string): Y.Map<unknown> => {
  const record = doc.getMap(map).get(id)
  if (!(record instanceof Y.Map)) throw new Error(`There is no ${id}.`)
  return record
}
