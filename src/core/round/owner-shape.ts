import * as z from 'zod'

const id = z.string().min(1)
/** A round as it is spelled in an owner: the earlier work has a spelling of its own, and each round one only. */
export const spelledRound = z.string().regex(/^(?!earlier\/)(?:[^/%]|%25|%2F)+$/)

export const ownerShape = z.union([
  z.literal('team'),
  z.literal('gold'),
  z.templateLiteral(['annotator:', id]),
  z.templateLiteral(['round:', spelledRound, '/', id]),
])
