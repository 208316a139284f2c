import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {PastChange} from '../../project/past-change.ts'
import {readPastChange} from '../../project/past-change.ts'
import {soundSteps} from '../../project/sound-records.ts'
import {loggedUpdates} from '../log/logged-past.ts'
import type {StoredPast} from '../log/document-log.ts'
import {inTurns} from '../libsql/turn.ts'
import type {Connection, Query} from './connection.ts'
import {arrivalOf, recordsOf, wholeBytes} from './records.ts'

/** Both of one moment: a hub may merge the log meanwhile, which moves changes from one to the other. */
export async function storedPast(db: Connection, project: string, name: string, annotation?: AnnotationId): Promise<StoredPast> {
  const {changes, rows} = await db.tx(async query => {
    await query('set transaction isolation level repeatable read, read only')
    return {changes: await readPast(query, project, name, annotation), rows: await recordsOf(query, project, name)}
  })
  const whole = rows.flatMap(row => {
    const bytes = wholeBytes(name, row)
    return bytes === undefined ? [] : [{bytes, arrival: arrivalOf(row)}]
  })
  const sound = await inTurns(soundSteps(whole.map(({bytes}) => bytes)))
  return {
    changes,
    log: loggedUpdates(
      sound,
      whole.map(({arrival}) => arrival),
    ),
  }
}

async function readPast(query: Query, project: string, name: string, annotation?: AnnotationId): Promise<readonly PastChange[]> {
  const rows = await query(
    `select change from claimlight.past where project = $1 and name = $2 and annotation = coalesce($3, annotation) order by annotation collate "C", n`,
    [project, name, annotation ?? null],
  )
  return rows.flatMap(({change}) => readPastChange(jsonValue(String(change))) ?? [])
}

/** Puts changes after those that are kept of each annotation. */
export const writePast = async (query: Query, project: string, name: string, changes: readonly PastChange[]): Promise<void> =>
  enter(query, project, name, changes, 'after')

/** Enters changes at their places among those of each annotation, unless there is something. */
export const enterPast = async (query: Query, project: string, name: string, changes: readonly PastChange[]): Promise<void> =>
  enter(query, project, name, changes, 'at')

async function enter(query: Query, project: string, name: string, changes: readonly PastChange[], where: 'after' | 'at'): Promise<void> {
  if (changes.length === 0) return
  const places = new Map<AnnotationId, number>()
  const numbered = changes.map(change => {
    const n = places.get(change.annotation) ?? 0
    places.set(change.annotation, n + 1)
    return {n, change}
  })
  await query(ENTER, [
    project,
    name,
    where === 'after',
    numbered.map(({change}) => change.annotation),
    numbered.map(({n}) => n),
    numbered.map(({change}) => JSON.stringify(change)),
  ])
}

const ENTER = `
  insert into claimlight.past (project, name, annotation, n, change)
  select $1, $2, given.annotation, given.n + case when $3::boolean then coalesce(kept.next, 0) else 0 end, given.change
  from unnest($4::text[], $5::int[], $6::text[]) as given (annotation, n, change)
  left join (select annotation, max(n) + 1 as next from claimlight.past where project = $1 and name = $2 group by annotation) as kept
    on kept.annotation = given.annotation
  on conflict do nothing`
