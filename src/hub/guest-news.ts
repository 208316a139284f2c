import type {Person} from '../core/owner.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import type {Rights} from './access.ts'

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
  const untold = new Map<string, DocumentAddress>()
  let telling: NodeJS.Timeout | undefined
  const tellAll = (): void => {
    telling = undefined
    const written = [...untold.values()]
    untold.clear()
    for (const {person, tell} of given.guests()) if (written.some(address => given.rights(person, address) !== 'none')) tell()
  }
  return {
    written: addresses => {
      for (const address of addresses) untold.set(documentName(given.projectId, address), address)
      telling ??= setTimeout(tellAll, GATHER)
    },
    stop: () => clearTimeout(telling),
  }
}
