import type {Person, Role} from '../core/round/owner.ts'
import {annotatorOf, EARLIER, workOf} from '../core/round/owner.ts'
import type {Owner} from '../core/round/owner.ts'
import type {Round} from '../core/round/round.ts'
import {isBlind} from '../core/round/round.ts'
import type {DocumentAddress} from '../project/document-address.ts'

export type Rights = 'write' | 'read' | 'none'

/** Her name gives nobody a right. */
type Actor = Pick<Person, 'id' | 'role'>

const RANK: {readonly [R in Role]: number} = {reader: 0, annotator: 1, curator: 2, admin: 3}

/** What a person may do with a document. Decided at the hub only; windows merely show it. */
export function rights(person: Actor, address: DocumentAddress, rounds: readonly Round[]): Rights {
  const blind = isBlind(rounds)
  switch (address.kind) {
    case 'project':
      return atLeast(person, 'curator') ? 'write' : 'read'
    case 'set':
      return ownedRights(person, address.owner, blind, 'none')
    case 'registry':
      // The team's names from before the round may be looked up; frozen, they tell nothing of what others do in it.
      return ownedRights(person, address.owner, blind, 'read')
    case 'discussion':
      if (blind) return 'none'
      return atLeast(person, 'annotator') ? 'write' : 'read'
    default:
      return address satisfies never
  }
}

/** What is left of a right where the schema of the project cannot be read: nothing is said in words that nobody knows. The project document stays open to who can mend it. */
export const unlocked = (may: Rights, {kind}: DocumentAddress, problem: string | undefined): Rights =>
  problem !== undefined && may === 'write' && kind !== 'project' ? 'read' : may

function ownedRights(person: Actor, owner: Owner, blind: boolean, teamWhileBlind: Rights): Rights {
  const annotator = annotatorOf(owner)
  // Nobody works in one yet.
  if (workOf(owner)?.round !== EARLIER && annotator !== undefined) return 'none'
  if (annotator === person.id) return atLeast(person, 'annotator') ? 'write' : 'read'
  if (annotator !== undefined) return blind ? 'none' : 'read'
  if (owner === 'gold') return atLeast(person, 'curator') ? 'write' : blind ? 'none' : 'read'
  if (blind) return teamWhileBlind
  return atLeast(person, 'annotator') ? 'write' : 'read'
}

const atLeast = (person: Actor, role: Role): boolean => RANK[person.role] >= RANK[role]
