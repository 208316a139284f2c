import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import {diskSentence} from '../disk-problem.ts'
import {DAMAGED_CHANGE, isSound, recordSum} from '../document-state.ts'
import type {SetIndex} from '../index/annotation-index.ts'
import {indexedTogether} from '../index/annotation-index.ts'
import type {Arrival, NumberOwners} from '../log/document-log.ts'
import {writeOwners} from '../log/number-owners.ts'
import type {Database} from './database.ts'
import {joinFiles} from './store-file.ts'
import {writeSetIndex} from './store-index.ts'
import {writeArrival} from './store-past.ts'
import type {IndexedArticle} from './store-search.ts'
import {writeArticleIndex} from './store-search.ts'
import type {StoreMode} from './store-tables.ts'
import {inTurns} from './turn.ts'

type Append = {
  readonly name: string
  readonly address: string
  readonly update: Uint8Array
  readonly owners: NumberOwners
  readonly arrival: Arrival | null
  readonly done: () => void
  readonly failed: (error: Error) => void
}

/** What waits to be written into one database, together at the end of the turn, and whoever asks it meanwhile. */
export interface StoreWriting {
  append(append: Append): void
  index(name: string, index: SetIndex): void
  indexArticle(article: string, indexed: IndexedArticle): void
  /** Throws where nothing may be written. */
  begin(): void
  /** Asks the database when all that was written before is in it. */
  asking<T>(ask: () => T | Promise<T>): Promise<T>
  /** Writes what waits, and lets go of the file. */
  close(): Promise<void>
}

export function storeWriting(db: Database, mode: StoreMode): StoreWriting {
  let appends: Append[] = []
  let sets = new Map<string, {readonly index: SetIndex; readonly after: number}>()
  let articles = new Map<string, IndexedArticle>()
  let isDue = false
  let open = true
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: while a commit waits for the disk, nothing else may be asked of the database. */
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const working = last.then(work)
    last = working.catch(() => undefined)
    return working
  }
  const begin = (): void => {
    if (!open) throw new Error('This store is closed.')
    if (mode === 'read') throw new Error('This store was opened for reading only.')
    if (isDue) return
    isDue = true
    setImmediate(() => void inTurn(commit))
  }
  /** What failed, or nothing. What can be made again need not be on disk at once; with the next record it is, and the disk is spared a wait. */
  const attempt = async (change: () => void | Promise<void>, isLight = false): Promise<unknown> => {
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
    let problem = await attempt(async () => {
      writeAppends()
      for (const [name, {index, after}] of batch.sets) {
        await inTurns(writeSetIndex(db, name, index, batch.appends.slice(after).filter(append => append.name === name).length))
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
      else failed(new SentenceError(diskSentence(message('The change could not be saved'), problem)))
    }
  }
  const asking = <T>(ask: () => T | Promise<T>): Promise<T> =>
    inTurn(async () => {
      if (!open) throw new Error('This store is closed.')
      if (mode === 'write') await commit()
      return ask()
    })

  return {
    append: append => {
      begin()
      appends.push(append)
    },
    index: (name, index) => {
      begin()
      sets.set(name, {index: indexedTogether(sets.get(name)?.index, index), after: appends.length})
    },
    indexArticle: (article, indexed) => {
      begin()
      articles.set(article, indexed)
    },
    begin,
    asking,
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

export function writeRecord(db: Database, name: string, address: string, update: Uint8Array): void {
  db.run('insert into document (name, address) values (?, ?) on conflict (name) do nothing', name, address)
  db.run('insert into record (name, address, bytes, sum) values (?, ?, ?, ?)', name, address, update, recordSum(name, update))
}

/** Refuses those whose bytes no document could read again. */
function wholeOnes(appends: readonly Append[]): readonly Append[] {
  const damaged = appends.filter(({update}) => !isSound(update))
  for (const {failed} of damaged) failed(new SentenceError(DAMAGED_CHANGE))
  return damaged.length === 0 ? appends : appends.filter(append => !damaged.includes(append))
}
