import type * as Y from 'yjs'
import type {Sentence} from '../../core/language/message.ts'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import {isTooMuch} from '../../project/at-once.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {judge} from '../../project/judgement/judge.ts'
import {isKnown, newsIn} from '../../project/judgement/news-in.ts'
import type {Writer} from '../../project/judgement/rules.ts'
import {REFUSED} from '../../project/judgement/rules.ts'
import {NO_OWNERS} from '../../storage/log/document-log.ts'
import type {DocumentOwners} from './document-owners.ts'

/** `refused`: why it may not be written, for its sender to read. `early`: documents have to be compared first. `malformed`: no program of ours sends it. */
export type Verdict =
  | {readonly state: 'nothing'}
  | {readonly state: 'early'}
  | {readonly state: 'malformed'}
  /** `update`: what of it is new, and is to be written. `owners`: whose its numbers are, as far as the log does not say so yet. */
  | {readonly state: 'taken'; readonly update: Uint8Array; readonly owners: ReadonlyMap<number, AnnotatorId>}
  | {readonly state: 'refused'; readonly why: Sentence}

/** Judges what people send before it reaches the log. */
export interface UpdateDoor {
  judge(doc: Y.Doc, address: DocumentAddress, update: Uint8Array, writer: Writer, sender: 'window' | 'hub'): Verdict
}

/** Doubts of one person that are looked into while a document is in memory. An honest window hardly ever raises one. */
const MOST_TRIES = 30

function boundedTries(): {take(doc: Y.Doc, person: string): boolean} {
  const counts = new WeakMap<Y.Doc, Map<string, number>>()
  return {
    take: (doc, person) => {
      const ofDoc = counts.get(doc) ?? new Map<string, number>()
      counts.set(doc, ofDoc)
      const count = ofDoc.get(person) ?? 0
      ofDoc.set(person, count + 1)
      return count < MOST_TRIES
    },
  }
}

export function updateDoor(owners: DocumentOwners): UpdateDoor {
  const tries = boundedTries()
  return {
    judge: (doc, address, sent, writer, sender) => {
      if (isTooMuch(doc, sent)) return {state: 'refused', why: REFUSED.many}
      const news = newsIn(doc, sent)
      if (!news.ok) return {state: 'malformed'}
      const {update, structure, cutFrom} = news.value
      // What is called known must be what is known: else somebody's work would be taken for saved, and be nowhere.
      if (!writer.brings && cutFrom !== undefined && !isKnown(doc, cutFrom)) return {state: 'refused', why: REFUSED.number}
      const judgement = judge(doc, address, structure, update, writer, () => tries.take(doc, writer.person))
      if (judgement.state === 'refused') return {state: 'refused', why: REFUSED[judgement.why]}
      if (judgement.state !== 'taken') return judgement
      const known = owners.of(doc)
      // What is handed on was written in windows elsewhere, and may reach us by several ways.
      const taken = writer.brings ? known.ofWindowHere(judgement.clients, writer.person) : known.foreign(judgement.clients, writer)
      if (taken !== undefined) return {state: 'refused', why: REFUSED.name}
      if (writer.brings) return {state: 'taken', update, owners: NO_OWNERS}
      known.note(judgement.clients, writer.person, sender)
      return {state: 'taken', update, owners: known.unkept(judgement.clients, writer.person)}
    },
  }
}
