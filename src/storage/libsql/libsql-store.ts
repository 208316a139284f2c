import {closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync} from 'node:fs'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {soundSteps} from '../../project/sound-records.ts'
import {searchTerms} from '../../core/text/search-terms.ts'
import type {Database} from './database.ts'
import {openDatabase} from './database.ts'
import {diskSentence, errorCode} from '../disk-problem.ts'
import {DAMAGED_CHANGE, isSound, recordSum} from '../document-state.ts'
import {leftOut} from '../texts/left-out.ts'
import {loggedUpdates} from '../log/logged-past.ts'
import {makePrivateFile} from '../private-files.ts'
import {readOwners, writeOwners} from '../log/number-owners.ts'
import {searchSnippet} from '../search/search-words.ts'
import type {Arrival, NumberOwners} from '../log/document-log.ts'
import type {ProjectStore} from '../project-store.ts'
import type {SearchHit} from '../search/article-search.ts'
import type {SetIndex} from '../index/annotation-index.ts'
import {indexedTogether} from '../index/annotation-index.ts'
import {arrivedNow, NO_OWNERS} from '../log/document-log.ts'
import {checkStore} from './store-check.ts'
import {compacted} from './store-compaction.ts'
import {inPages} from './pages.ts'
import {readCounts, readCountsOf} from './store-counts.ts'
import {DOCUMENTS, readDocuments, readUnindexed, writeSetIndex} from './store-index.ts'
import {readRows, readRowsOf, readTally, readUses} from './store-rows.ts'
import type {IndexedArticle} from './store-search.ts'
import {readTexts, readTitles, searchRows, writeArticleIndex} from './store-search.ts'
import {readChanges} from './store-changes.ts'
import {enterPast, storedPast, writeArrival} from './store-past.ts'
import {readAddress, readBytes, recordsOf} from '../log/stored-record.ts'
import type {StoreMode} from './store-tables.ts'
import {openTables} from './store-tables.ts'
import {inTurns, turn} from './turn.ts'

type Append = {
  readonly name: string
  readonly address: string
  readonly update: Uint8Array
  readonly owners: NumberOwners
  readonly arrival: Arrival | null
  readonly done: () => void
  readonly failed: (error: Error) => void
}

/**
 * Opens a project's working store; makes it when the path does not exist and `mode` is `write`. Refuses a damaged file
 * and never deletes one. A second writer is the caller's to prevent (`project-lock.ts`). While a store is open, its file
 * must not be opened by `node:fs` in the same process: closing that handle would drop SQLite's locks.
 */
export function openStore(path: string, mode: StoreMode = 'write'): Result<ProjectStore> {
  const opened = openTables(path, mode)
  return opened.ok ? ok(libsqlStore(opened.value, path, mode)) : opened
}

function libsqlStore(db: Database, path: string, mode: StoreMode): ProjectStore {
  let appends: Append[] = []
  let sets = new Map<string, {readonly index: SetIndex; readonly after: number}>()
  let articles = new Map<string, IndexedArticle>()
  let isDue = false
  let open = true
  let last: Promise<unknown> = Promise.resolve()
  const left = leftOut()

  /** One after the other: while a commit waits for the disk, nothing else may be asked of the database. */
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const working = last.then(work)
    last = working.catch(() => undefined)
    return working
  }
  const writing = (): void => {
    if (!open) throw new Error('This store is closed.')
    if (mode === 'read') throw new Error('This store was opened for reading only.')
    if (isDue) return
    isDue = true
    setImmediate(() => void inTurn(commit))
  }
  /** What failed, or nothing. What can be made again need not be on disk at once; with the next record it is, and the disk is spared a wait. */
  const attempt = async (change: () => void, isLight = false): Promise<unknown> => {
    try {
      if (isLight) db.all('pragma synchronous = normal')
      await db.txUnhurried(change)
      return undefined
    } catch (error) {
      return error ?? new Error('unknown')
    } finally {
      if (isLight) db.all('pragma synchronous = full')
    }
  }

  /** Appends and index rows in one transaction; when that fails, the appends alone, and the index waits for the next time. */
  const commit = async (): Promise<void> => {
    isDue = false
    const batch = {appends, sets, articles}
    const waiting = sets.size > 0 || articles.size > 0
    if (appends.length === 0 && !waiting) return
    const whole = wholeOnes(appends)
    appends = []
    sets = new Map()
    articles = new Map()
    const writeAppends = (): void => {
      for (const {name, address, update, owners, arrival} of whole) {
        writeRecord(db, name, address, update)
        if (arrival !== null) writeArrival(db, arrival)
        writeOwners(db, name, owners)
      }
    }
    let problem = await attempt(() => {
      writeAppends()
      for (const [name, {index, after}] of batch.sets) {
        writeSetIndex(db, name, index, batch.appends.slice(after).filter(append => append.name === name).length)
      }
      for (const [article, indexed] of batch.articles) writeArticleIndex(db, article, indexed)
    }, whole.length === 0)
    if (problem !== undefined) {
      // What was given again meanwhile is newer.
      for (const [name, {index}] of batch.sets) {
        const given = sets.get(name)
        sets.set(name, given === undefined ? {index, after: 0} : {...given, index: indexedTogether(index, given.index)})
      }
      articles = new Map([...batch.articles, ...articles])
      if (waiting && whole.length > 0) problem = await attempt(writeAppends)
    }
    for (const {done, failed} of whole) {
      if (problem === undefined) done()
      else failed(new Error(diskSentence('The change could not be saved', problem)))
    }
  }
  /** Asks the database when all that was written before is in it. */
  const asking = <T>(ask: () => T | Promise<T>): Promise<T> =>
    inTurn(async () => {
      if (!open) throw new Error('This store is closed.')
      if (mode === 'write') await commit()
      return ask()
    })
  const reading = <T>(read: () => T): Promise<T> => asking(() => readable(path, read))

  return {
    append: (name, address, update, owners = NO_OWNERS, arrival = arrivedNow()) =>
      new Promise((resolve, failed) => {
        writing()
        const kept = address.kind === 'set' ? arrival : null
        appends.push({name, address: JSON.stringify(address), update, owners, arrival: kept, done: () => resolve('written'), failed})
      }),
    appendAll: documents =>
      asking(async () => {
        if (mode === 'read') throw new Error('This store was opened for reading only.')
        await db.txUnhurried(async () => {
          for await (const {name, address, update, index} of documents) {
            if (!isSound(update)) throw new Error(DAMAGED_CHANGE)
            writeRecord(db, name, JSON.stringify(address), update)
            if (address.kind === 'set') writeArrival(db, arrivedNow())
            if (index !== undefined) writeSetIndex(db, name, index, 0)
          }
        })
      }).catch(error => {
        throw errorCode(error) === '' ? error : new Error(diskSentence('The change could not be saved', error), {cause: error})
      }),
    owners: name => reading(() => readOwners(db, name)),
    load: async name => {
      const rows = await reading(() => recordsOf(db, name).map(row => ({bytes: readBytes(row), address: row.address})))
      const address = (): DocumentAddress | undefined => rows.map(row => readAddress(row.address)).find(each => each !== undefined)
      return inTurns(
        left.reading(
          name,
          address,
          rows.map(({bytes}) => bytes),
        ),
      )
    },
    damaged: left.all,
    compact: async (name, state) => {
      if (mode === 'read') throw new Error('This store was opened for reading only.')
      if (!isSound(state)) return refused('The document could not be compacted, because the given state is no update. Nothing was changed.')
      return asking(() => compacted(db, name, state))
    },
    past: async (name, annotation) => {
      const {changes, records} = await reading(() => storedPast(db, name, annotation))
      const sound = await inTurns(soundSteps(records.map(({bytes}) => bytes)))
      return {
        changes,
        log: loggedUpdates(
          sound,
          records.map(({arrival}) => arrival),
        ),
      }
    },
    bringPast: async (name, changes) => {
      writing()
      await asking(() => db.txUnhurried(() => enterPast(db, name, changes)))
    },
    documents: () => reading(() => readDocuments(db.all(`${DOCUMENTS} order by id`))),
    changesSince: (cursor, most) => reading(() => readChanges(db, cursor, most)),
    index: (name, index) => {
      writing()
      sets.set(name, {index: indexedTogether(sets.get(name)?.index, index), after: appends.length})
    },
    unindexed: (words = 0) => inPages(from => reading(() => readUnindexed(db, words, from))),
    counts: names => (names === undefined ? inPages(from => reading(() => readCounts(db, from))) : reading(() => readCountsOf(db, names))),
    tally: wanted => inPages(from => reading(() => readTally(db, wanted, from))),
    rows: (names, wanted, part) => reading(() => readRows(db, names, wanted, part)),
    rowsOf: (names, ids) => reading(() => readRowsOf(db, names, ids)),
    uses: () => inPages(from => reading(() => readUses(db, from))),
    indexArticle: (article, title, text, words) => {
      writing()
      articles.set(article, {title, text, words})
    },
    indexedTitles: async () => new Map(await inPages(from => reading(() => readTitles(db, from)))),
    search: async query => {
      const shown = searchTerms(query)
      const hits: SearchHit[] = []
      // Nobody waits for the store while snippets are cut.
      for (let rows = await reading(() => searchRows(db, query)); rows.length > 0; ) {
        const {found, next} = await reading(() => readTexts(db, rows))
        for (const {article, text} of found) {
          hits.push({article, ...searchSnippet(text, shown)})
          await turn()
        }
        rows = rows.slice(next)
      }
      return hits
    },
    check: async (watch = {}) => {
      await asking(() => undefined)
      return checkStore(path, mode === 'write' ? undefined : db, watch)
    },
    backup: async to => {
      if (existsSync(to)) return refused(`The backup was not made, because there is a file at ${to} already. Choose another name.`)
      await asking(() => undefined)
      return copyOf(path, to, mode === 'write' ? undefined : db)
    },
    close: () =>
      inTurn(async () => {
        if (!open) return
        if (mode === 'write') {
          await commit()
          await joinFiles(db)
        }
        open = false
        db.close()
      }),
  }
}

function writeRecord(db: Database, name: string, address: string, update: Uint8Array): void {
  db.run('insert into document (name, address) values (?, ?) on conflict (name) do nothing', name, address)
  db.run('insert into record (name, address, bytes, sum) values (?, ?, ?, ?)', name, address, update, recordSum(name, update))
}

/** Refuses those whose bytes no document could read again. */
function wholeOnes(appends: readonly Append[]): readonly Append[] {
  const damaged = appends.filter(({update}) => !isSound(update))
  for (const {failed} of damaged) failed(new Error(DAMAGED_CHANGE))
  return damaged.length === 0 ? appends : appends.filter(append => !damaged.includes(append))
}

/** The one thing that can go wrong while reading an open store is a disk that fails under it. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw unreadable(path, error)
  }
}

const unreadable = (path: string, error: unknown): unknown =>
  errorCode(error) === '' ? error : new Error(diskSentence(`The working store ${path} could not be read`, error), {cause: error})

/**
 * Brings all into the one file and takes away what lies beside it, so that a closed project can be copied. The driver would do that later, whenever its
 * statements are collected as garbage.
 */
async function joinFiles(db: Database): Promise<void> {
  try {
    await db.unhurried('pragma wal_checkpoint(truncate)')
    // Where somebody reads beside, it stays as it is for her.
    db.all('pragma busy_timeout = 0')
    await db.unhurried('pragma journal_mode = delete')
    // The files come back with the first statement after this.
    await db.unhurried('pragma journal_mode = wal')
  } catch {
    // A full disk, or a reader: the write-ahead file stays and is taken up when the store is opened again.
  }
}

/** By a connection of its own where there is a writer: it writes on while the copy is made. */
async function copyOf(path: string, to: string, opened: Database | undefined): Promise<Result<null>> {
  const unfinished = `${to}.unfinished`
  let db = opened
  try {
    rmSync(unfinished, {force: true})
    makePrivateFile(unfinished)
    db ??= openDatabase(path, 'ro')
    await db.unhurried(`vacuum into '${unfinished.replaceAll("'", "''")}'`)
    const file = openSync(unfinished, 'r+')
    fsyncSync(file)
    closeSync(file)
    renameSync(unfinished, to)
    return ok(null)
  } catch (error) {
    rmSync(unfinished, {force: true})
    return refused(diskSentence(`The backup ${to} could not be made`, error))
  } finally {
    if (opened === undefined) db?.close()
  }
}
