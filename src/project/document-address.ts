import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import * as z from 'zod'
import type {ArticleId} from '../core/article/article.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import type {AnnotatorId} from '../core/annotation/annotation.ts'
import type {Owner, RoundId} from '../core/round/owner.ts'
import {ownerOf} from '../core/round/owner.ts'
import {ownerShape} from '../core/round/owner-shape.ts'

/** Which Y.Doc of a project is meant. */
export type DocumentAddress =
  | {readonly kind: 'project'}
  | {readonly kind: 'set'; readonly article: ArticleId; readonly owner: Owner}
  | {readonly kind: 'registry'; readonly owner: Owner}
  | {readonly kind: 'discussion'; readonly article: ArticleId}
  | WorklistAddress

export type WorklistAddress = {readonly kind: 'worklist'; readonly round: RoundId; readonly annotator: AnnotatorId}

/** An address as it is kept, sent and carried in a folder. */
export const addressShape: z.ZodType<DocumentAddress> = z.discriminatedUnion('kind', [
  z.strictObject({kind: z.literal('project')}),
  z.strictObject({kind: z.literal('set'), article: articleIdShape, owner: ownerShape}),
  z.strictObject({kind: z.literal('registry'), owner: ownerShape}),
  z.strictObject({kind: z.literal('discussion'), article: articleIdShape}),
  z.strictObject({kind: z.literal('worklist'), round: z.string().min(1).max(200), annotator: z.string().min(1).max(200)}),
])

/**
 * The opaque name under which a document is stored and synced: a hash salted with the project's random id. Everybody who
 * may ask for a document can compute its name offline, so two devices never make two documents of one; nobody can read
 * from a name who annotates what. A hub does not trust names: it asks for the address and computes the name itself.
 */
export function documentName(projectId: string, address: DocumentAddress): string {
  return bytesToHex(sha256(utf8ToBytes(`${projectId}\n${addressText(address)}`))).slice(0, 40)
}

function addressText(address: DocumentAddress): string {
  switch (address.kind) {
    case 'project':
      return 'project'
    case 'set':
      return `set\n${address.article}\n${address.owner}`
    case 'registry':
      return `registry\n${address.owner}`
    case 'discussion':
      return `discussion\n${address.article}`
    case 'worklist':
      return `worklist\n${ownerOf(address.annotator, address.round)}`
    default:
      return address satisfies never
  }
}
