import {createHash} from 'node:crypto'
import {LARGEST_FILE, LARGEST_UNPACKED} from './bounds.ts'
import type {Key} from './passphrase-key.ts'
import {decrypt} from './passphrase-key.ts'
import type {ByteSource} from './pieces.ts'
import {openPieces, sealInPieces} from './pieces.ts'
import type {SegmentBody} from './segment-body.ts'
import {packBody, unpackBody, unpackPieces} from './segment-body.ts'

/**
 * What one writer put into the share at one go. `seq` counts a writer's segments from 1; no order follows from it, Yjs
 * brings its own. `id` is `<seq, 8 digits>-<first 16 hex of the sha256 of the file>`.
 */
export type Segment = SegmentBody & {readonly writer: string; readonly seq: number; readonly id: string}

/** Why bytes are no segment of this share. `unfinished`: cut short, still being copied, or damaged; tried again later. `large`: it would take too much memory. */
export type SegmentProblem = 'unfinished' | 'newer' | 'foreign' | 'large'

/** 1: encrypted at one go, read but not written any more. 2: in pieces. */
const VERSION = 2

const MAGIC = Buffer.from('CLSG')
const ID = /^(\d{8}-[0-9a-f]{16})/
const WRITER = /^[A-Za-z0-9_-]{1,80}$/

export const isWriter = (text: string): boolean => WRITER.test(text)

export const segmentId = (seq: number, bytes: Uint8Array): string => idOf(seq, createHash('sha256').update(bytes).digest('hex'))

const idOf = (seq: number, sha256: string): string => `${String(seq).padStart(8, '0')}-${sha256.slice(0, 16)}`

export const segmentName = (id: string, level: number): string => `${id}.${level === 0 ? 'segment' : 'snapshot'}`

/** The id a file name begins with, whatever a conflict tool put behind it. */
export const idInName = (name: string): string | undefined => ID.exec(name)?.[1]

type Header = {readonly share: string; readonly writer: string; readonly seq: number}

/** `CLSG ‖ u8 version ‖ share id (16) ‖ u32 seq ‖ u8 length ‖ writer`: in clear, and authenticated with what follows. */
function formatHeader({share, writer, seq}: Header): Buffer {
  const numbers = Buffer.alloc(5)
  numbers.writeUInt32BE(seq)
  numbers.writeUInt8(writer.length, 4)
  return Buffer.concat([MAGIC, Buffer.from([VERSION]), Buffer.from(share, 'hex'), numbers, Buffer.from(writer, 'latin1')])
}

export async function formatSegment(key: Key, header: Header, body: SegmentBody): Promise<Uint8Array> {
  const clear = formatHeader(header)
  const {packed, unpackedSize} = await packBody(body)
  return Buffer.concat([clear, await sealInPieces(key, packed, unpackedSize, clear)])
}

type Reading = {readonly share: string; readonly key: Key; readonly source: ByteSource; readonly claimedId?: string | undefined}

/** Reads a file in parts; `claimedId` is the id in its name, if there is one. Nothing is unpacked that was not made with the key. */
export async function parseSegment(given: Reading): Promise<Segment | SegmentProblem> {
  const {source, claimedId} = given
  if (source.size > LARGEST_FILE) return 'large'
  const sha256 = await hashOf(source)
  if (claimedId !== undefined && claimedId !== idOf(Number(claimedId.slice(0, 8)), sha256)) return 'unfinished'
  const start = await source.read(0, LONGEST_HEADER)
  if (start.length < 26 || !start.subarray(0, 4).equals(MAGIC)) return 'foreign'
  const version = start.readUInt8(4)
  if (version > VERSION) return 'newer'
  const header = {share: start.toString('hex', 5, 21), seq: start.readUInt32BE(21)}
  const clear = start.subarray(0, 26 + start.readUInt8(25))
  const writer = clear.toString('latin1', 26)
  if (header.share !== given.share || !isWriter(writer)) return 'foreign'
  const body = version === 1 ? await bodyAtOneGo(given, clear) : await bodyInPieces(given, clear)
  if (body === 'sealed otherwise') return claimedId === undefined ? 'unfinished' : 'foreign'
  if (body === undefined) return 'foreign'
  return body === 'large' ? body : {...body, writer, seq: header.seq, id: idOf(header.seq, sha256)}
}

/** Read at a time where nothing is kept. Bytes. */
const CHUNK = 1 << 20
const LONGEST_HEADER = 26 + 255

async function hashOf(source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < source.size; at += CHUNK) hash.update(await source.read(at, Math.min(CHUNK, source.size - at)))
  return hash.digest('hex')
}

type Body = SegmentBody | 'sealed otherwise' | 'large' | undefined

async function bodyAtOneGo({key, source}: Reading, clear: Buffer): Promise<Body> {
  const plain = await decrypt(key, await source.read(clear.length, source.size - clear.length), clear)
  return plain === undefined ? 'sealed otherwise' : unpackBody(plain, LARGEST_UNPACKED)
}

async function bodyInPieces({key, source}: Reading, clear: Buffer): Promise<Body> {
  const opened = await openPieces(key, source, clear.length, clear)
  if (opened === undefined) return 'sealed otherwise'
  if (opened.unpackedSize > LARGEST_UNPACKED) return 'large'
  try {
    return await unpackPieces(opened.pieces(), opened.unpackedSize)
  } catch {
    return 'sealed otherwise'
  }
}
