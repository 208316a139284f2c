import * as z from 'zod'
import type {DocumentAddress} from '../project/document-address.ts'
import {isUpdate, recordSum} from './document-state.ts'
import type {Row} from './database.ts'

/** One record of the log as read back and found whole. */
export type StoredRecord = {readonly seq: number; readonly name: string; readonly address: DocumentAddress; readonly bytes: Uint8Array}

export const RECORD_COLUMNS = 'seq, name, address, bytes, sum'

const owner = z.union([z.literal('team'), z.literal('gold'), z.templateLiteral(['annotator:', z.string()])])
const address: z.ZodType<DocumentAddress> = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('project')}),
  z.object({kind: z.literal('set'), article: z.string(), owner}),
  z.object({kind: z.literal('registry'), owner}),
  z.object({kind: z.literal('discussion'), article: z.string()}),
])

/** `undefined` when the text is no address: it was damaged. */
export function readAddress(text: unknown): DocumentAddress | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return address.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The bytes of a record, `undefined` when the checksum says they are not what was written. */
export function readBytes(row: Row): Uint8Array | undefined {
  if (!(row.bytes instanceof ArrayBuffer) || typeof row.name !== 'string') return undefined
  const bytes = new Uint8Array(row.bytes)
  return recordSum(row.name, bytes) === row.sum ? bytes : undefined
}

/** Reads a record from anything; `undefined` when any part of it is damaged. */
export function readRecord(row: Row): StoredRecord | undefined {
  const bytes = readBytes(row)
  const where = readAddress(row.address)
  if (bytes === undefined || where === undefined || typeof row.seq !== 'number' || typeof row.name !== 'string' || !isUpdate(bytes)) return undefined
  return {seq: row.seq, name: row.name, address: where, bytes}
}
