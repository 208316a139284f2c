import type {Person} from '../../core/round/owner.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import type {Rights} from '../access.ts'

/** Tells the hubs that are guests here, a moment later, that there are changes to ask for; each only of what its person may know. */
export interface GuestNews {
  written(addresses: readonly DocumentAddress[]): void
  stop(): void
}

/** A guest that asked to be told. */
export type ToldGuest = {readonly person: Person; tell(): void}

/** Milliseconds that they are told late: those at a document itself have its changes at once. */
const GATHER = 50

export function guestNews(given: {
  projectId: string
  guests: () => readonly ToldGuest[]
  rights: (person: Person, address: DocumentAddress) => Rights
}): GuestNews {
  /** For each person, what she may know of and was not told yet: what others do must not show in when she is told of it. */
  const untold = new Map<string, {readonly written: Map<string, DocumentAddress>; readonly telling: NodeJS.Timeout}>()
  const tellAll = (id: string): void => {
    const written = [...(untold.get(id)?.written.values() ?? [])]
    untold.delete(id)
    // A round may have begun meanwhile.
    for (const {person, tell} of given.guests()) {
      if (person.id === id && written.some(address => given.rights(person, address) !== 'none')) tell()
    }
  }
  return {
    written: addresses => {
      for (const {person} of given.guests()) {
        const readable = addresses.filter(address => given.rights(person, address) !== 'none')
        if (readable.length === 0) continue
        const waiting = untold.get(person.id) ?? {written: new Map(), telling: setTimeout(() => tellAll(person.id), GATHER)}
        untold.set(person.id, waiting)
        for (const address of readable) waiting.written.set(documentName(given.projectId, address), address)
      }
    },
    stop: () => {
      for (const {telling} of untold.values()) clearTimeout(telling)
    },
  }
}
