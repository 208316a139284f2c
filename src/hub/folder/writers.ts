import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Role} from '../../core/round/owner.ts'
import {workOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {isAnnotatorIn, isBlind, isBlindOn, isRegistryClosed, isSetClosed, shareArticles} from '../../core/round/blindness.ts'
import type {DocumentAddress} from '../../project/document-address.ts'

/** Whether a document is closed to others than whoever works in it, so that nobody may read it from a folder or a file before the opening. */
export function isClosed(address: DocumentAddress, rounds: readonly Round[]): boolean {
  // Who was given what is open: else the devices of annotators who are at no hub would not know. What they finished is closed.
  if (address.kind === 'worklist') return !rounds.some(({id, state, unreadable}) => id === address.round && state === 'open' && unreadable !== true)
  if (address.kind !== 'set' && address.kind !== 'registry') return false
  const work = workOf(address.owner)
  if (work === undefined) return address.owner === 'gold' && (address.kind === 'set' ? isBlindOn(rounds, address.article) : isBlind(rounds))
  return address.kind === 'set' ? isSetClosed(rounds, work.round, address.article) : isRegistryClosed(rounds, work.round)
}

/** Whether a document is kept from a folder and from files altogether: what somebody is to do in a round that has not begun, or is not known here. */
export const isWithheld = (address: DocumentAddress, rounds: readonly Round[]): boolean =>
  address.kind === 'worklist' && !rounds.some(({id, state, unreadable}) => id === address.round && (state !== 'draft' || unreadable === true))

/** Whether nothing is known here that a worklist could be of: no round that has begun, or none in which this annotator is. Each is kept in memory, and others may invent as many as they like. */
export const isOfNoRound = (address: DocumentAddress, rounds: readonly Round[]): boolean =>
  address.kind === 'worklist' && (isWithheld(address, rounds) || !rounds.some(round => round.id === address.round && isAnnotatorIn(round, address.annotator)))

/**
 * Whether a document may be work in the round that it is said to be of: by one of its annotators, on an article of it. What is not waits where it lies, as somebody or
 * an article may still come to the round. `rootOf`: as whom somebody is here whom an admin has joined with another.
 */
export function isOfRound(address: DocumentAddress, rounds: readonly Round[], rootOf: (person: AnnotatorId) => AnnotatorId): boolean {
  const work = address.kind === 'set' || address.kind === 'registry' ? workOf(address.owner) : undefined
  const round = work && rounds.find(({id, ownSets, unreadable}) => id === work.round && ownSets === true && unreadable !== true)
  if (work === undefined || round === undefined) return true
  const root = rootOf(work.annotator)
  const isAnnotator = round.annotators === undefined || round.annotators.some(each => rootOf(each) === root)
  return isAnnotator && (address.kind !== 'set' || shareArticles(round, {articles: [address.article]}))
}

/**
 * Whether a device of somebody with this role may bring a document. She may bring more than she may write, because a device
 * hands on what reached it over a network; a curator's may be a hub for everybody. Whoever this hub never gave a role has
 * the passphrase, and nobody signs in to a folder: the passphrase is the permission to bring, and gives no other. Of worklists an annotator brings her own.
 */
export function mayBring(role: Role | undefined, address: DocumentAddress, person: AnnotatorId): boolean {
  switch (role) {
    case undefined:
    case 'admin':
    case 'curator':
      return true
    case 'annotator':
      if (address.kind === 'discussion') return true
      if (address.kind === 'worklist') return address.annotator === person
      return address.kind !== 'project' && address.owner !== 'gold'
    case 'reader':
      return false
    default:
      return role satisfies never
  }
}
