import type {Database} from '../libsql/database.ts'
import {textOf} from '../libsql/database.ts'
import type {NumberOwners} from './document-log.ts'
import {ELSEWHERE} from './document-log.ts'

/** A number stays whose it is; one that was brought is hers who signs in with it. */
export function writeOwners(db: Database, name: string, owners: NumberOwners): void {
  for (const [client, person] of owners) {
    db.run(
      `insert into client_owner (name, client, person) values (?, ?, ?)
       on conflict (name, client) do update set person = excluded.person where client_owner.person = '${ELSEWHERE}'`,
      name,
      client,
      person,
    )
  }
}

export function readOwners(db: Database, name: string): NumberOwners {
  const rows = db.all('select cast(client as integer) as client, cast(person as blob) as person from client_owner where name = ?', name)
  return new Map(rows.map(({client, person}) => [Number(client), textOf(person)]))
}

/** Of all documents, from a store that may be damaged or older than this table. */
export function allOwners(db: Database): ReadonlyMap<string, NumberOwners> {
  const found = new Map<string, Map<number, string>>()
  try {
    for (const row of db.all('select cast(name as blob) as name, cast(client as integer) as client, cast(person as blob) as person from client_owner')) {
      const name = textOf(row.name)
      found.set(name, (found.get(name) ?? new Map<number, string>()).set(Number(row.client), textOf(row.person)))
    }
  } catch {
    // Then who has signed what is in the documents says whose the numbers are.
  }
  return found
}
