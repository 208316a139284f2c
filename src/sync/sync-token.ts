import * as z from 'zod'
import type {DocumentAddress} from '../project/document-address.ts'

/** What a client sends for each document it opens: the address, from which the hub computes the name and the rights itself. */
export type SyncToken = {
  readonly address: DocumentAddress
  /** With the project document: tell of changes of all documents too. Another hub asks so, which opens few of them at a time. */
  readonly changes?: true
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const owner = z.union([z.literal('team'), z.literal('gold'), z.templateLiteral(['annotator:', z.string().min(1).max(64)])])
export const addressShape: z.ZodType<DocumentAddress> = z.discriminatedUnion('kind', [
  z.strictObject({kind: z.literal('project')}),
  z.strictObject({kind: z.literal('set'), article: hash, owner}),
  z.strictObject({kind: z.literal('registry'), owner}),
  z.strictObject({kind: z.literal('discussion'), article: hash}),
])

export const formatSyncToken = (token: SyncToken): string => JSON.stringify(token)

/** `undefined` for anything that is no token. */
export function parseSyncToken(text: string): SyncToken | undefined {
  if (text.length > 1024) return undefined
  try {
    const parsed = z.strictObject({address: addressShape, changes: z.literal(true).exactOptional()}).safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
