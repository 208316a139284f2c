import {jsonValue} from '../../core/json/json-text.ts'
import {addressShape} from '../../project/document-address.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {isUpdate, recordSum} from '../document-state.ts'
import type {Database, Row} from '../libsql/database.ts'
import {textOf} from '../libsql/database.ts'

/** One record of the log as read back and found whole. */
export type StoredRecord = {readonly seq: number; readonly name: string; readonly address: DocumentAddress; readonly bytes: Uint8Array}

/** Read as what they should be, whatever a damaged file says they are. */
export const RECORD_COLUMNS = 'seq, cast(name as blob) as name, cast(address as blob) as address, cast(bytes as blob) as bytes, cast(sum as integer) as sum'

/** The records of a document, oldest first. */
export const recordsOf = (db: Database, name: string): readonly Row[] => db.all(`select ${RECORD_COLUMNS} from record where name = ? order by seq`, name)

/** Reads an address column; `undefined` when it is none: it was damaged. */
export const readAddress = (value: unknown): DocumentAddress | undefined => parseAddress(textOf(value))

/** Reads an address as it is kept; `undefined` when it is none. */
export const parseAddress = (text: string): DocumentAddress | undefined => addressShape.safeParse(jsonValue(text)).data

/** The bytes of a record, `undefined` when the checksum says they are not what was written. */
export function readBytes(row: Row): Uint8Array | undefined {
  if (!(row.bytes instanceof ArrayBuffer)) return undefined
  const bytes = new Uint8Array(row.bytes)
  return recordSum(textOf(row.name), bytes) === row.sum ? bytes : undefined
}

/** Reads a record from anything; `undefined` when any part of it is damaged. */
export function readRecord(row: Row): StoredRecord | undefined {
  const bytes = readBytes(row)
  const where = readAddress(row.address)
  if (bytes === undefined || where === undefined || typeof row.seq !== 'number' || !isUpdate(bytes)) return undefined
  return {seq: row.seq, name: textOf(row.name), address: where, bytes}
}
