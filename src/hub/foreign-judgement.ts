import type * as Y from 'yjs'
import type {DocumentAddress} from '../project/document-address.ts'
import {judge} from '../project/judgement/judge.ts'
import {REFUSED} from '../project/judgement/rules.ts'
import {structureOf} from '../project/update-structure.ts'

/** `refused`: it would erase something here, or holds what no such document may hold. Whose work it is was judged where it was made. */
export type ForeignJudgement = {readonly state: 'taken' | 'nothing'} | {readonly state: 'refused'; readonly why: string}

/** Judges what another hub, a folder or a file brings to a document of ours. */
export function judgeForeign(doc: Y.Doc, address: DocumentAddress, update: Uint8Array): ForeignJudgement {
  const structure = structureOf(update)
  if (!structure.ok) return {state: 'refused', why: structure.error}
  const judgement = judge(doc, address, structure.value, update, {person: '', brings: true})
  if (judgement.state === 'refused') return {state: 'refused', why: REFUSED[judgement.why]}
  // What it builds on may come later, and by another way.
  return {state: judgement.state === 'nothing' ? 'nothing' : 'taken'}
}
