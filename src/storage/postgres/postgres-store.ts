import {randomUUID} from 'node:crypto'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {documentTitle, isUpdate, mergedState, recordSum} from '../document-state.ts'
import {formatCursor, parseCursor} from '../log-cursor.ts'
import type {ProjectStore, SetIndex, StoredChanges} from '../project-store.ts'
import {parseAddress} from '../stored-record.ts'
import {searchWords, writeArticle} from './article-words.ts'
import type {CommonLog} from './common.ts'
import type {Connection, Row} from './connection.ts'
import {databaseSentence} from './database-problem.ts'
import {readCounts, readUnindexed, storedDocuments, writeSetIndex} from './set-index.ts'

type Append = {readonly name: string; readonly address: string; readonly update: Uint8Array; readonly done: () => void; readonly failed: (error: Error) => void}

/** `after`: how many of the waiting appends the index knows of. */
type WaitingSet = {readonly index: SetIndex; readonly after: number}

/** Another hub that tidies the same document at the same moment is quicker at most so many times. */
const COMPACTIONS = 3

/**
 * One project's working store in PostgreSQL, used by several hubs at once. The row of the project counts its records and is
 * held while some are added, so that they are committed in the order of their numbers: whoever has seen number n has seen
 * all before it. The project's row must be there. `close` does not close the connection.
 */
export function postgresStore(db: Connection, project: string): {readonly store: ProjectStore; readonly log: CommonLog} {
  const writer = randomUUID()
  /** The last record of a document that this store has written or given out, so that an index says which it knows of. */
  const known = new Map<string, number>()
  let appends: Append[] = []
  let sets = new Map<string, WaitingSet>()
  let articles = new Map<string, {readonly title: string; readonly text: string}>()
  let scheduled: NodeJS.Immediate | undefined
  let last: Promise<void> = Promise.resolve()
  let open = true

  const use = (): void => {
    if (!open) throw new Error('This store is closed.')
  }
  const writing = (): void => {
    use()
    scheduled ??= setImmediate(() => void flush())
  }
  const writeAppends = async (batch: readonly Append[]): Promise<void> => {
    const [row] = await db.query(APPEND, [
      project,
      batch.length,
      batch.map(({name}) => name),
      batch.map(({address}) => address),
      batch.map(({update}) => Buffer.from(update.buffer, update.byteOffset, update.byteLength)),
      batch.map(({name, update}) => recordSum(name, update)),
      writer,
    ])
    if (row === undefined) throw new Error(`the project ${project} is not in it any more`)
    for (const [i, {name}] of batch.entries()) known.set(name, Number(row.before) + i + 1)
  }
  const writeIndexes = async (before: ReadonlyMap<string, number>, batch: readonly Append[], indexes: ReadonlyMap<string, WaitingSet>): Promise<void> => {
    for (const [name, waiting] of indexes) {
      const newer = batch.slice(waiting.after).some(append => append.name === name)
      // An append of the same turn that the index does not know of leaves the set to be indexed again.
      const indexed = newer ? (before.get(name) ?? 0) : (known.get(name) ?? 0)
      await writeSetIndex(db.query, project, name, waiting.index, indexed)
    }
  }

  /** Appends in one transaction; then what can be made again. What of that fails waits for the next time. */
  const commit = async (): Promise<void> => {
    const batch = appends
    const indexes = sets
    const texts = articles
    appends = []
    sets = new Map()
    articles = new Map()
    const before = new Map([...indexes.keys()].map(name => [name, known.get(name) ?? 0]))
    let problem: string | undefined
    if (batch.length > 0) {
      try {
        await writeAppends(batch)
      } catch (error) {
        problem = databaseSentence('The change could not be saved', error)
      }
      for (const {done, failed} of batch) {
        if (problem === undefined) done()
        else failed(new Error(problem))
      }
    }
    try {
      await writeIndexes(before, problem === undefined ? batch : [], indexes)
      for (const [article, {title, text}] of texts) {
        await writeArticle(db.query, project, article, title, text)
        texts.delete(article)
      }
    } catch {
      for (const [name, {index}] of indexes) if (!sets.has(name)) sets.set(name, {index, after: 0})
      for (const [article, text] of texts) if (!articles.has(article)) articles.set(article, text)
    }
  }
  const flush = (): Promise<void> => {
    clearImmediate(scheduled)
    scheduled = undefined
    last = last.then(commit)
    return last
  }
  const reading = async <T>(read: () => Promise<T>, failed = 'The project could not be read'): Promise<T> => {
    use()
    if (scheduled !== undefined) void flush()
    await last
    try {
      return await read()
    } catch (error) {
      throw new Error(databaseSentence(failed, error), {cause: error})
    }
  }
  const recordsOf = (name: string): Promise<readonly Row[]> =>
    db.query('select seq, address, bytes, sum from claimlight.record where project = $1 and name = $2 order by seq', [project, name])

  const compactOnce = async (name: string, state: Uint8Array): Promise<Result<null> | 'overtaken'> => {
    const rows = await recordsOf(name)
    const records = rows.flatMap(row => wholeBytes(name, row) ?? [])
    const [first] = rows
    if (first === undefined || records.length === 0)
      return refused('The document could not be compacted, because the store holds nothing of it. Nothing was changed.')
    const merged = mergedState([state, ...records])
    if (!isUpdate(merged)) throw new Error('Yjs cannot read the state it has just written.')
    // Damaged records stay where they are: they may be read again one day.
    const seqs = rows.filter(row => wholeBytes(name, row) !== undefined).map(({seq}) => String(seq))
    return db
      .tx(async query => {
        const gone = await query('delete from claimlight.record where project = $1 and seq = any($2::bigint[]) returning seq', [project, seqs])
        if (gone.length !== seqs.length) throw OVERTAKEN
        const [row] = await query('update claimlight.project set seq = seq + 1 where id = $1 returning seq', [project])
        const seq = Number(row?.seq)
        await query('insert into claimlight.record (project, seq, name, address, bytes, sum) values ($1, $2, $3, $4, $5, $6)', [
          project,
          seq,
          name,
          first.address,
          Buffer.from(merged),
          recordSum(name, merged),
        ])
        const to = Number(seqs.at(-1))
        await query(
          `update claimlight.set_index set indexed = $3 where project = $1 and name = $2 and indexed >= $4
         and not exists (select 1 from claimlight.record where project = $1 and name = $2 and seq > $4 and seq < $3)`,
          [project, name, seq, to],
        )
        if ((known.get(name) ?? 0) >= to) known.set(name, seq)
        return ok(null)
      })
      .catch(error => {
        if (error === OVERTAKEN) return 'overtaken'
        throw error
      })
  }

  const store: ProjectStore = {
    append: (name, address, update) =>
      new Promise((done, failed) => {
        if (!isUpdate(update)) {
          failed(new Error('The change could not be saved, because it is damaged: its bytes are no update. Reload the window and make the change again.'))
          return
        }
        writing()
        appends.push({name, address: JSON.stringify(address), update, done, failed})
      }),
    load: name =>
      reading(async () => {
        const rows = await recordsOf(name)
        const seq = Number(rows.at(-1)?.seq ?? 0)
        if (seq > (known.get(name) ?? 0)) known.set(name, seq)
        return rows.flatMap(row => wholeBytes(name, row) ?? [])
      }),
    compact: async (name, state) => {
      use()
      if (!isUpdate(state)) return refused('The document could not be compacted, because the given state is no update. Nothing was changed.')
      try {
        return await reading(async () => {
          for (let i = 0; i < COMPACTIONS; i++) {
            const done = await compactOnce(name, state)
            if (done !== 'overtaken') return done
          }
          return refused('The document was not compacted, because another hub is doing it. Nothing was changed.')
        }, 'The document could not be compacted')
      } catch (error) {
        return refused(error instanceof Error ? error.message : String(error))
      }
    },
    documents: () =>
      reading(async () => storedDocuments(await db.query('select name, address from claimlight.document where project = $1 order by first', [project]))),
    changesSince: (cursor, most) => reading(() => readChanges(db, project, cursor, most)),
    index: (name, index) => {
      writing()
      sets.set(name, {index, after: appends.length})
    },
    unindexed: () => reading(() => readUnindexed(db.query, project)),
    counts: () => reading(() => readCounts(db.query, project)),
    indexArticle: (article, title, text) => {
      writing()
      articles.set(article, {title, text})
    },
    search: query => reading(() => searchWords(db.query, project, query)),
    check: () => reading(() => check(db, project)).catch(error => [error instanceof Error ? error.message : String(error)]),
    backup: async path =>
      refused(`The backup ${path} was not made, because this project is kept in PostgreSQL. Use pg_dump, or claimlight backup with --postgres.`),
    close: async () => {
      if (!open) return
      await flush()
      open = false
    },
  }
  const log: CommonLog = {
    position: () =>
      reading(async () => {
        const [row] = await db.query('select seq from claimlight.project where id = $1', [project])
        return Number(row?.seq ?? 0)
      }),
    newsSince: place =>
      reading(async () => {
        const rows = await db.query(NEWS, [project, place, writer])
        return {documents: storedDocuments(rows.filter(({name}) => name !== null)), place: Math.max(place, Number(rows[0]?.place ?? 0))}
      }),
    updatesSince: (name, place) =>
      reading(async () => {
        const rows = await db.query('select bytes, sum from claimlight.record where project = $1 and name = $2 and seq > $3 order by seq', [
          project,
          name,
          place,
        ])
        return rows.flatMap(row => wholeBytes(name, row) ?? [])
      }),
  }
  return {store, log}
}

/** Thrown to undo a compaction whose records another hub has already replaced. */
const OVERTAKEN = new Error('Another hub has compacted this document.')

const APPEND = `
  with counted as (update claimlight.project set seq = seq + $2 where id = $1 returning seq - $2 as before),
  given as (
    select counted.before + place as seq, name, address, bytes, sum
    from counted, unnest($3::text[], $4::text[], $5::bytea[], $6::bigint[]) with ordinality as each (name, address, bytes, sum, place)),
  named as (
    insert into claimlight.document (project, name, address, first)
    select distinct on (name) $1, name, address, seq from given order by name, seq
    on conflict (project, name) do nothing),
  written as (
    insert into claimlight.record (project, seq, name, address, bytes, sum, writer)
    select $1, seq, name, address, bytes, sum, $7::uuid from given)
  select before from counted`

/** One statement, so that the place and the documents are of the same moment. */
const NEWS = `
  select project.seq as place, news.name, news.address
  from claimlight.project left join (
    select name, min(address) as address, max(seq) as seq from claimlight.record
    where project = $1 and seq > $2 and writer is distinct from $3::uuid group by name) as news on true
  where project.id = $1 order by news.seq`

/** The bytes of a record, `undefined` when the checksum says they are not what was written. */
function wholeBytes(name: string, row: Row): Uint8Array | undefined {
  return row.bytes instanceof Uint8Array && recordSum(name, row.bytes) === Number(row.sum) ? new Uint8Array(row.bytes) : undefined
}

/** As in the embedded store, a record that is gone was merged with others; one with other bytes, or a number never given out, is of another log. */
async function readChanges(db: Connection, project: string, cursor: string, most: number): Promise<StoredChanges | undefined> {
  const from = parseCursor(cursor)
  if (from === undefined) return undefined
  const [own] = await db.query(
    `select seq, (select sum from claimlight.record where record.project = $1 and record.seq = $2) as sum from claimlight.project where id = $1`,
    [project, from.seq],
  )
  if (from.seq > Number(own?.seq ?? 0) || (typeof own?.sum === 'string' && Number(own.sum) !== from.sum)) return undefined
  const rows = await db.query('select seq, name, address, sum from claimlight.record where project = $1 and seq > $2 order by seq limit $3', [
    project,
    from.seq,
    most + 1,
  ])
  const taken = rows.slice(0, most)
  const last = taken.at(-1)
  if (last === undefined) return {documents: [], next: cursor, more: false}
  const documents = new Map(storedDocuments(taken).map(document => [document.name, document]))
  return {documents: [...documents.values()], next: formatCursor({seq: Number(last.seq), sum: Number(last.sum)}), more: rows.length > most}
}

async function check(db: Connection, project: string): Promise<readonly string[]> {
  const problems: string[] = []
  const [setting] = await db.query("select current_setting('fsync') as fsync")
  if (setting?.fsync === 'off')
    problems.push('The database server runs with fsync = off: a power failure can lose what was acknowledged. Set fsync = on in postgresql.conf.')
  for (let after = 0; ; ) {
    const rows = await db.query('select seq, name, address, bytes, sum from claimlight.record where project = $1 and seq > $2 order by seq limit 1000', [
      project,
      after,
    ])
    for (const row of rows) {
      const bytes = wholeBytes(String(row.name), row)
      const address = parseAddress(String(row.address))
      if (bytes !== undefined && isUpdate(bytes) && address !== undefined) continue
      const where = address === undefined ? 'an unknown document' : documentTitle(address)
      problems.push(`Record ${String(row.seq)} of ${where} is damaged and was left out. A backup made before may still have it; the rest is unharmed.`)
    }
    if (rows.length < 1000) return problems
    after = Number(rows.at(-1)?.seq)
  }
}
