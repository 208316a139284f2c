import {existsSync, readFileSync} from 'node:fs'
import type {Row} from './database.ts'

/** `sqlite.org/fileformat2.html`: the parts of the file format that are needed to find rows without the help of a tree that is damaged. */
const LEAF_OF_TABLE = 0x0d
const FILE_HEADER = 100
const WAL_HEADER = 32
const FRAME_HEADER = 24

/** `size` in bytes, all of them usable: our files reserve none. */
type Pages = {readonly size: number; readonly versions: ReadonlyMap<number, readonly Buffer[]>}

/**
 * Rows of the log found page by page in a damaged database file and its write-ahead file. Rows that were compacted away
 * may be among them, which does no harm: an update applied twice changes nothing. The caller verifies each row's checksum.
 */
export function* rawRecords(path: string): Generator<Row> {
  const pages = pagesOf(path)
  for (const [number, versions] of pages.versions) for (const page of versions) yield* rowsOn(page, number, pages)
}

function pagesOf(path: string): Pages {
  const file = readFileSync(path)
  const wal = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0)
  const claimed = [file.length >= FILE_HEADER ? file.readUInt16BE(16) : 0, wal.length >= WAL_HEADER ? wal.readUInt32BE(8) : 0]
  const size = claimed.find(each => each >= 512 && each <= 32768 && (each & (each - 1)) === 0) ?? 4096
  const versions = new Map<number, Buffer[]>()
  const add = (number: number, page: Buffer): void => {
    const known = versions.get(number)
    if (known === undefined) versions.set(number, [page])
    else known.unshift(page)
  }
  for (let at = 0; at + size <= file.length; at += size) add(at / size + 1, file.subarray(at, at + size))
  for (let at = WAL_HEADER; at + FRAME_HEADER + size <= wal.length; at += FRAME_HEADER + size) {
    add(wal.readUInt32BE(at), wal.subarray(at + FRAME_HEADER, at + FRAME_HEADER + size))
  }
  return {size, versions}
}

function* rowsOn(page: Buffer, number: number, pages: Pages): Generator<Row> {
  const header = number === 1 ? FILE_HEADER : 0
  if (page[header] !== LEAF_OF_TABLE) return
  const count = Math.min(page.readUInt16BE(header + 3), pages.size / 4)
  for (let i = 0; i < count && header + 8 + 2 * i + 2 <= pages.size; i++) {
    for (const newest of [true, false]) {
      const row = rowAt(page, page.readUInt16BE(header + 8 + 2 * i), pages, newest)
      if (row !== undefined) yield row
    }
  }
}

/** `newest`: takes pages that a long row goes on to from the write-ahead file, else from the database file. */
function rowAt(page: Buffer, at: number, pages: Pages, newest: boolean): Row | undefined {
  const length = varint(page, at)
  const key = length === undefined ? undefined : varint(page, length.next)
  if (length === undefined || key === undefined || length.value > 1e9) return undefined
  const payload = payloadAt(page, key.next, length.value, pages, newest)
  const columns = payload === undefined ? undefined : columnsOf(payload)
  if (columns?.length !== 5) return undefined
  const [, name, address, bytes, sum] = columns
  return {seq: key.value, name, address, bytes, sum}
}

function payloadAt(page: Buffer, at: number, length: number, {size, versions}: Pages, newest: boolean): Buffer | undefined {
  const most = size - 35
  const least = Math.floor(((size - 12) * 32) / 255) - 23
  const split = least + ((length - least) % (size - 4))
  const local = length <= most ? length : split <= most ? split : least
  if (at + local > page.length) return undefined
  const parts = [page.subarray(at, at + local)]
  let left = length - local
  let next = left > 0 && at + local + 4 <= page.length ? page.readUInt32BE(at + local) : 0
  while (left > 0) {
    const known = versions.get(next)
    const onward = newest ? known?.[0] : known?.at(-1)
    if (onward === undefined) return undefined
    const taken = Math.min(left, size - 4)
    parts.push(onward.subarray(4, 4 + taken))
    left -= taken
    next = onward.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

function columnsOf(payload: Buffer): unknown[] | undefined {
  const header = varint(payload, 0)
  if (header === undefined || header.value > payload.length || header.value > 64) return undefined
  const columns: unknown[] = []
  let value = header.value
  for (let at = header.next; at < header.value; ) {
    const type = varint(payload, at)
    if (type === undefined) return undefined
    at = type.next
    const size = sizeOf(type.value)
    if (value + size > payload.length) return undefined
    columns.push(columnOf(payload, value, type.value, size))
    value += size
  }
  return columns
}

const sizeOf = (type: number): number => (type >= 12 ? (type - (type % 2) - 12) >> 1 : ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0))

function columnOf(payload: Buffer, at: number, type: number, size: number): unknown {
  const bytes = payload.subarray(at, at + size)
  if (type >= 12) return new Uint8Array(bytes).buffer
  if (type === 8 || type === 9) return type - 8
  if (type >= 1 && type <= 5) return bytes.readIntBE(0, size)
  return null
}

function varint(buffer: Buffer, at: number): {readonly value: number; readonly next: number} | undefined {
  let value = 0
  for (let i = 0; i < 9; i++) {
    const byte = buffer[at + i]
    if (byte === undefined) return undefined
    value = i === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f)
    if (byte < 0x80 || i === 8) return {value, next: at + i + 1}
  }
  return undefined
}
