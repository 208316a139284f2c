import * as Y from 'yjs'
import {SLICE, updateSlices} from './update-slices.ts'

/** A document as its records have it, which are sound (`soundRecords`). `unreadable`: how many of them Yjs could not take all the same. */
export type LoadedDocument = {readonly doc: Y.Doc; readonly unreadable: number}

/** As what is loaded is told to Hocuspocus: not as a change. */
const FROM_LOG = {source: 'local', skipStoreHooks: true}

export const documentFrom = (updates: readonly Uint8Array[]): Y.Doc => loadedDocument(updates).doc

/** What Yjs fails at costs what it held, not the document: that is then made again without it. */
export function loadedDocument(updates: readonly Uint8Array[], given: {readonly gc: boolean} = {gc: true}): LoadedDocument {
  const doc = new Y.Doc(given)
  if (fill(doc, updates)) return {doc, unreadable: 0}
  doc.destroy()
  return withoutUnreadable(updates, given)
}

/** Whether Yjs took all of these. After it failed, the document is good for nothing more. */
export function fill(doc: Y.Doc, updates: readonly Uint8Array[], origin: object = FROM_LOG): boolean {
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, origin)
    }, origin)
    return true
  } catch {
    return false
  }
}

/** As {@link fill}, resting now and then, for whoever has others to serve. */
export function* fillSteps(doc: Y.Doc, updates: readonly Uint8Array[]): Generator<undefined, boolean, undefined> {
  let next: Uint8Array[] = []
  let bytes = 0
  for (const update of updates) {
    for (const slice of updateSlices(update)) {
      if (slice === undefined) {
        yield
        continue
      }
      if (bytes > 0 && bytes + slice.byteLength > SLICE) {
        if (!fill(doc, next)) return false
        yield
        next = []
        bytes = 0
      }
      next.push(slice)
      bytes += slice.byteLength
    }
  }
  return fill(doc, next)
}

/** As {@link documentFrom}, resting now and then. */
export function* documentSteps(updates: readonly Uint8Array[]): Generator<undefined, Y.Doc, undefined> {
  const doc = new Y.Doc()
  if (yield* fillSteps(doc, updates)) return doc
  doc.destroy()
  return documentFrom(updates)
}

/** What fails is found among this many halves; where more fails than that, the last of them is left out whole, so that loading ends. */
const MOST_TRIALS = 1000

/** Halves the records until what fails is alone: few fail, and each trial makes a document. */
function withoutUnreadable(updates: readonly Uint8Array[], given: {readonly gc: boolean}): LoadedDocument {
  let good: readonly Uint8Array[] = []
  let unreadable = 0
  let trials = 0
  const works = (records: readonly Uint8Array[]): boolean => {
    const trial = new Y.Doc(given)
    const filled = fill(trial, records)
    trial.destroy()
    return filled
  }
  /** What it says of things that are known may be all that is wrong with it. */
  const newsOf = (record: Uint8Array): Uint8Array => {
    const known = new Y.Doc(given)
    fill(known, good)
    const news = Y.diffUpdate(record, Y.encodeStateVector(known))
    known.destroy()
    return news
  }
  const add = (more: readonly Uint8Array[]): void => {
    const [first] = more
    if (works([...good, ...more])) good = [...good, ...more]
    else if (first !== undefined && more.length === 1) {
      const news = newsOf(first)
      if (works([...good, news])) good = [...good, news]
      else unreadable++
    } else if (++trials > MOST_TRIALS) unreadable += more.length
    else {
      const half = more.length >> 1
      add(more.slice(0, half))
      add(more.slice(half))
    }
  }
  add(updates)
  const doc = new Y.Doc(given)
  if (!fill(doc, good)) throw new Error('Yjs has failed at what it could read before.')
  return {doc, unreadable}
}
