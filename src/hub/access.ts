import type {Sentence} from '../core/language/message.ts'
import {closedOn, isAnnotatorIn, isBlindEverywhere, isBlindOn, isRegistryClosed, isSetClosed, isUnderWay} from '../core/round/blindness.ts'
import type {Owner, Person, Role} from '../core/round/owner.ts'
import {workOf} from '../core/round/owner.ts'
import type {Round} from '../core/round/round.ts'
import {isClosed} from '../core/round/round.ts'
import type {GivenArticles} from '../core/round/worklist.ts'
import {NOTHING_GIVEN} from '../core/round/worklist.ts'
import type {DocumentAddress, WorklistAddress} from '../project/document-address.ts'

export type Rights = 'write' | 'read' | 'none'

/** Her name gives nobody a right. */
type Actor = Pick<Person, 'id' | 'role'>
type SetAddress = Extract<DocumentAddress, {kind: 'set'}>

const RANK: {readonly [R in Role]: number} = {reader: 0, annotator: 1, curator: 2, admin: 3}

/**
 * What a person may do with a document. Decided at the hub only; windows merely show it. `given`: the worklists that the hub knows; what she may read follows from
 * who she is, her role and the rounds alone.
 */
export function rights(person: Actor, address: DocumentAddress, rounds: readonly Round[], given: GivenArticles = NOTHING_GIVEN): Rights {
  switch (address.kind) {
    case 'project':
      return atLeast(person, 'curator') ? 'write' : 'read'
    case 'set':
      return setRights(person, address, rounds, given)
    case 'registry':
      return registryRights(person, address.owner, rounds)
    case 'discussion':
      return isBlindOn(rounds, address.article) ? 'none' : together(person)
    case 'worklist':
      return worklistRights(person, address, rounds)
    default:
      return address satisfies never
  }
}

/**
 * When the round was opened into which work of hers on an article may be taken late, into a set that is frozen: what her device made before it knew of the opening. Nothing in it proves when
 * that was, so it is marked, and taken once.
 */
export function lateAfter(person: Actor, address: DocumentAddress, rounds: readonly Round[], given: GivenArticles): number | undefined {
  if (address.kind !== 'set' || !atLeast(person, 'annotator')) return undefined
  const work = workOf(address.owner)
  const round = rounds.find(({id, state, ownSets}) => id === work?.round && state === 'open' && ownSets === true)
  // As if it still ran.
  const isHers = work?.annotator === person.id && round !== undefined && isUnderWay([{...round, state: 'closed'}], address.owner, address.article, given)
  return isHers ? (round.opened?.at ?? 0) : undefined
}

/** What is left of a right where the schema of the project cannot be read: nothing is said in words that nobody knows. The project document stays open to who can mend it. */
export const unlocked = (may: Rights, {kind}: DocumentAddress, problem: Sentence | undefined): Rights =>
  problem !== undefined && may === 'write' && kind !== 'project' ? 'read' : may

function setRights(person: Actor, {article, owner}: SetAddress, rounds: readonly Round[], given: GivenArticles): Rights {
  const work = workOf(owner)
  if (work?.annotator === person.id) return ownRights(person, isUnderWay(rounds, owner, article, given))
  if (work !== undefined) return isSetClosed(rounds, work.round, article) ? 'none' : 'read'
  const closed = closedOn(rounds, article)
  if (closed.length === 0) return owner === 'gold' ? curated(person) : together(person)
  return owner === 'gold' ? goldRights(person, closed) : 'none'
}

function registryRights(person: Actor, owner: Owner, rounds: readonly Round[]): Rights {
  const work = workOf(owner)
  if (work?.annotator === person.id) return ownRights(person, isUnderWay(rounds, owner))
  if (work !== undefined) return isRegistryClosed(rounds, work.round) ? 'none' : 'read'
  // The team's names from before may be looked up. Where nothing is open they are frozen, and tell nothing of what others do.
  if (owner === 'team') return isBlindEverywhere(rounds) ? 'read' : together(person)
  const closed = rounds.filter(isClosed)
  return closed.length === 0 ? curated(person) : goldRights(person, closed)
}

/**
 * She finishes what she is given while the round is closed. Curators see how far she is, and have the list written by the hub. Whoever else there is
 * sees it when the round is opened, as it says then what was finished when.
 */
function worklistRights(person: Actor, {round: id, annotator}: WorklistAddress, rounds: readonly Round[]): Rights {
  const round = rounds.find(each => each.id === id && each.unreadable !== true)
  if (round?.state === 'open') return 'read'
  if (annotator === person.id) return round?.state === 'draft' ? 'none' : ownRights(person, round !== undefined && isAnnotatorIn(round, person.id))
  return round !== undefined && atLeast(person, 'curator') ? 'read' : 'none'
}

/** What somebody made alone is written while its round is closed, and by nobody afterwards: it is what she judged without the others. */
const ownRights = (person: Actor, isWritten: boolean): Rights => (isWritten && atLeast(person, 'annotator') ? 'write' : 'read')

/** Who decides between annotators is none of them. */
const goldRights = (person: Actor, closed: readonly Round[]): Rights =>
  atLeast(person, 'curator') && !closed.some(round => isAnnotatorIn(round, person.id)) ? 'write' : 'none'

const together = (person: Actor): Rights => (atLeast(person, 'annotator') ? 'write' : 'read')
const curated = (person: Actor): Rights => (atLeast(person, 'curator') ? 'write' : 'read')

const atLeast = (person: Actor, role: Role): boolean => RANK[person.role] >= RANK[role]
