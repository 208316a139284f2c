import * as z from 'zod'
import {articleIdShape} from '../../core/article/article-shape.ts'
import type {EntrySet} from '../entry-sets.ts'
import {isEntry, TAKEN_OUT} from '../entry-sets.ts'
import {ABOUT, ALIASES} from '../registry.ts'
import type {DocumentRules, Rule} from './rules.ts'
import {actor, both, fixed, itself, kept, shaped, signed} from './rules.ts'
import {actShape, idShape, nameShape, textShape, timeShape} from './shapes.ts'

/** Who made a record, when, and the mark of who took it out: the same for every kind. */
export const MADE = {
  by: both(shaped(idShape), fixed, signed(itself)),
  at: both(shaped(timeShape), fixed),
  removed: both(shaped(actShape), signed(actor)),
} satisfies {readonly [name: string]: Rule}

/** Who found that a record stands for the same as another. Whoever may write here may take such a mark away. */
export const MERGED: Rule = both(shaped(actShape.extend({into: idShape})), signed(actor))

const mention = z.strictObject({to: idShape, by: idShape, at: timeShape, article: articleIdShape, annotation: idShape, comment: idShape})

/** An entry of a list under its own key, or the mark that it was taken out. Such a mark may go again, as older windows take it away; an entry stays. */
const entryOf = (set: EntrySet, shape: z.ZodType<string>): Rule =>
  both(shaped(z.union([shape, z.null()])), ({key, value, before}) => {
    if (value === undefined) return before === undefined || before === TAKEN_OUT ? undefined : 'erased'
    return isEntry(set, key, value) ? undefined : 'shape'
  })

export const REGISTRY_RULES: DocumentRules = {
  entities: {
    records: {
      fields: {
        ...MADE,
        name: both(shaped(nameShape), kept),
        type: both(shaped(nameShape), kept),
        aliases: both(shaped(z.array(nameShape).max(5000)), kept),
        wikidata: shaped(nameShape),
        merged: MERGED,
      },
      families: {[ALIASES.prefix]: entryOf(ALIASES, nameShape)},
      needed: ['by', 'at', 'name', 'type', 'aliases'],
    },
  },
  claims: {
    records: {
      fields: {
        ...MADE,
        text: both(shaped(textShape), kept),
        kind: shaped(z.enum(['factual', 'causal', 'prediction', 'normative', 'evaluative'])),
        about: both(shaped(z.array(idShape).max(5000)), kept),
        merged: MERGED,
      },
      families: {[ABOUT.prefix]: entryOf(ABOUT, idShape)},
      needed: ['by', 'at', 'text', 'about'],
    },
  },
  /** They hold no words and go when they were seen: whoever may write here may take one away. */
  mentions: {
    values: both(shaped(mention), signed(actor), ({key, value}) => (value === undefined || isAt(key, value as z.infer<typeof mention>) ? undefined : 'shape')),
  },
}

const isAt = (key: string, {comment, to}: z.infer<typeof mention>): boolean => key === `${comment}/${to}`
