import * as Y from 'yjs'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentFrom} from '../../project/document-from.ts'
import {signatureOf} from '../../project/judgement/client-owners.ts'
import {judge} from '../../project/judgement/judge.ts'
import {newsIn} from '../../project/judgement/news-in.ts'
import {withoutWindows} from '../../project/without-windows.ts'
import type {NumberOwners} from '../../storage/log/document-log.ts'
import {ELSEWHERE, NO_OWNERS} from '../../storage/log/document-log.ts'

/**
 * What of our log goes to a hub that takes only its person's own work, where a folder or a file has brought other people's too:
 * hers, as that hub will judge it. Else it would refuse hers with the rest, for a change is taken or refused whole.
 */
export interface OwnPart {
  /**
   * Gives what may go now, and keeps for later what of hers goes on from something that the other hub does not have. `owners`:
   * whose the numbers are that it begins to be written under.
   */
  offer(updates: readonly Uint8Array[], owners?: NumberOwners): void
  isHeld(): boolean
}

/** What our log has of a document in which others' work was brought, and whose the numbers in it are. */
export type MixedLog = {readonly updates: readonly Uint8Array[]; readonly owners: NumberOwners}

/** `undefined` where nothing of others was brought. */
export const mixedLog = (updates: readonly Uint8Array[], owners: NumberOwners): MixedLog | undefined =>
  [...owners.values()].includes(ELSEWHERE) ? {updates, owners} : undefined

/** `doc`: what the other hub has. `give` puts a change into it, which sends it. */
export function ownPart(given: {
  doc: Y.Doc
  address: DocumentAddress
  person: AnnotatorId
  joinedWith?: ReadonlySet<AnnotatorId>
  log: MixedLog
  give: (update: Uint8Array) => void
}): OwnPart {
  const {doc, person} = given
  const numbers = numbersIn(given.log, person)
  let held: readonly Uint8Array[] = []

  const isDone = (offered: Uint8Array): boolean => {
    const news = newsIn(doc, offered)
    if (!news.ok) return true
    const {update, structure} = news.value
    const {state} = judge(doc, given.address, structure, update, {person, brings: false, ...(given.joinedWith && {as: given.joinedWith})})
    if (state === 'taken') given.give(update)
    return state === 'taken' || state === 'nothing'
  }
  const offer = (updates: readonly Uint8Array[], owners: NumberOwners = NO_OWNERS): void => {
    for (const [client, owner] of owners) if (owner !== ELSEWHERE) numbers.set(client, owner === person)
    let left = [...held, ...updates.flatMap(update => herPart(update, numbers, person) ?? [])]
    // As long as something goes: what is left may go on from it.
    for (let before = left.length + 1; left.length < before; ) {
      before = left.length
      left = left.filter(update => !isDone(update))
    }
    held = left
  }
  offer(given.log.updates)
  return {offer, isHeld: () => held.length > 0}
}

/** Whether a number is hers. */
type Numbers = Map<number, boolean>

/** One that a folder brought is hers when she signed what was written under it: at a device that has only the folder. */
function numbersIn({updates, owners}: MixedLog, person: AnnotatorId): Numbers {
  const all = documentFrom(updates)
  const numbers: Numbers = new Map()
  for (const client of all.store.clients.keys()) {
    const told = owners.get(client) ?? ELSEWHERE
    numbers.set(client, (told === ELSEWHERE ? signatureOf(all, client) : told) === person)
  }
  all.destroy()
  return numbers
}

/** What of an update is hers; of one that is partly hers (the log was merged) without what is taken out, since nobody can tell by whom. */
function herPart(update: Uint8Array, numbers: Numbers, person: AnnotatorId): Uint8Array | undefined {
  const clients = new Set(Y.decodeUpdate(update).structs.map(({id}) => id.client))
  const unknown = [...clients].filter(client => !numbers.has(client))
  if (unknown.length > 0) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, update)
    for (const client of unknown) numbers.set(client, signatureOf(doc, client) === person)
    doc.destroy()
  }
  const others = [...clients].filter(client => numbers.get(client) !== true)
  if (others.length === 0) return update
  return others.length === clients.size ? undefined : withoutWindows(update, others)
}
