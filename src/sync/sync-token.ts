import * as z from 'zod'
import {addressShape} from '../project/document-address.ts'
import type {DocumentAddress} from '../project/document-address.ts'

/** What a client sends for each document it opens: the address, from which the hub computes the name and the rights itself. */
export type SyncToken = {
  readonly address: DocumentAddress
  /** With the project document: tell of changes of all documents too. Another hub asks so, which opens few of them at a time. */
  readonly changes?: true
}

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
