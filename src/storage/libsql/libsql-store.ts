import {existsSync} from 'node:fs'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {soundSteps} from '../../project/sound-records.ts'
import {searchTerms} from '../../core/text/search-terms.ts'
import type {Database} from './database.ts'
import {diskSentence, errorCode} from '../disk-problem.ts'
import {DAMAGED_CHANGE, isSound} from '../document-state.ts'
import {leftOut} from '../texts/left-out.ts'
import {loggedUpdates} from '../log/logged-past.ts'
import {readOwners} from '../log/number-owners.ts'
import {searchSnippet} from '../search/search-words.ts'
import {pointerCounter} from '../index/pointer-count.ts'
import type {ProjectStore} from '../project-store.ts'
import type {SearchHit} from '../search/article-search.ts'
import {arrivedNow, NO_OWNERS} from '../log/document-log.ts'
import {checkStore} from './store-check.ts'
import {copyOf} from './store-file.ts'
import {storeWriting, writeRecord} from './store-writing.ts'
import {compacted} from './store-compaction.ts'
import {inPages} from './pages.ts'
import {readCounts, readCountsOf} from './store-counts.ts'
import {DOCUMENTS, readDocuments, readUnindexed, writeSetIndex} from './store-index.ts'
import {readRows, readRowsOf, readTally, readUses} from './store-rows.ts'
import {readTexts, readTitles, searchRows} from './store-search.ts'
import {readChanges} from './store-changes.ts'
import {enterPast, storedPast, writeArrival} from './store-past.ts'
import {readAddress, readBytes, recordsOf} from '../log/stored-record.ts'
import type {StoreMode} from './store-tables.ts'
import {openTables} from './store-tables.ts'
import {inTurns, turn} from './turn.ts'

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
  const left = leftOut()
  const writing = storeWriting(db, mode)
  const {asking} = writing
  const reading = <T>(read: () => T): Promise<T> => asking(() => readable(path, read))

  return {
    append: (name, address, update, owners = NO_OWNERS, arrival = arrivedNow()) =>
      new Promise((resolve, failed) => {
        const kept = address.kind === 'set' ? arrival : null
        writing.append({name, address: JSON.stringify(address), update, owners, arrival: kept, done: () => resolve('written'), failed})
      }),
    appendAll: documents =>
      asking(async () => {
        if (mode === 'read') throw new Error('This store was opened for reading only.')
        await db.txUnhurried(async () => {
          for await (const {name, address, update, index} of documents) {
            if (!isSound(update)) throw new SentenceError(DAMAGED_CHANGE)
            writeRecord(db, name, JSON.stringify(address), update)
            if (address.kind === 'set') writeArrival(db, arrivedNow())
            if (index !== undefined) await inTurns(writeSetIndex(db, name, index, 0))
          }
        })
      }).catch(error => {
        throw errorCode(error) === '' ? error : new SentenceError(diskSentence(message('The change could not be saved'), error), {cause: error})
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
      if (!isSound(state)) return refused(message('The document could not be compacted, because the given state is no update. Nothing was changed.'))
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
      writing.begin()
      await asking(() => db.txUnhurried(() => enterPast(db, name, changes)))
    },
    documents: () => reading(() => readDocuments(db.all(`${DOCUMENTS} order by id`))),
    changesSince: (cursor, most) => reading(() => readChanges(db, cursor, most)),
    index: writing.index,
    unindexed: (words = 0) => inPages(from => reading(() => readUnindexed(db, words, from))),
    counts: names => (names === undefined ? inPages(from => reading(() => readCounts(db, from))) : reading(() => readCountsOf(db, names))),
    tally: wanted => inPages(from => reading(() => readTally(db, wanted, from))),
    rows: (names, wanted, part) => reading(() => readRows(db, names, wanted, part)),
    rowsOf: (names, ids) => reading(() => readRowsOf(db, names, ids)),
    uses: () => {
      const counted = pointerCounter()
      return inPages(from => reading(() => readUses(db, from, counted)))
    },
    indexArticle: (article, title, text, words) => writing.indexArticle(article, {title, text, words}),
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
      if (existsSync(to)) return refused(message('The backup was not made, because there is a file at {to} already. Choose another name.', {to}))
      await asking(() => undefined)
      return copyOf(path, to, mode === 'write' ? undefined : db)
    },
    close: writing.close,
  }
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
  errorCode(error) === '' ? error : new SentenceError(diskSentence(message('The working store {path} could not be read', {path}), error), {cause: error})
