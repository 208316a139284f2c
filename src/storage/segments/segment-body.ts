import {promisify} from 'node:util'
import {deflateRaw, inflateRaw} from 'node:zlib'
import * as z from 'zod'
import type {ArticleId} from '../../core/article.ts'
import {addressShape} from '../../project/document-address.ts'
import type {DocumentAddress} from '../../project/document-address.ts'

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

/** No segment that Claimlight writes comes near; more is a bomb or a bug. Bytes. */
const LARGEST = 1 << 30

const packed = promisify<Uint8Array, Buffer>(deflateRaw)
const unpacked = promisify<Uint8Array, {maxOutputLength: number}, Buffer>(inflateRaw)

const contentOf = (entry: Entry): Uint8Array => {
  if (entry.kind === 'document') return entry.update
  return entry.kind === 'text' ? Buffer.from(entry.text) : entry.box
}

function headOf(entry: Entry, bytes: number): z.infer<typeof head>['entries'][number] {
  if (entry.kind === 'document') return {kind: 'document', name: entry.name, address: entry.address, bytes}
  return entry.kind === 'text' ? {kind: 'text', article: entry.article, bytes} : {kind: 'sealed', seal: entry.seal, bytes}
}

/** `deflate(u32 length of head ‖ head as JSON ‖ contents of the entries in their order)`. */
export async function formatBody({entries, ...rest}: SegmentBody): Promise<Uint8Array> {
  const contents = entries.map(contentOf)
  const text = Buffer.from(JSON.stringify({...rest, entries: entries.map((entry, at) => headOf(entry, contents[at]?.length ?? 0))}))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return await packed(Buffer.concat([length, text, ...contents]))
}

/** `undefined` for anything that {@link formatBody} did not make. */
export async function parseBody(bytes: Uint8Array): Promise<SegmentBody | undefined> {
  try {
    const plain = await unpacked(bytes, {maxOutputLength: LARGEST})
    let at = 4 + plain.readUInt32BE(0)
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
