import type {PersonJoins} from '../../project/person-joins.ts'
import type {AccessRecord} from './access-record.ts'

/** Makes what the project shows of who is whom a copy of what the hub keeps. */
export function showJoins(shown: PersonJoins, joined: AccessRecord['joined']): void {
  const kept = new Map(joined.map(each => [each.person, each]))
  for (const person of shown.marks().keys()) if (!kept.has(person)) shown.part(person)
  for (const {person, into, by, at} of joined) if (shown.marks().get(person) !== into) shown.join(person, into, {by, at})
}
