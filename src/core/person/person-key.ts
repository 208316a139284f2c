import * as z from 'zod'
import type {AnnotatorId} from '../annotation/annotation.ts'

/** A public key (ed25519, base64url) by which a device signs for a person, and when it was entered. Kept for ever, so that a new one shows. */
export type PersonKey = {readonly id: string; readonly person: AnnotatorId; readonly at: number}

export const publicKeyShape = z.string().regex(/^[\w-]{43}$/)

export const personKeyShape: z.ZodType<PersonKey> = z.object({id: publicKeyShape, person: z.string().min(1).max(64), at: z.number()})
