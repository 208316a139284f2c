import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Watch} from '../../core/watch.ts'
import {soundSteps} from '../../project/sound-records.ts'
import {diskSentence} from '../disk-problem.ts'
import {documentTitle} from '../document-state.ts'
import {readAddress, readRecord, RECORD_COLUMNS} from '../log/stored-record.ts'
import {impossibleRecord} from '../texts/left-out.ts'
import type {Database} from './database.ts'
import {openDatabase, textOf} from './database.ts'
import {inTurns, turn} from './turn.ts'

/** Every problem of the file and of its records. `opened`: a connection that nobody writes by; without it one is made, and who writes goes on meanwhile. */
export async function checkStore(path: string, opened: Database | undefined, watch: Watch): Promise<readonly Sentence[]> {
  let db = opened
  try {
    db ??= openDatabase(path, 'ro')
    return [...(await filePages(db, path)), ...(await damagedRecords(db, watch)), ...(await impossibleRecords(db, watch))]
  } catch (error) {
    return [diskSentence(message('The working store {path} could not be checked', {path}), error)]
  } finally {
    if (opened === undefined) db?.close()
  }
}

/** In a thread of the driver's, which gives back no rows: so they are kept in a table that this connection alone sees. */
async function filePages(db: Database, path: string): Promise<readonly Sentence[]> {
  await db.unhurried("drop table if exists temp.found; create temp table found as select integrity_check as line from pragma_integrity_check(20, 'main')")
  return db
    .all('select cast(line as blob) as line from temp.found')
    .map(({line}) => textOf(line))
    .filter(line => line !== 'ok')
    .map(line => message('The working store {path} is damaged ({line}). Close the project and repair it, or restore a backup.', {path, line}))
}

async function damagedRecords(db: Database, {signal, onPart}: Watch): Promise<readonly Sentence[]> {
  const problems: Sentence[] = []
  const seqs = db.all('select seq from record order by seq').map(({seq}) => Number(seq))
  for (const [n, seq] of seqs.entries()) {
    if (signal?.aborted === true) break
    const row = db.get(`select ${RECORD_COLUMNS} from record where seq = ?`, seq)
    if (row !== undefined && readRecord(row) === undefined) {
      const address = readAddress(row.address)
      const where = address === undefined ? message('an unknown document') : documentTitle(address)
      problems.push(message('Record {seq} of {where} is damaged and was left out. A backup made before may still have it; the rest is unharmed.', {seq, where}))
    }
    onPart?.((n + 1) / seqs.length / 2)
    await turn()
  }
  return problems
}

async function impossibleRecords(db: Database, {signal, onPart}: Watch): Promise<readonly Sentence[]> {
  const problems: Sentence[] = []
  const names = db.all('select cast(name as blob) as name from document order by id').map(({name}) => textOf(name))
  for (const [n, name] of names.entries()) {
    if (signal?.aborted === true) break
    const records = db.all(`select ${RECORD_COLUMNS} from record where name = ? order by seq`, name).flatMap(row => readRecord(row) ?? [])
    const {damage} = await inTurns(soundSteps(records.map(({bytes}) => bytes)))
    for (const {record, problem} of damage) {
      const damaged = records[record]
      if (damaged !== undefined) problems.push(impossibleRecord(`${damaged.seq}`, damaged.address, problem))
    }
    onPart?.(0.5 + (n + 1) / names.length / 2)
    await turn()
  }
  return problems
}
