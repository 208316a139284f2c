import * as z from 'zod'

export const ownerShape = z.union([z.literal('team'), z.literal('gold'), z.templateLiteral(['annotator:', z.string().min(1)])])
