import {createHash, randomUUID} from 'node:crypto'
import type {NumberOwners} from '../../storage/log/document-log.ts'

/**
 * A number of nobody's, kept with what is written: of several hubs that do one thing to a document at the same moment, each without knowing of the other, the log takes what
 * comes first, and nothing of another. `what`: is done to it once.
 */
export const once = (document: string, what: string): NumberOwners =>
  new Map([[createHash('sha256').update(`claimlight once\n${document}\n${what}`).digest().readUInt32BE(0), `once ${randomUUID()}`]])
