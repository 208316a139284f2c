import {closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {soundRecords} from '../../project/sound-records.ts'
import type {Database} from './database.ts'
import {openDatabase} from './database.ts'
import {diskSentence} from '../disk-problem.ts'
import {recordSum} from '../document-state.ts'
import {otherThanFile} from '../texts/plain-file.ts'
import {allOwners, writeOwners} from '../log/number-owners.ts'
import {makeFilePrivate} from '../private-files.ts'
import {lockProject} from '../project-lock.ts'
import {rawRecords} from './raw-records.ts'
import type {NumberOwners} from '../log/document-log.ts'
import {salvagedPast, writeSalvagedPast} from './store-past.ts'
import type {StoredRecord} from '../log/stored-record.ts'
import {readAddress, readRecord, RECORD_COLUMNS} from '../log/stored-record.ts'
import {openTables, repairProblem} from './store-tables.ts'

/** `kept`: the damaged file under its new name. `cut`: records from which something was taken that no document can hold. `saved` of `of` records of the log could be read; `of` counts those that left a trace; `certain`: there were no others. */
export type Salvaged = {
  readonly kept: string
  readonly saved: number
  readonly of: number
  readonly certain: boolean
  readonly cut: number
  readonly sentences: readonly Message[]
}

/**
 * Makes a working store anew from what can be read of a damaged one, which is kept beside it. Index and search are to be
 * filled again (`unindexed`). Refused, and nothing changed, when a newer Claimlight
 * wrote it, the project is open or the disk is full.
 */
export function salvageStore(path: string): Result<Salvaged> {
  if (!existsSync(path)) return refused(message('The working store {path} is not there, so there is nothing to repair. Restore it from a backup.', {path}))
  for (const file of [path, `${path}-wal`, join(dirname(path), 'write.lock')]) {
    const odd = existsSync(file) ? otherThanFile(statSync(file)) : undefined
    if (odd !== undefined)
      return refused(message('{file} is no file of a working store. {odd} Put it elsewhere and restore the store from a backup.', {file, odd}))
  }
  const release = lockProject(join(dirname(path), 'write.lock'))
  if (!release.ok) return release
  const made = `${path}.unfinished`
  const examined = `${path}.examined`
  const discard = (): void => {
    for (const file of [made, examined]) for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, {force: true})
  }
  try {
    const kept = `${path.replace(/\.db$/, '')}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}.db`
    discard()
    // SQLite reads a copy of its own: it deletes the write-ahead file of a database that it takes for an empty one.
    const copyTo = (copy: string): void => {
      for (const end of ['', '-wal']) if (existsSync(`${path}${end}`)) copyDurably(`${path}${end}`, `${copy}${end}`)
    }
    copyTo(examined)
    const problem = repairProblem(examined, path)
    if (problem !== undefined) return refused(problem)
    copyTo(kept)
    const {records, beside, of, certain} = readDamaged(kept, examined)
    const {sound, cut} = withoutImpossible(records)
    writeAnew(made, sound, beside)
    copyDurably(made, `${path}.repaired`)
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
    renameSync(`${path}.repaired`, path)
    const saved = records.length
    const all = certain && saved === of
    const count = all
      ? message('All {of, plural, one {# record} other {# records}} could be saved.', {of})
      : certain
        ? message('{saved, number} of {of, plural, one {# record} other {# records}} could be saved.', {saved, of})
        : message('{saved, number} of at least {of, plural, one {# record} other {# records}} could be saved.', {saved, of})
    const sentences = [
      message('The working store has been made anew.'),
      count,
      ...(cut === 0
        ? []
        : [
            message(
              '{cut, plural, one {From one of them something was taken that no document can hold; the document it belongs to can be read again.} other {From # of them something was taken that no document can hold; the documents they belong to can be read again.}}',
              {cut},
            ),
          ]),
      message('The file as it was is kept as {kept}.', {kept}),
      ...(all ? [] : [message('If you have a backup or a colleague has the project, bring in what is missing from there.')]),
    ]
    return ok({
      kept,
      saved,
      of,
      certain,
      cut,
      sentences,
    })
  } catch (error) {
    return refused(diskSentence(message('The working store {path} could not be repaired', {path}), error))
  } finally {
    discard()
    release.value()
  }
}

/** The records of each document as it can be read; what is taken out of them is in the file that is kept. */
function withoutImpossible(records: readonly StoredRecord[]): {readonly sound: readonly StoredRecord[]; readonly cut: number} {
  const sound: StoredRecord[] = []
  let cut = 0
  const documents = new Map<string, StoredRecord[]>()
  for (const record of records) {
    const ofDocument = documents.get(record.name)
    if (ofDocument === undefined) documents.set(record.name, [record])
    else ofDocument.push(record)
  }
  for (const ofDocument of documents.values()) {
    const {byRecord, damage} = soundRecords(ofDocument.map(({bytes}) => bytes))
    cut += damage.length
    for (const [at, bytes] of byRecord.entries()) {
      const record = ofDocument[at]
      if (record !== undefined && bytes !== undefined) sound.push({...record, bytes})
    }
  }
  return {sound: sound.sort((a, b) => a.seq - b.seq), cut}
}

/** What is kept beside the records and cannot be made again. */
type Beside = {readonly owners: ReadonlyMap<string, NumberOwners>; readonly past: ReturnType<typeof salvagedPast>}

function readDamaged(
  kept: string,
  examined: string,
): {readonly records: readonly StoredRecord[]; readonly beside: Beside; readonly of: number; readonly certain: boolean} {
  const records = new Map<number, StoredRecord>()
  const expected = new Set<number>()
  let complete = false
  let beside: Beside = {owners: new Map(), past: {arrivals: new Map(), changes: new Map()}}
  try {
    const db = openDatabase(examined, 'ro')
    complete = readByDatabase(db, records, expected)
    beside = {owners: allOwners(db), past: salvagedPast(db)}
    db.close()
  } catch {
    complete = false
  }
  if (!complete || [...expected].some(seq => !records.has(seq))) {
    for (const row of rawRecords(kept)) {
      const record = readRecord(row)
      if (record !== undefined && !records.has(record.seq)) records.set(record.seq, record)
      if (typeof row.seq === 'number' && readAddress(row.address) !== undefined) expected.add(row.seq)
    }
  }
  return {records: [...records.values()].sort((a, b) => a.seq - b.seq), beside, of: expected.size, certain: complete}
}

/** Whether the database could name all its records; each is then read by itself, so that one bad page costs no other row. */
function readByDatabase(db: Database, records: Map<number, StoredRecord>, expected: Set<number>): boolean {
  const lists = ['select seq from record indexed by record_of_document', 'select seq from record not indexed']
  const read = lists.map(list => {
    try {
      for (const {seq} of db.all(list)) if (typeof seq === 'number') expected.add(seq)
      return true
    } catch {
      return false
    }
  })
  for (const seq of expected) {
    try {
      const row = db.get(`select ${RECORD_COLUMNS} from record where seq = ?`, seq)
      const record = row === undefined ? undefined : readRecord(row)
      if (record !== undefined) records.set(seq, record)
    } catch {
      // Found page by page afterwards, if at all.
    }
  }
  return read.every(Boolean)
}

function writeAnew(path: string, records: readonly StoredRecord[], {owners, past}: Beside): void {
  const opened = openTables(path, 'write')
  if (!opened.ok) throw new Error(`${opened.error}`)
  const db = opened.value
  try {
    db.tx(() => {
      for (const {seq, name, address, bytes} of records) {
        const text = JSON.stringify(address)
        db.run('insert into document (name, address) values (?, ?) on conflict (name) do nothing', name, text)
        db.run('insert into record (seq, name, address, bytes, sum) values (?, ?, ?, ?, ?)', seq, name, text, bytes, recordSum(name, bytes))
      }
      for (const [name, ofDocument] of owners) writeOwners(db, name, ofDocument)
      writeSalvagedPast(db, past, new Set(records.map(({seq}) => seq)))
    })
    db.all('pragma wal_checkpoint(truncate)')
  } finally {
    db.close()
  }
}

function copyDurably(from: string, to: string): void {
  // A copy has the rights of what it is made of.
  makeFilePrivate(from)
  copyFileSync(from, to)
  makeFilePrivate(to)
  const file = openSync(to, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
