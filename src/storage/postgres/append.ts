import {recordSum} from '../document-state.ts'
import type {Arrival, NumberOwners} from '../log/document-log.ts'
import {ELSEWHERE} from '../log/document-log.ts'
import type {Query} from './connection.ts'

export type NewRecord = {
  readonly name: string
  readonly address: string
  readonly update: Uint8Array
  readonly owners: NumberOwners
  readonly arrival: Arrival | null
}

/** Writes records in one transaction: those from the place `before` on, without the `taken`, by their places in the batch. */
export async function appendRecords(
  query: Query,
  {project, writer}: {readonly project: string; readonly writer: string},
  batch: readonly NewRecord[],
): Promise<{readonly before: number; readonly taken: ReadonlySet<number>}> {
  const claims = batch.flatMap(({name, owners}, place) => [...owners].map(([client, person]) => ({place: place + 1, name, client, person})))
  const [row] = await query(APPEND, [
    project,
    batch.length,
    batch.map(({name}) => name),
    batch.map(({address}) => address),
    batch.map(({update}) => Buffer.from(update.buffer, update.byteOffset, update.byteLength)),
    batch.map(({name, update}) => recordSum(name, update)),
    writer,
    claims.map(({place}) => place),
    claims.map(({name}) => name),
    claims.map(({client}) => client),
    claims.map(({person}) => person),
    batch.map(({arrival}) => arrival?.at ?? null),
    batch.map(({arrival}) => arrival?.by ?? null),
  ])
  if (row === undefined) throw new Error(`the project ${project} is not in it any more`)
  return {before: Number(row.before), taken: new Set((row.taken as readonly unknown[]).map(place => Number(place) - 1))}
}

/** Hubs that write at once wait for each other at the project's row. Then a number is whose it was made first, and what somebody else writes under it is not taken. */
const APPEND = `
  with counted as (update claimlight.project set seq = seq + $2 where id = $1 returning seq - $2 as before),
  claim as (select * from unnest($8::int[], $9::text[], $10::bigint[], $11::text[]) as each (place, name, client, person)),
  claimed as (
    insert into claimlight.client_owner (project, name, client, person)
    select distinct on (claim.name, claim.client) $1, claim.name, claim.client, claim.person
    from counted, claim order by claim.name, claim.client, claim.person = '${ELSEWHERE}', claim.place
    on conflict (project, name, client) do update
      set person = case when client_owner.person = '${ELSEWHERE}' then excluded.person else client_owner.person end
    returning name, client, person),
  taken as (
    select distinct claim.place from claim join claimed on claimed.name = claim.name and claimed.client = claim.client
    where claim.person <> '${ELSEWHERE}' and claimed.person <> claim.person),
  given as (
    select counted.before + each.place as seq, name, address, bytes, sum, at, person
    from counted, unnest($3::text[], $4::text[], $5::bytea[], $6::bigint[], $12::bigint[], $13::text[])
      with ordinality as each (name, address, bytes, sum, at, person, place)
    where each.place not in (select taken.place from taken)),
  named as (
    insert into claimlight.document (project, name, address, first)
    select distinct on (name) $1, name, address, seq from given order by name, seq
    on conflict (project, name) do nothing),
  written as (
    insert into claimlight.record (project, seq, name, address, bytes, sum, writer, at, person)
    select $1, seq, name, address, bytes, sum, $7::uuid, at, person from given)
  select before, array(select place from taken) as taken from counted`

export async function readOwners(query: Query, project: string, name: string): Promise<NumberOwners> {
  const rows = await query('select client, person from claimlight.client_owner where project = $1 and name = $2', [project, name])
  return new Map(rows.map(({client, person}) => [Number(client), String(person)]))
}
