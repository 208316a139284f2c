import type {Connection, Document} from '@hocuspocus/server'
import {OutgoingMessage} from '@hocuspocus/server'
import * as Y from 'yjs'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import {isTooMuch} from '../../project/at-once.ts'
import type {DocumentAddress, WorklistAddress} from '../../project/document-address.ts'
import {effectsOf} from '../../project/judgement/effects.ts'
import type {Writer} from '../../project/judgement/rules.ts'
import {asLateWork, hasLateWork} from '../../project/late-work.ts'
import {structureOf} from '../../project/update-structure.ts'
import {ELSEWHERE} from '../../storage/log/document-log.ts'
import type {Rights} from '../access.ts'
import type {Acknowledgements} from './acknowledgements.ts'
import {RESET} from './channel.ts'
import type {DocumentOwners} from './document-owners.ts'
import type {DurableLog} from './durable-log.ts'
import {once} from './once.ts'
import type {Change} from './own-messages.ts'
import type {Stay} from '../stay.ts'
import type {Verdict} from './update-door.ts'
import {updateDoor} from './update-door.ts'

/** Whether a window is at the other end, where one person works, or another hub, which hands on what reached it. */
export type Sender = 'window' | 'hub'

type At = {readonly person: Person; readonly sender: Sender; readonly stay?: Stay; readonly address?: DocumentAddress}

/** The way of a change that somebody sends: judged, applied, written, and only then acknowledged. */
export interface IncomingChanges {
  /** Takes it or not, and tells its sender. Rejects with how the connection is to be closed. */
  take(connection: Connection<At>, change: Change): Promise<void>
}

/** `refused`: why, for its sender to read. What is `later` is offered again by itself. */
type Taken = {readonly state: 'saved' | 'unsaved' | 'later'} | {readonly state: 'refused'; readonly why: Sentence}

export function incomingChanges(given: {
  log: DurableLog
  saved: Acknowledgements
  owners: DocumentOwners
  rights: (person: Person, address: DocumentAddress) => Rights
  /** When the round of hers was opened into which her work is taken all the same: once, and marked. */
  lateAfter: (person: Person, address: DocumentAddress) => number | undefined
  /** Whether this hub writes down what was taken late; a guest's leaves that to the project's. */
  marksLate: boolean
  /** What may be said to be finished in a worklist. */
  finishing: (address: WorklistAddress, doc: Y.Doc) => Writer['mayFinish']
  /** Whom an admin has joined with this person. */
  joinedWith: (person: string) => ReadonlySet<string>
  /** The version of the schema in force. */
  version: () => number | undefined
  /** Whether a round is closed. */
  blind: () => boolean
  /** Whether other hubs serve the project from the same log. */
  common: boolean
  /** Whether this hub may not know what the others do: then nothing is taken. */
  outOfStep: () => boolean
  /** It is to be offered again when the disk takes something. */
  onNotWritten: (connection: Connection) => void
  onWriting: (name: string) => void
  /** The document in memory is not what the log has: everybody has to come back to it. */
  onSpoilt: (document: Document) => void
}): IncomingChanges {
  const {log, rights} = given
  const door = updateDoor(given.owners)
  const apply = (document: Document, update: Uint8Array, from: Connection | undefined): void => {
    if (applied(document, update, from)) return
    given.onSpoilt(document)
    throw RESET
  }
  const finishingAt = (document: Document, address: DocumentAddress): Pick<Writer, 'mayFinish'> => {
    const mayFinish = address.kind === 'worklist' ? given.finishing(address, document) : undefined
    return mayFinish === undefined ? {} : {mayFinish}
  }
  const taken = async (connection: Connection<At>, {update, isAnswer}: Change): Promise<Taken> => {
    const {document} = connection
    const {address, person, sender, stay} = connection.context
    if (address === undefined || document.isDestroyed) throw RESET
    const opened = connection.readOnly ? given.lateAfter(person, address) : undefined
    const isLate = opened !== undefined && !hasLateWork(document, opened)
    if (connection.readOnly && !isLate) return readOnly(document, update, isAnswer)
    const brings = sender === 'hub' && rights(person, {kind: 'project'}) === 'write'
    const writer: Writer = {
      person: person.id,
      brings,
      inForce: given.version(),
      as: given.joinedWith(person.id),
      ...(sender === 'hub' && {guest: true, ...(given.blind() && {inClosedRound: true})}),
      ...finishingAt(document, address),
    }
    const judged = door.judge(document, address, update, writer, sender)
    if (isLate && isTooMuch(document, update)) return {state: 'refused', why: MUCH_LATE}
    if (isLate && judged.state !== 'taken') return readOnly(document, update, isAnswer)
    const verdict = isLate && given.marksLate && judged.state === 'taken' ? lateVerdict(document, judged, person, opened) : judged
    const isWritable = log.problem() === null && !given.outOfStep()
    // While nothing can be written, what was not taken is missing before all that follows it.
    if (verdict.state === 'malformed' || (verdict.state === 'early' && isWritable)) throw RESET
    if (verdict.state === 'early') return {state: 'later'}
    if (verdict.state === 'nothing') return {state: 'saved'}
    if (verdict.state === 'refused') return verdict
    const {name} = document
    const arrival = {by: sender === 'window' ? person.id : ELSEWHERE, at: Date.now()}
    const entry = {name, address, update: verdict.update, owners: verdict.owners, arrival}
    const owners = given.owners.of(document)
    // The marks on late work are news to whoever sent it, too.
    const from = isLate ? undefined : connection
    given.onWriting(name)
    if (!isWritable) return {state: 'later'}
    // What rights follow from, and what hubs tell each other, is on disk before anybody sees it.
    if (!given.common && address.kind !== 'project') {
      // Applied before it is logged: what cannot be applied must not come back at every start.
      apply(document, entry.update, from)
      given.saved.writing(
        name,
        log.keep(entry).then(() => owners.kept(entry.owners)),
      )
      return {state: 'saved'}
    }
    // Tried again by the hub only for those here: who is from elsewhere may have lost the right by then, and offers it again herself.
    const written = await (stay === undefined ? log.appendOrRetry(entry) : log.append([entry]))
    if (written.ok) {
      owners.kept(entry.owners)
      apply(document, entry.update, from)
      return {state: 'saved'}
    }
    if (!written.error.forGood) return {state: 'later'}
    owners.forget(entry.owners.keys())
    // Another hub has taken late work at the same moment.
    return isLate ? readOnly(document, update, isAnswer) : {state: 'refused', why: written.error.why}
  }
  return {
    take: async (connection, change) => {
      const outcome = await taken(connection, change)
      const {messageAddress: address} = connection
      // It waits on its way out until what it says is true.
      connection.send(new OutgoingMessage(address).writeSyncStatus(outcome.state === 'saved').toUint8Array())
      if (outcome.state === 'later') given.onNotWritten(connection)
      if (outcome.state !== 'refused') return
      // As if it had not been opened: the window shows why, keeps what it has, and asks again.
      connection.send(new OutgoingMessage(address).writePermissionDenied(`${outcome.why}`).toUint8Array())
      connection.close()
    },
  }
}

/** It comes in one message, so that it is taken whole or not at all. */
const MUCH_LATE = message(
  'The round of this work is opened, and what was made before that was known here is more than the hub takes at once. It is kept on this device, and nothing of it is with the others. Ask the people who run the project for a round that goes on from this one, and make there what matters.',
)

/** Late work, with the marks on it. */
function lateVerdict(document: Document, verdict: Extract<Verdict, {state: 'taken'}>, person: Person, opened: number): Verdict {
  const {update, client} = asLateWork(document, verdict.update, opened)
  return {...verdict, update, owners: new Map([...verdict.owners, [client, person.id], ...once(document.name, `late work ${opened}`)])}
}

/** Up to so many ranges that an update deletes it is found from these alone whether all of it is known; with more of them a snapshot of a large document is quicker. */
const FEW_DELETIONS = 1000

/** Whoever may only read compares documents too, and is told whether the hub has all of hers. */
function readOnly(document: Document, update: Uint8Array, isAnswer: boolean): Taken {
  if (isTooMuch(document, update)) return {state: 'unsaved'}
  const structure = structureOf(update)
  if (!structure.ok) throw RESET
  const isKnown = (): boolean =>
    structure.value.deletes.length <= FEW_DELETIONS
      ? effectsOf(document, structure.value).state === 'nothing'
      : Y.snapshotContainsUpdate(Y.snapshot(document), update)
  return {state: isAnswer && isKnown() ? 'saved' : 'unsaved'}
}

/** Applies what was judged; `false` when that failed all the same. `from`: who has all of it, and is not told. */
function applied(document: Document, update: Uint8Array, from: Connection | undefined): boolean {
  // What a log of earlier days holds may have waited for something before.
  const waited = isWaiting(document)
  try {
    Y.applyUpdate(document, update, from === undefined ? {source: 'local'} : {source: 'connection', connection: from})
    return waited || !isWaiting(document)
  } catch (error) {
    console.error('A change that was found in order could not be applied:', error)
    return false
  }
}

const isWaiting = ({store}: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null
