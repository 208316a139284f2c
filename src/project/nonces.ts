import type * as Y from 'yjs'
import * as z from 'zod'
import type {Act} from '../core/annotation/annotation.ts'

/** What a commitment to a set was made with, base64url. It stands in the set itself, which nobody else reads before the opening. */
export type Nonce = Act & {readonly nonce: string}

const shape: z.ZodType<Nonce> = z.object({by: z.string(), at: z.number(), nonce: z.string()})

export const NONCES = 'nonces'

/** `id`: of the finish that it belongs to. */
export const putNonce = (doc: Y.Doc, id: string, nonce: Nonce): void => void doc.getMap(NONCES).set(id, nonce)

export const noncesIn = (doc: Y.Doc): ReadonlyMap<string, Nonce> => readNonces(doc.getMap(NONCES))

/** What stands in a set under `NONCES`. */
export function readNonces(values: Iterable<readonly [string, unknown]>): ReadonlyMap<string, Nonce> {
  const found = new Map<string, Nonce>()
  for (const [id, value] of values) {
    const read = shape.safeParse(value)
    if (read.success) found.set(id, read.data)
  }
  return found
}
