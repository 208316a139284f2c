import {pipeline} from 'node:stream/promises'
import {promisify} from 'node:util'
import {createInflateRaw, deflateRaw, inflateRaw} from 'node:zlib'
import * as z from 'zod'
import type {ArticleId} from '../../core/article/article.ts'
import {addressShape} from '../../project/document-address.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {errorCode} from '../disk-problem.ts'
import {LARGEST_HEAD} from './bounds.ts'

export type DocumentEntry = {readonly kind: 'document'; readonly name: string; readonly address: DocumentAddress; readonly update: Uint8Array}
export type TextEntry = {readonly kind: 'text'; readonly article: ArticleId; readonly text: string}
/** A document entry under a key of its own, which its writer makes known when the round is opened. */
export type SealedEntry = {readonly kind: 'sealed'; readonly seal: string; readonly box: Uint8Array}
export type Entry = DocumentEntry | TextEntry | SealedEntry

export type SegmentBody = {
  /** Who the writing device says it works for. */
  readonly person: string
  /** 0: as flushed. n + 1: made of the writer's own segments of level n, those named in `replaces`. */
  readonly level: number
  readonly replaces: readonly string[]
  /** Segments of others that replace older ones and were merged here: when all have, the older ones can go. */
  readonly seen: readonly string[]
  /** Keys of seals that are open now: hex id → base64. */
  readonly keys: {readonly [seal: string]: string}
  readonly entries: readonly Entry[]
}

const head = z.object({
  person: z.string(),
  level: z.number().int().nonnegative(),
  replaces: z.array(z.string()),
  seen: z.array(z.string()),
  keys: z.record(z.string(), z.string()),
  entries: z.array(
    z.discriminatedUnion('kind', [
      z.object({kind: z.literal('document'), name: z.string(), address: addressShape, bytes: z.number().int().nonnegative()}),
      z.object({kind: z.literal('text'), article: z.string(), bytes: z.number().int().nonnegative()}),
      z.object({kind: z.literal('sealed'), seal: z.string(), bytes: z.number().int().nonnegative()}),
    ]),
  ),
})

const deflated = promisify<Uint8Array, Buffer>(deflateRaw)
const inflated = promisify<Uint8Array, {maxOutputLength: number}, Buffer>(inflateRaw)

const contentOf = (entry: Entry): Uint8Array => {
  if (entry.kind === 'document') return entry.update
  return entry.kind === 'text' ? Buffer.from(entry.text) : entry.box
}

function headOf(entry: Entry, bytes: number): z.infer<typeof head>['entries'][number] {
  if (entry.kind === 'document') return {kind: 'document', name: entry.name, address: entry.address, bytes}
  return entry.kind === 'text' ? {kind: 'text', article: entry.article, bytes} : {kind: 'sealed', seal: entry.seal, bytes}
}

/** `deflate(u32 length of head ‖ head as JSON ‖ contents of the entries in their order)`, and how long it is unpacked. */
export async function packBody({entries, ...rest}: SegmentBody): Promise<{readonly packed: Uint8Array; readonly unpackedSize: number}> {
  const contents = entries.map(contentOf)
  const text = Buffer.from(JSON.stringify({...rest, entries: entries.map((entry, at) => headOf(entry, contents[at]?.length ?? 0))}))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([length, text, ...contents])
  return {packed: await deflated(plain), unpackedSize: plain.length}
}

/** What was packed at one go; `large` when it unpacks to more than so many bytes, `undefined` for anything that {@link packBody} did not make. */
export async function unpackBody(packed: Uint8Array, most: number): Promise<SegmentBody | 'large' | undefined> {
  try {
    return parseBody(await inflated(packed, {maxOutputLength: most}))
  } catch (error) {
    return errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 'large' : undefined
  }
}

/** As {@link unpackBody}, of what comes piece by piece. Throws what the pieces throw. */
export async function unpackPieces(pieces: AsyncIterable<Uint8Array>, unpackedSize: number): Promise<SegmentBody | undefined> {
  const plain = Buffer.allocUnsafe(unpackedSize)
  let filled = 0
  await pipeline(pieces, createInflateRaw(), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      if (filled + chunk.length > unpackedSize) throw new Error('It unpacks to more than it says.')
      filled += chunk.copy(plain, filled)
    }
  })
  return filled === unpackedSize ? parseBody(plain) : undefined
}

function parseBody(plain: Buffer): SegmentBody | undefined {
  try {
    let at = 4 + plain.readUInt32BE(0)
    if (at > 4 + LARGEST_HEAD) return undefined
    const {entries: heads, ...rest} = head.parse(JSON.parse(plain.toString('utf8', 4, at)))
    const entries: Entry[] = []
    for (const each of heads) {
      const content = plain.subarray(at, at + each.bytes)
      at += each.bytes
      if (content.length !== each.bytes) return undefined
      if (each.kind === 'text') entries.push({kind: 'text', article: each.article, text: content.toString()})
      else if (each.kind === 'sealed') entries.push({kind: 'sealed', seal: each.seal, box: content})
      else entries.push({kind: 'document', name: each.name, address: each.address, update: content})
    }
    return at === plain.length ? {...rest, entries} : undefined
  } catch {
    return undefined
  }
}
