import * as z from 'zod'
import {jsonValue} from '../core/json/json-text.ts'
import {addressShape} from '../project/document-address.ts'
import type {DocumentAddress} from '../project/document-address.ts'

/** What a client sends for each document it opens: the address, from which the hub computes the name and the rights itself. */
export type SyncToken = {
  readonly address: DocumentAddress
  /** With the project document: tell of changes of all documents too. Another hub asks so, which opens few of them at a time. */
  readonly changes?: true
}

const shape: z.ZodType<SyncToken> = z.strictObject({address: addressShape, changes: z.literal(true).exactOptional()})

export const formatSyncToken = (token: SyncToken): string => JSON.stringify(token)

/** `undefined` for anything that is no token. */
export const parseSyncToken = (text: string): SyncToken | undefined => (text.length > 1024 ? undefined : shape.safeParse(jsonValue(text)).data)
