import {rmSync} from 'node:fs'
import {hostname} from 'node:os'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Database, Row} from './libsql/database.ts'
import {openDatabase, textOf} from './libsql/database.ts'
import {diskSentence, isBusy, isDamage} from './disk-problem.ts'

/**
 * Holds a project for one writer. It is a write transaction that stays open on a database of its own: the operating
 * system lets go of it when the process dies, however it dies, so no stale lock is ever left and no pid is compared.
 */
export function lockProject(path: string): Result<() => void> {
  try {
    return lock(path)
  } catch (error) {
    if (!isDamage(error)) return refused(diskSentence(message('The lock file {path} could not be made', {path}), error))
    rmSync(path, {force: true})
  }
  try {
    return lock(path)
  } catch (error) {
    return refused(diskSentence(message('The lock file {path} could not be made', {path}), error))
  }
}

function lock(path: string): Result<() => void> {
  const db = openDatabase(path, 'rw')
  try {
    // Long enough for another process to write down who it is; one that keeps the project is told apart after that.
    db.all('pragma busy_timeout = 300')
    db.all('pragma synchronous = off')
    db.tx(() => {
      db.run('create table if not exists holder (pid integer, host text, since text)')
      db.run('delete from holder')
      db.run('insert into holder (pid, host, since) values (?, ?, ?)', process.pid, hostname(), new Date().toISOString())
    })
    db.run('begin immediate')
    return ok(() => db.close())
  } catch (error) {
    const holder = isBusy(error) ? holderOf(db) : undefined
    db.close()
    if (!isBusy(error)) throw error
    const who = holder === undefined ? '' : ` (process ${String(holder.pid)} on ${textOf(holder.host)}, since ${textOf(holder.since)})`
    return refused(
      message('The project is already open for writing in another window or program{who}. Go on there, or close it there and open it again here.', {who}),
    )
  }
}

function holderOf(db: Database): Row | undefined {
  try {
    return db.get('select cast(pid as integer) as pid, cast(host as blob) as host, cast(since as blob) as since from holder')
  } catch {
    return undefined
  }
}
