import {createHash} from 'node:crypto'
import type {Key} from './passphrase-key.ts'
import {decrypt, encrypt} from './passphrase-key.ts'
import type {SegmentBody} from './segment-body.ts'
import {formatBody, parseBody} from './segment-body.ts'
import {FORMAT_VERSION} from './share-lock.ts'

/**
 * What one writer put into the share at one go. `seq` counts a writer's segments from 1; no order follows from it, Yjs
 * brings its own. `id` is `<seq, 8 digits>-<first 16 hex of the sha256 of the file>`.
 */
export type Segment = SegmentBody & {readonly writer: string; readonly seq: number; readonly id: string}

/** Why bytes are no segment of this share. `unfinished`: cut short, still being copied, or damaged; tried again later. */
export type SegmentProblem = 'unfinished' | 'newer' | 'foreign'

const MAGIC = Buffer.from('CLSG')
const ID = /^(\d{8}-[0-9a-f]{16})/
const WRITER = /^[A-Za-z0-9_-]{1,80}$/

export const isWriter = (text: string): boolean => WRITER.test(text)

export const segmentId = (seq: number, bytes: Uint8Array): string =>
  `${String(seq).padStart(8, '0')}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`

export const segmentName = (id: string, level: number): string => `${id}.${level === 0 ? 'segment' : 'snapshot'}`

/** The id a file name begins with, whatever a conflict tool put behind it. */
export const idInName = (name: string): string | undefined => ID.exec(name)?.[1]

type Header = {readonly share: string; readonly writer: string; readonly seq: number}

/** `CLSG ‖ u8 version ‖ share id (16) ‖ u32 seq ‖ u8 length ‖ writer`: in clear, and authenticated with what follows. */
function formatHeader({share, writer, seq}: Header): Buffer {
  const numbers = Buffer.alloc(5)
  numbers.writeUInt32BE(seq)
  numbers.writeUInt8(writer.length, 4)
  return Buffer.concat([MAGIC, Buffer.from([FORMAT_VERSION]), Buffer.from(share, 'hex'), numbers, Buffer.from(writer, 'latin1')])
}

export async function formatSegment(key: Key, header: Header, body: SegmentBody): Promise<Uint8Array> {
  const clear = formatHeader(header)
  return Buffer.concat([clear, await encrypt(key, await formatBody(body), clear)])
}

/** Reads the bytes of a file; `claimedId` is the id in its name, if there is one. */
export async function parseSegment(given: {share: string; key: Key; bytes: Uint8Array; claimedId?: string | undefined}): Promise<Segment | SegmentProblem> {
  const bytes = Buffer.from(given.bytes.buffer, given.bytes.byteOffset, given.bytes.length)
  const whole = given.claimedId === undefined || given.claimedId === segmentId(Number(given.claimedId.slice(0, 8)), bytes)
  const bad: SegmentProblem = whole ? 'foreign' : 'unfinished'
  if (!whole || bytes.length < 26 || !bytes.subarray(0, 4).equals(MAGIC)) return bad
  if (bytes.readUInt8(4) > FORMAT_VERSION) return 'newer'
  const share = bytes.toString('hex', 5, 21)
  const seq = bytes.readUInt32BE(21)
  const end = 26 + bytes.readUInt8(25)
  const writer = bytes.toString('latin1', 26, end)
  if (share !== given.share || !isWriter(writer)) return 'foreign'
  const plain = await decrypt(given.key, bytes.subarray(end), bytes.subarray(0, end))
  if (plain === undefined) return given.claimedId === undefined ? 'unfinished' : 'foreign'
  const body = await parseBody(plain)
  return body === undefined ? 'foreign' : {...body, writer, seq, id: segmentId(seq, bytes)}
}
