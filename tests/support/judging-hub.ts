import {expect} from 'vitest'
import * as Y from 'yjs'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {judge} from '../../src/project/judgement/judge.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {structureOf} from '../../src/project/update-structure.ts'

/** A kind of document; what the windows' undo follows of it, and what the hub has from the start. */
export type JudgedKind = {
  readonly address: DocumentAddress
  readonly maps: readonly string[]
  readonly undone: readonly string[]
  readonly given?: (doc: Y.Doc) => void
}

/** A hub that judges each update, and windows that hand theirs in as they are made and get the others' when they meet it. */
export function judgingHub(kind: JudgedKind, people: readonly string[]) {
  const {address, maps, undone, given} = kind
  const doc = new Y.Doc()
  given?.(doc)
  const windows = people.map((person, at) => {
    const window = new Y.Doc()
    window.clientID = at + 1
    const history = undoHistory()
    history.follow('here', window, undone)
    Y.applyUpdate(window, Y.encodeStateAsUpdate(doc), 'hub')
    const waiting: Uint8Array[] = []
    window.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'hub') waiting.push(update)
    })
    return {person, history, doc: window, waiting}
  })
  const meet = (at: number): void => {
    const window = windows[at]
    if (window === undefined) return
    for (const update of window.waiting.splice(0)) {
      const structure = structureOf(update)
      if (!structure.ok) throw new Error(`${structure.error}`)
      const judgement = judge(doc, address, structure.value, update, {person: window.person, brings: false})
      expect(judgement.state === 'refused' ? judgement.why : 'taken').toBe('taken')
      Y.applyUpdate(doc, update)
    }
    Y.applyUpdate(window.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(window.doc)), 'hub')
  }
  /** Until all have all; they end the same. */
  const settle = (): void => {
    for (const at of [...people.keys(), ...people.keys()]) meet(at)
    for (const map of maps) {
      const [first, ...others] = windows.map(window => window.doc.getMap(map).toJSON())
      for (const other of others) expect(other).toEqual(first)
    }
  }
  return {windows, meet, settle}
}
