import type * as Y from 'yjs'
import {annotationSet} from '../../project/annotation-set.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {KindThen} from '../../core/schema/kind-then.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {AnnotationIndex} from '../../storage/index/annotation-index.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {changesIn, setIndexOf} from './annotation-rows.ts'
import {documentSteps} from '../../project/document-from.ts'
import {inTurns} from '../../storage/libsql/turn.ts'

export type SetAddress = Extract<DocumentAddress, {kind: 'set'}>

/** Keeps the store's rows of each annotation set up to date, a moment after it changed and never in the way of saving it. */
export interface SetIndexer {
  changed(name: string, address: SetAddress): void
  /** The rows of these are written already. */
  filled(addresses: readonly DocumentAddress[]): void
  /** Writes the rows of all sets that wait for it now. */
  flush(): Promise<void>
  stop(): void
}

/** Milliseconds that changes of a set are gathered before its rows are written. */
const GATHER = 200

/** Milliseconds between two times at least, and how often what the last took: sets of ten thousand annotations must not fill the day. */
const PAUSE = 1000
const SHARE = 50

/** `schema`: in whose words it was read. `changed`: annotations since its rows were last written; `undefined` where that was never done from this document. */
type Following = {readonly set: AnnotationSet; schema: Schema; changed: Set<AnnotationId> | undefined}

export function setIndexer(given: {
  store: AnnotationIndex & Pick<DocumentLog, 'load'>
  loaded: (name: string) => Y.Doc | undefined
  /** Resolves when what has changed until now is in the store, which keeps no rows of a document that it does not know. */
  written: () => Promise<void>
  schema: () => Schema
  /** Of which kind layers were under earlier versions. */
  kindThen: KindThen
  onIndexed: (sets: readonly SetAddress[]) => void
}): SetIndexer {
  const {store} = given
  const waiting = new Map<string, SetAddress>()
  const sets = new WeakMap<Y.Doc, Following>()
  let timer: NodeJS.Timeout | undefined
  let notBefore = 0

  const setOf = (doc: Y.Doc): Following => {
    const schema = given.schema()
    const known = sets.get(doc)
    if (known !== undefined) {
      if (known.schema !== schema) known.set.readAnew()
      known.schema = schema
      return known
    }
    const following: Following = {set: annotationSet(doc, undefined, undefined, given.schema, given.kindThen), schema, changed: undefined}
    following.set.observe(({annotations}) => {
      for (const id of annotations) following.changed?.add(id)
    })
    sets.set(doc, following)
    return following
  }
  const indexOne = async (name: string): Promise<void> => {
    const open = given.loaded(name)
    const doc = open ?? (await inTurns(documentSteps(await store.load(name))))
    const following = setOf(doc)
    const {set, schema} = following
    await inTurns(set.reading())
    const {changed} = following
    store.index(name, changed === undefined ? setIndexOf(set.all(), set.readMarks().values(), schema) : changesIn(set, changed, schema))
    following.changed = new Set()
    if (open === undefined) doc.destroy()
  }
  const indexWaiting = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    await given.written()
    const started = performance.now()
    const done: SetAddress[] = []
    for (const [name, address] of [...waiting]) {
      // Taken out first: a change that comes while the set is read makes it wait again.
      waiting.delete(name)
      try {
        await indexOne(name)
      } catch {
        // The rows can be made again and the disk may be full: what stays waiting is tried with the next change.
        waiting.set(name, address)
        continue
      }
      done.push(address)
    }
    const now = performance.now()
    notBefore = now + Math.max(PAUSE, SHARE * (now - started))
    if (done.length > 0) given.onIndexed(done)
  }
  let last = Promise.resolve()
  const flush = (): Promise<void> => {
    last = last.then(indexWaiting)
    return last
  }
  return {
    changed: (name, address) => {
      waiting.set(name, address)
      timer ??= setTimeout(() => void flush(), Math.max(GATHER, notBefore - performance.now()))
    },
    filled: addresses => {
      given.onIndexed(addresses.filter(address => address.kind === 'set'))
    },
    flush,
    stop: () => clearTimeout(timer),
  }
}
