import {closeSync, fsyncSync, openSync, renameSync, rmSync} from 'node:fs'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {diskSentence} from '../disk-problem.ts'
import {makePrivateFile} from '../private-files.ts'
import type {Database} from './database.ts'
import {openDatabase} from './database.ts'

/**
 * Brings all into the one file and takes away what lies beside it, so that a closed project can be copied. The driver would do that later, whenever its
 * statements are collected as garbage.
 */
export async function joinFiles(db: Database): Promise<void> {
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
export async function copyOf(path: string, to: string, opened: Database | undefined): Promise<Result<null>> {
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
    return refused(diskSentence(message('The backup {to} could not be made', {to}), error))
  } finally {
    if (opened === undefined) db?.close()
  }
}
