import * as z from 'zod'
import {MADE} from './registry-rules.ts'
import type {DocumentRules} from './rules.ts'
import {actor, both, fixed, kept, ownOf, shaped, signed} from './rules.ts'
import {actShape, idShape, textShape, timeShape} from './shapes.ts'

const author = ownOf(({record}) => record.now('by') ?? record.written('by'))

export const DISCUSSION_RULES: DocumentRules = {
  comments: {
    records: {
      fields: {
        by: MADE.by,
        at: MADE.at,
        annotation: both(shaped(idShape), fixed),
        body: both(shaped(z.strictObject({text: textShape, mentions: z.array(idShape).max(1000)})), kept, author),
        editedAt: both(shaped(timeShape), kept, author),
        removed: both(shaped(actShape), signed(actor), author),
        resolved: both(shaped(actShape), signed(actor)),
      },
      needed: ['by', 'at', 'annotation', 'body'],
    },
  },
}
