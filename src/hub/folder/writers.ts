import type {Person} from '../../core/owner.ts'
import {annotatorOf} from '../../core/owner.ts'
import type {Round} from '../../core/round.ts'
import {isBlind} from '../../core/round.ts'
import type {DocumentAddress} from '../../project/document-address.ts'

/** Whether a document belongs to a closed independent round, so that nobody may read it from a folder or a file before the opening. */
export function isClosed(address: DocumentAddress, rounds: readonly Round[]): boolean {
  if (!isBlind(rounds) || (address.kind !== 'set' && address.kind !== 'registry')) return false
  return annotatorOf(address.owner) !== undefined || address.owner === 'gold'
}

/**
 * Whether a device of this person may bring a document. She may bring more than she may write, because a device hands on
 * what reached it over a network; a curator's may be a hub for everybody. Nobody is asked to wait for being known: who has
 * the passphrase is a colleague, and her first segment says who she is.
 */
export function mayBring(person: Person | undefined, address: DocumentAddress): boolean {
  if (person === undefined) return true
  switch (person.role) {
    case 'admin':
    case 'curator':
      return true
    case 'annotator':
      if (address.kind === 'discussion') return true
      return address.kind !== 'project' && address.owner !== 'gold'
    case 'reader':
      return false
    default:
      return person.role satisfies never
  }
}
