import {existsSync, statSync} from 'node:fs'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Database} from './database.ts'
import {openDatabase, textOf} from './database.ts'
import {diskSentence, errorCode, isDamage} from '../disk-problem.ts'
import {WORDS_VERSION} from '../search/search-words.ts'
import {ROWS_VERSION} from '../index/annotation-row.ts'
import {PAST_TABLES} from './store-past.ts'

/** "CLM1": says that a database is a working store of Claimlight. */
const APPLICATION_ID = 0x434c4d31

/** Counted up with every change of the tables, so that an older Claimlight says what is the matter. The second gave annotations rows of another kind. */
const VERSION = 2

/**
 * `record` is the log and all that must never be lost; each record names its document in full, so that what is left of a
 * damaged file can be read without the rest. Every other table of these is rebuildable from it and from the article texts;
 * `document.layers` is the number of rows per layer in `annotation`, kept so that counting reads no rows.
 */
const TABLES = [
  `create table record (seq integer primary key autoincrement, name text not null, address text not null, bytes blob not null, sum integer not null)`,
  `create index record_of_document on record (name, seq)`,
  `create table document (id integer primary key, name text not null unique, address text not null,
    indexed integer not null default 0, layers text not null default '{}')`,
  `create table read_mark (document integer not null, by text not null, state text not null, primary key (document, by)) without rowid`,
  `create table article_text (id integer primary key, article text not null unique, title text not null, text text not null)`,
  `create virtual table article_word using fts5(title, text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0")`,
  `pragma application_id = ${APPLICATION_ID}`,
]

/**
 * Whose the numbers are that documents were written under: not to be made again from the log either. Stores that were made before do not
 * have it, so it is made where it is missing.
 */
const OWNERS = `create table if not exists client_owner (name text not null, client integer not null, person text not null,
  primary key (name, client)) without rowid`

/** By which rule the texts were cut into the words of `article_word`; where it is another, they are indexed anew at the next start. */
const WORDS_RULE = 'create table if not exists words_rule (version integer not null)'

/** By which rule the rows of annotations were made; where it is another, or there are those of a store that was made before, they are made anew. */
const ROWS_RULE = 'create table if not exists rows_rule (version integer not null)'

/** In the words of which mapping the rows of a set are; a column that stores that were made before do not have. */
const WORDS = 'alter table document add column words integer not null default 0'

/** Made where they are missing. */
const LATER_TABLES = [OWNERS, WORDS_RULE, ROWS_RULE, ...PAST_TABLES]

/** `stances`, `body`: of the row, as JSON. `pointer`: which rows that are not removed point at something. */
const ROW_TABLES = [
  'drop table if exists annotation',
  'drop table if exists pointer',
  `create table annotation (document integer not null, id text not null, layer text not null, removed integer not null, start integer not null,
    stances text not null, body text not null, primary key (document, id)) without rowid`,
  // All that rows are counted by, so that nobody reads their bodies for that.
  'create index annotation_in_text on annotation (document, removed, start, id, layer, stances)',
  'create table pointer (kind text not null, target text not null, document integer not null, id text not null, primary key (kind, target, document, id)) without rowid',
  'create index pointer_of_row on pointer (document, id)',
]

/** Each fails when a table or a column is gone. */
const PROBES = [
  'select seq, name, address, bytes, sum from record indexed by record_of_document where name = 0 and seq = 0',
  'select id, name, address, indexed, layers from document where id = 0',
  'select document, by, state from read_mark where document = 0',
  'select id, article, title, text from article_text where id = 0',
  'select rowid from article_word where rowid = 0',
]

export type StoreMode = 'read' | 'write'

/**
 * Bytes up to which the pages of a store are checked whenever it is opened, which takes under half a second; larger ones
 * when asked. Damage in them is noticed where it is read: every record has a checksum.
 */
const CHECKED_AT_OPENING = 64 * 1024 * 1024

/** Opens the database of a store, makes it when there is none (writing only), and refuses what is damaged or not one. */
export function openTables(path: string, mode: StoreMode): Result<Database> {
  const there = existsSync(path)
  if (!there && mode === 'read')
    return refused(message('The working store {path} is not there. Restore it from a backup, or move it back to where it was.', {path}))
  if (there && statSync(path).size === 0) return refused(damaged(path, message('it is empty')))
  let db: Database | undefined
  try {
    db = connect(path, mode)
    const problem = there ? problemOf(db, path) : undefined
    if (problem === undefined && mode === 'write') prepare(db)
    if (problem === undefined) return ok(db)
    db.close()
    return refused(problem)
  } catch (error) {
    db?.close()
    // Every statement used here is right for a store in order: an error in one is the file's.
    return refused(
      isDamage(error) || errorCode(error) === 'SQLITE_ERROR'
        ? damaged(path, message('it cannot be read as a database'))
        : diskSentence(message('The working store {path} could not be opened', {path}), error),
    )
  }
}

function connect(path: string, mode: StoreMode): Database {
  if (mode === 'write') {
    const db = openDatabase(path, 'rw')
    db.all('pragma busy_timeout = 5000')
    return db
  }
  const db = openDatabase(path, 'ro')
  try {
    db.all('pragma busy_timeout = 5000')
    db.get('select count(*) from sqlite_master')
    return db
  } catch (error) {
    db.close()
    const unread = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0
    if (errorCode(error) !== 'SQLITE_CANTOPEN' || unread) throw error
    return openDatabase(path, 'immutable')
  }
}

function problemOf(db: Database, path: string): Message | undefined {
  const id = number(db, 'application_id')
  const version = number(db, 'user_version')
  const tables = Number(db.get('select count(*) as n from sqlite_master')?.n)
  if (statSync(path).size <= CHECKED_AT_OPENING && textOf(db.get('select cast(quick_check as blob) as found from pragma_quick_check(1)')?.found) !== 'ok')
    return damaged(path, message('its parts do not fit together'))
  if (id === 0 && version === 0 && tables === 0) return undefined
  if (id !== APPLICATION_ID)
    return message('{path} is a database of another program, not a working store of Claimlight. Choose a project folder made by Claimlight.', {path})
  if (version > VERSION)
    return message('{path} was written by a newer Claimlight (store version {version}; this one reads up to {known}). Update Claimlight to open it.', {
      path,
      version,
      known: VERSION,
    })
  for (const probe of PROBES) db.get(probe)
  return undefined
}

function prepare(db: Database): void {
  db.all('pragma journal_mode = wal')
  db.all('pragma synchronous = full')
  // Keeps the write-ahead file from staying as large as the largest compaction ever made it.
  db.all(`pragma journal_size_limit = ${16 * 1024 * 1024}`)
  const isMade = number(db, 'application_id') === APPLICATION_ID
  db.tx(() => {
    for (const statement of isMade ? LATER_TABLES : [...TABLES, ...LATER_TABLES]) db.all(statement)
    if (db.get(`select 1 as found from pragma_table_info('document') where name = 'words'`) === undefined) db.all(WORDS)
    db.all(`pragma user_version = ${VERSION}`)
    if (Number(db.get('select max(version) as version from rows_rule')?.version ?? 0) !== ROWS_VERSION) {
      for (const statement of [...ROW_TABLES, 'update document set indexed = 0', 'delete from rows_rule']) db.all(statement)
      db.run('insert into rows_rule (version) values (?)', ROWS_VERSION)
    }
    if (Number(db.get('select max(version) as version from words_rule')?.version ?? 0) === WORDS_VERSION) return
    for (const statement of [`insert into article_word (article_word) values ('delete-all')`, 'delete from article_text', 'delete from words_rule'])
      db.all(statement)
    db.run('insert into words_rule (version) values (?)', WORDS_VERSION)
  })
}

/** Why a store is not for this Claimlight to repair: what it does not know of it would be lost. `copy`: where the store at `path` can be looked into. */
export function repairProblem(copy: string, path: string): Message | undefined {
  try {
    const db = openDatabase(copy, 'ro')
    try {
      const version = number(db, 'user_version')
      if (number(db, 'application_id') !== APPLICATION_ID || version <= VERSION) return undefined
      return message(
        '{path} was written by a newer Claimlight (store version {version}; this one reads up to {known}). Update Claimlight to repair it. Nothing was changed.',
        {path, version, known: VERSION},
      )
    } finally {
      db.close()
    }
  } catch {
    // Too damaged to say.
    return undefined
  }
}

const number = (db: Database, pragma: string): number => Number(db.get(`pragma ${pragma}`)?.[pragma])

const damaged = (path: string, how: Message): Message =>
  message(
    'The working store {path} is damaged: {how}. Nothing was changed. Restore it from a backup, or repair it with “claimlight repair”, which keeps the damaged file and saves all that can still be read.',
    {path, how},
  )
