import {annotatorOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {isClosed as isRoundClosed} from '../../core/round/round.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {isClosed} from '../folder/writers.ts'
import {storedSets} from '../requests/project-documents.ts'

/** What people have made in a project, as far as it decides about their persons. */
export interface WorkOfPeople {
  /** Whether somebody annotates, or has annotated, in an independent round that is not opened: then nobody gets in as her on a further device. */
  isClosed(person: string): Promise<boolean>
  /** How many annotations that stand were made by each, in what may be read. */
  count(people: readonly string[], mayRead: (address: DocumentAddress) => boolean): Promise<{readonly [person: string]: number}>
}

export function workOfPeople(rounds: () => readonly Round[], store: DocumentLog): WorkOfPeople {
  return {
    isClosed: async person => {
      const closed = rounds().filter(isRoundClosed)
      if (closed.some(({annotators}) => annotators?.includes(person))) return true
      const ofAll = closed.some(({annotators}) => annotators === undefined)
      return (await store.documents()).some(
        ({address}) => 'owner' in address && annotatorOf(address.owner) === person && (ofAll || isClosed(address, rounds())),
      )
    },
    count: async (people, mayRead) => {
      const counts = new Map(people.map(person => [person, 0]))
      for await (const {set} of storedSets(store, mayRead)) {
        for (const {by, removed} of set.all()) {
          const count = counts.get(by)
          if (count !== undefined && removed === undefined) counts.set(by, count + 1)
        }
      }
      return Object.fromEntries(counts)
    },
  }
}
