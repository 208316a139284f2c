import {randomUUID} from 'node:crypto'
import type {Sentence} from '../../core/language/message.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import {ok, refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {soundRecords} from '../../project/sound-records.ts'
import {DAMAGED_CHANGE, isSound} from '../document-state.ts'
import {leftOut} from '../texts/left-out.ts'
import {parseAddress} from '../log/stored-record.ts'
import {inTurns} from '../libsql/turn.ts'
import type {Appended} from '../log/document-log.ts'
import type {ProjectStore} from '../project-store.ts'
import type {SetIndex} from '../index/annotation-index.ts'
import {indexedTogether} from '../index/annotation-index.ts'
import {arrivedNow, NO_OWNERS} from '../log/document-log.ts'
import type {NewRecord} from './append.ts'
import {appendDocuments} from './append-documents.ts'
import {appendRecords, readOwners} from './append.ts'
import {readTitles, searchWords, writeArticle} from './article-words.ts'
import type {CommonLog} from './common.ts'
import {compacted} from './compaction.ts'
import type {Connection} from './connection.ts'
import {databaseSentence} from './database-problem.ts'
import {enterPast, storedPast} from './past.ts'
import {checkRecords, readChanges, recordsOf, wholeBytes} from './records.ts'
import {readCounts, readUnindexed, storedDocuments, writeSetIndex} from './set-index.ts'
import {readRows, readRowsOf, readTally, readUses} from './set-rows.ts'

type Append = NewRecord & {readonly done: (appended: Appended) => void; readonly failed: (error: Error) => void}

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
  const left = leftOut()

  const use = (): void => {
    if (!open) throw new Error('This store is closed.')
  }
  const writing = (): void => {
    use()
    scheduled ??= setImmediate(() => void flush())
  }
  const writeAppends = async (batch: readonly Append[]): Promise<ReadonlySet<number>> => {
    const {before, taken} = await appendRecords(db.query, {project, writer}, batch)
    for (const [i, {name}] of batch.entries()) if (!taken.has(i)) known.set(name, before + i + 1)
    return taken
  }
  const writeIndexes = async (before: ReadonlyMap<string, number>, batch: readonly Append[], indexes: ReadonlyMap<string, WaitingSet>): Promise<void> => {
    for (const [name, waiting] of indexes) {
      const newer = batch.slice(waiting.after).some(append => append.name === name)
      // An append of the same turn that the index does not know of leaves the set to be indexed again.
      const indexed = newer ? (before.get(name) ?? 0) : (known.get(name) ?? 0)
      await db.tx(query => writeSetIndex(query, project, name, waiting.index, indexed))
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
    let problem: Sentence | undefined
    if (batch.length > 0) {
      let taken: ReadonlySet<number> = new Set()
      try {
        taken = await writeAppends(batch)
      } catch (error) {
        problem = databaseSentence(message('The change could not be saved'), error)
      }
      for (const [i, {done, failed}] of batch.entries()) {
        if (problem === undefined) done(taken.has(i) ? 'taken' : 'written')
        else failed(new SentenceError(problem))
      }
    }
    try {
      await writeIndexes(before, problem === undefined ? batch : [], indexes)
      for (const [article, {title, text}] of texts) {
        await writeArticle(db.query, project, article, title, text)
        texts.delete(article)
      }
    } catch {
      for (const [name, {index}] of indexes) {
        const given = sets.get(name)
        sets.set(name, given === undefined ? {index, after: 0} : {...given, index: indexedTogether(index, given.index)})
      }
      for (const [article, text] of texts) if (!articles.has(article)) articles.set(article, text)
    }
  }
  const flush = (): Promise<void> => {
    clearImmediate(scheduled)
    scheduled = undefined
    last = last.then(commit)
    return last
  }
  const reading = async <T>(read: () => Promise<T>, failed: Sentence = message('The project could not be read')): Promise<T> => {
    use()
    if (scheduled !== undefined) void flush()
    await last
    try {
      return await read()
    } catch (error) {
      throw new SentenceError(databaseSentence(failed, error), {cause: error})
    }
  }

  const store: ProjectStore = {
    append: (name, address, update, owners = NO_OWNERS, arrival = arrivedNow()) =>
      new Promise((done, failed) => {
        if (!isSound(update)) {
          failed(new SentenceError(DAMAGED_CHANGE))
          return
        }
        writing()
        appends.push({name, address: JSON.stringify(address), update, owners, arrival, done, failed})
      }),
    load: name =>
      reading(async () => {
        const rows = await recordsOf(db.query, project, name)
        const seq = Number(rows.at(-1)?.seq ?? 0)
        if (seq > (known.get(name) ?? 0)) known.set(name, seq)
        const address = (): DocumentAddress | undefined => rows.map(row => parseAddress(String(row.address))).find(each => each !== undefined)
        return inTurns(
          left.reading(
            name,
            address,
            rows.map(row => wholeBytes(name, row)),
          ),
        )
      }),
    appendAll: documents =>
      flush().then(() => {
        // What is appended meanwhile would wait for the project's row, and not for long enough.
        const working = appendDocuments(db, {project, writer}, documents).then(written => {
          for (const [name, seq] of written) known.set(name, seq)
        })
        last = working.catch(() => undefined)
        return working
      }),
    owners: name => reading(() => readOwners(db.query, project, name)),
    damaged: left.all,
    compact: async (name, state) => {
      use()
      if (!isSound(state)) return refused(message('The document could not be compacted, because the given state is no update. Nothing was changed.'))
      try {
        return await reading(async () => {
          for (let i = 0; i < COMPACTIONS; i++) {
            const done = await compacted(db, project, name, state)
            if (done === 'overtaken') continue
            const before = known.get(name) ?? 0
            if (done.ok && before >= done.value.to) known.set(name, Math.max(before, done.value.seq))
            return done.ok ? ok(null) : done
          }
          return refused(message('The document was not compacted, because another hub is doing it. Nothing was changed.'))
        }, message('The document could not be compacted'))
      } catch (error) {
        return refused(error instanceof Error ? error.message : String(error))
      }
    },
    past: (name, annotation) => reading(() => storedPast(db, project, name, annotation)),
    bringPast: (name, changes) => reading(() => db.tx(query => enterPast(query, project, name, changes)), message('The change could not be saved')),
    documents: () =>
      reading(async () => storedDocuments(await db.query('select name, address from claimlight.document where project = $1 order by first', [project]))),
    changesSince: (cursor, most) => reading(() => readChanges(db.query, project, cursor, most)),
    index: (name, index) => {
      writing()
      sets.set(name, {index: indexedTogether(sets.get(name)?.index, index), after: appends.length})
    },
    unindexed: (words = 0) => reading(() => readUnindexed(db.query, project, words)),
    counts: names => reading(() => readCounts(db.query, project, names)),
    tally: wanted => reading(() => readTally(db.query, project, wanted)),
    rows: (names, wanted, part) => reading(() => readRows(db.query, project, names, wanted, part)),
    rowsOf: (names, ids) => reading(() => readRowsOf(db.query, project, names, ids)),
    uses: () => reading(() => readUses(db.query, project)),
    indexArticle: (article, title, text) => {
      writing()
      articles.set(article, {title, text})
    },
    indexedTitles: () => reading(() => readTitles(db.query, project)),
    search: query => reading(() => searchWords(db.query, project, query)),
    check: (watch = {}) => reading(() => checkRecords(db.query, project, watch)).catch(error => [error instanceof Error ? error.message : String(error)]),
    backup: async path =>
      refused(
        message('The backup {path} was not made, because this project is kept in PostgreSQL. Use pg_dump, or claimlight backup with --postgres.', {path}),
      ),
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
        return soundRecords(rows.flatMap(row => wholeBytes(name, row) ?? [])).updates
      }),
  }
  return {store, log}
}

/** One statement, so that the place and the documents are of the same moment. */
const NEWS = `
  select project.seq as place, news.name, news.address
  from claimlight.project left join (
    select name, min(address) as address, max(seq) as seq from claimlight.record
    where project = $1 and seq > $2 and writer is distinct from $3::uuid group by name) as news on true
  where project.id = $1 order by news.seq`
