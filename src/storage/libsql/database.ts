import {existsSync} from 'node:fs'
import {pathToFileURL} from 'node:url'
import Libsql from 'libsql'
import Unhurried from 'libsql/promise'
import {makePrivateFile} from '../private-files.ts'

export type Value = string | number | null | Uint8Array

/**
 * The ways this room speaks to libsql. Values are always bound as one array: a lone Buffer argument aborts the
 * process. Numbers are bound as REAL, so they must not stand after LIMIT. Text that is not UTF-8,
 * as a damaged file has it, aborts the process too: text columns are read as `cast(… as blob)` and turned back by `textOf`.
 */
export interface Database {
  run(sql: string, ...values: readonly Value[]): void
  get(sql: string, ...values: readonly Value[]): Row | undefined
  all(sql: string, ...values: readonly Value[]): readonly Row[]
  /** One transaction, taken for writing at once. Whatever is thrown undoes it. */
  tx<T>(change: () => T): T
  /**
   * As {@link Database.tx}, with the wait for the disk in a thread of the driver's. Until it settles nothing may be asked of
   * this database: the question would hold the event loop for as long as the disk takes.
   */
  txUnhurried<T>(change: () => T | Promise<T>): Promise<T>
  /** Runs a statement that takes long in a thread of the driver's; the same holds until it settles. */
  unhurried(sql: string): Promise<void>
  /** The file is let go of only when the driver's statements are collected as garbage; its locks are let go of at once. */
  close(): void
}

/** A row as the file has it: in a damaged one a column can hold anything. */
export type Row = {readonly [column: string]: unknown}

/** The text of a column that was read as a blob; damaged characters become U+FFFD. */
export const textOf = (value: unknown): string => (value instanceof ArrayBuffer ? new TextDecoder('utf-8', {ignoreBOM: true}).decode(value) : '')

/** `rw` makes the file when it is absent; `ro` reads beside a writer; `immutable` reads from a medium that cannot be written. */
export function openDatabase(path: string, mode: 'rw' | 'ro' | 'immutable'): Database {
  const url = pathToFileURL(path).href
  if (mode === 'rw' && !existsSync(path)) makePrivateFile(path)
  const driver = new Libsql(mode === 'rw' ? path : mode === 'ro' ? `${url}?mode=ro` : `${url}?immutable=1`)
  const statements = new Map<string, Libsql.Statement>()
  const prepared = (sql: string): Libsql.Statement => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = driver.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  // Both classes of the driver are thin shells about the same handle, and only one of them has statements that wait elsewhere.
  const unhurried = async (sql: string): Promise<void> => Unhurried.prototype.exec.call(driver, sql)
  const undo = (): void => {
    if (driver.inTransaction) driver.exec('rollback')
  }
  return {
    run: (sql, ...values) => void prepared(sql).run(values),
    get: (sql, ...values) => prepared(sql).all(values)[0] as Row | undefined,
    all: (sql, ...values) => prepared(sql).all(values) as Row[],
    tx: change => {
      driver.exec('begin immediate')
      try {
        const value = change()
        driver.exec('commit')
        return value
      } catch (error) {
        undo()
        throw error
      }
    },
    txUnhurried: async change => {
      driver.exec('begin immediate')
      try {
        const value = await change()
        await unhurried('commit')
        return value
      } catch (error) {
        undo()
        throw error
      }
    },
    unhurried,
    close: () => {
      // The driver aborts the process when a closed database is asked for anything.
      if (!driver.open) return
      undo()
      statements.clear()
      driver.close()
    },
  }
}
