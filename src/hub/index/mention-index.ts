import type {StoredSet} from '../../project/stored-set.ts'
import {storedSetSteps} from '../../project/stored-set.ts'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {pointersOf} from '../../core/annotation/pointers.ts'
import type {Selector} from '../../core/annotation/selector.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {Mention} from '../../ipc/registry-api.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {inTurns, turn} from '../../storage/libsql/turn.ts'
import type {SetAddress} from './set-indexer.ts'

/** An annotation that points at something; its quote cut short, with the words around it. */
export type IndexedMention = Omit<Mention, 'article' | 'owner'> & {readonly to: readonly Pointer[]}

export type IndexedSet = {readonly address: SetAddress; readonly mentions: readonly IndexedMention[]}

/**
 * What the annotations of all sets point at. Held in memory: read from the log when somebody asks for the first time, one set
 * after the other with turns for others between, and from then on as sets change.
 */
export interface MentionIndex {
  /** A set as it stands now. */
  note(name: string, address: SetAddress, set: Pick<StoredSet, 'all' | 'get'>): void
  sets(): Promise<Iterable<IndexedSet>>
  /** All is read again when somebody asks. */
  forget(): void
}

/** UTF-16 units of a quote that are kept. */
const QUOTE = 160
/** Of the words on each side; a selector that another program wrote may hold more. */
const AROUND = 32

/** `schema`: in whose words annotations are read. */
export function mentionIndex(store: DocumentLog, schema: () => Schema): MentionIndex {
  const sets = new Map<string, IndexedSet>()
  let reading: Promise<void> | undefined
  const note = (name: string, address: SetAddress, set: Pick<StoredSet, 'all' | 'get'>): void => void sets.set(name, {address, mentions: mentionsIn(set)})
  const readAll = async (): Promise<void> => {
    for (const {name, address} of await store.documents()) {
      if (address.kind !== 'set' || sets.has(name)) continue
      const set = await inTurns(storedSetSteps(await store.load(name), {schema: schema()}))
      // What was noted meanwhile is newer.
      if (!sets.has(name)) note(name, address, set)
      await turn()
    }
  }
  return {
    note: (name, address, set) => {
      // Nobody has asked yet: it is read with all others when somebody does.
      if (reading !== undefined) note(name, address, set)
    },
    forget: () => {
      sets.clear()
      reading = undefined
    },
    sets: async () => {
      reading ??= readAll().catch(error => {
        reading = undefined
        throw error
      })
      await reading
      return sets.values()
    },
  }
}

function mentionsIn(set: Pick<StoredSet, 'all' | 'get'>): readonly IndexedMention[] {
  const found: IndexedMention[] = []
  for (const annotation of set.all()) {
    if (annotation.removed !== undefined) continue
    const to = pointersOf(annotation)
    if (to.length === 0) continue
    const {id, layer, by} = annotation
    const {start, end, quote, prefix, suffix} = placeOf(annotation, set)
    const before = prefix.slice(-AROUND).replace(/^[\uDC00-\uDFFF]/, '')
    const after = suffix.slice(0, AROUND).replace(/[\uD800-\uDBFF]$/, '')
    found.push({annotation: id, layer, start, end, quote: shortened(quote), before, after, by, to})
  }
  return found
}

/** Of what marks no words: at the beginning of its article, and told as what it is about. */
const placeOf = (annotation: Annotation, set: Pick<StoredSet, 'all' | 'get'>): Selector =>
  annotation.selector ?? {start: 0, end: 0, quote: wordsOf(annotation, set.get), prefix: '', suffix: ''}

const shortened = (quote: string): string => (quote.length <= QUOTE ? quote : `${quote.slice(0, QUOTE).replace(/[\uD800-\uDBFF]$/, '')}…`)
