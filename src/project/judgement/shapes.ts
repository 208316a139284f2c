import * as z from 'zod'
import {LAST_TIME} from '../../core/iso-time.ts'

/** Ids are random and short; persons' ids may be those of other systems. UTF-16 units, as all lengths here. */
export const idShape = z.string().min(1).max(200)
export const timeShape = z.number().min(0).max(LAST_TIME)
export const actShape = z.strictObject({by: idShape, at: timeShape})
/** Names and labels. */
export const nameShape = z.string().max(2000)
/** What a person writes in a field: notes, comments, the text of a claim. */
export const textShape = z.string().max(100_000)
/** A quote may be a long article. */
export const quoteShape = z.string().max(1_000_000)
