import type {Role} from '../../core/round/owner.ts'
import {annotatorOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {isBlind} from '../../core/round/round.ts'
import type {DocumentAddress} from '../../project/document-address.ts'

/** Whether a document belongs to a closed independent round, so that nobody may read it from a folder or a file before the opening. */
export function isClosed(address: DocumentAddress, rounds: readonly Round[]): boolean {
  if (!isBlind(rounds) || (address.kind !== 'set' && address.kind !== 'registry')) return false
  return annotatorOf(address.owner) !== undefined || address.owner === 'gold'
}

/**
 * Whether a device of somebody with this role may bring a document. She may bring more than she may write, because a device
 * hands on what reached it over a network; a curator's may be a hub for everybody. Whoever this hub never gave a role has
 * the passphrase, and nobody signs in to a folder: the passphrase is the permission to bring, and gives no other.
 */
export function mayBring(role: Role | undefined, address: DocumentAddress): boolean {
  switch (role) {
    case undefined:
    case 'admin':
    case 'curator':
      return true
    case 'annotator':
      if (address.kind === 'discussion') return true
      return address.kind !== 'project' && address.owner !== 'gold'
    case 'reader':
      return false
    default:
      return role satisfies never
  }
}
