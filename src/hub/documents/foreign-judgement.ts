import type * as Y from 'yjs'
import type {Sentence} from '../../core/language/message.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {judge} from '../../project/judgement/judge.ts'
import {newsIn} from '../../project/judgement/news-in.ts'
import {REFUSED} from '../../project/judgement/rules.ts'

/**
 * `update`: what of it is new, and may be written. `waits`: it builds on what is not here, and may be taken when that has come.
 * `refused`: it would erase something here, holds what no such document may hold, or is written under the number of a window
 * here, which nobody elsewhere can have more of. Whose work it is was judged where it was made.
 */
export type ForeignJudgement =
  | {readonly state: 'taken'; readonly update: Uint8Array; readonly clients: ReadonlySet<number>}
  | {readonly state: 'nothing' | 'waits'}
  | {readonly state: 'refused'; readonly why: Sentence}

/** Judges what another hub, a folder or a file brings to a document of ours. */
export function judgeForeign(doc: Y.Doc, address: DocumentAddress, sent: Uint8Array, isOfWindowHere: (clients: Iterable<number>) => boolean): ForeignJudgement {
  const news = newsIn(doc, sent)
  if (!news.ok) return {state: 'refused', why: news.error}
  const {update, structure} = news.value
  const judgement = judge(doc, address, structure, update, {person: '', brings: true})
  if (judgement.state === 'refused') return {state: 'refused', why: REFUSED[judgement.why]}
  if (judgement.state === 'taken') {
    const {clients} = judgement
    return isOfWindowHere(clients) ? {state: 'refused', why: REFUSED.name} : {state: 'taken', update, clients}
  }
  return {state: judgement.state === 'nothing' ? 'nothing' : 'waits'}
}
