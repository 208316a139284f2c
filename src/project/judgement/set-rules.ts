import * as z from 'zod'
import {isSame} from '../../core/json/same.ts'
import {MOST_SAID} from '../../core/annotation/most-said.ts'
import {LABEL_PREFIX} from '../../core/annotation/record-key.ts'
import {LAST_VERSION} from '../../core/schema/schema-file.ts'
import {areParts, MOST_PARTS, quotesOf} from '../../core/text/extent.ts'
import {chosenIn} from '../chosen-labels.ts'
import {MOST_LAYERS} from '../said-later.ts'
import {MARK_PREFIX} from '../stance-marks.ts'
import {isStillRight, STILL_RIGHT_PREFIX} from '../still-right.ts'
import {MOST_READ} from '../written-text.ts'
import type {DocumentRules, Refusal, Rule, Write} from './rules.ts'
import {actor, both, byHub, fixed, isBy, itself, kept, ownOf, shaped, signed} from './rules.ts'
import {actShape, idShape, nameShape, quoteShape, textShape, timeShape} from './shapes.ts'
import {NONCES} from './worklist-rules.ts'

const offset = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
/** Of the schema, under which something was said later than its record was made: see `said-later.ts`. */
const version = z.number().int().positive().max(LAST_VERSION)
const saidUnder = (said: z.ZodType): z.ZodType => z.union([said, z.strictObject({said, under: version})])
const layer = z.union([
  nameShape.min(1),
  z.strictObject({
    said: nameShape.min(1),
    under: version,
    was: z
      .array(z.strictObject({said: nameShape.min(1), under: version}))
      .max(MOST_LAYERS)
      .exactOptional(),
  }),
])
const span = z.strictObject({start: offset, end: offset})
const selector = span
  .extend({parts: z.array(span).max(MOST_PARTS).exactOptional(), quote: quoteShape, prefix: nameShape, suffix: nameShape})
  .refine(({start, end, parts, quote}) => start < end && (parts === undefined || (areParts({start, end, parts}) && quotesOf(quote, parts) !== undefined)))
const reference = z.union([z.strictObject({kind: z.enum(['entity', 'claim', 'mention']), id: idShape}), z.strictObject({kind: z.enum(['unnamed', 'none'])})])
const stance = z.strictObject({
  id: idShape,
  by: idShape,
  at: timeShape,
  holder: z.union([z.strictObject({kind: z.literal('outlet')}), z.strictObject({kind: z.literal('entity'), id: idShape})]),
  target: z.strictObject({kind: z.enum(['entity', 'claim', 'topic']), id: idShape}),
  value: nameShape,
  under: version.exactOptional(),
  removed: actShape.exactOptional(),
})
const text = z.strictObject({
  id: idShape,
  feature: nameShape.min(1),
  by: idShape,
  at: timeShape,
  text: textShape,
  read: z.array(z.string().max(200)).max(MOST_READ).exactOptional(),
  over: textShape.exactOptional(),
  under: version.exactOptional(),
  removed: actShape.exactOptional(),
})
const lateKey = z.union([z.templateLiteral(['annotation/', idShape]), z.templateLiteral(['readMark/', idShape])])
/** When the round had been opened; in a log of before only that it was taken. */
const taken = z.union([timeShape, z.literal(true)])
const lateMark: Rule = ({key, value}) => {
  const isMark = key === 'taken' ? taken.safeParse(value).success : lateKey.safeParse(key).success && value === true
  return isMark ? undefined : 'shape'
}
const readMark = z.strictObject({by: idShape, at: timeShape, state: z.enum(['no-claim', 'done'])})

/** A stance or a text is its author's; the others may mark it as removed, or take such a mark back, and nothing else. */
const ownItem: Rule = ({key, value, before, writer}) => {
  const given = value as z.infer<typeof stance | typeof text> | undefined
  if (given === undefined) return before === undefined ? undefined : 'erased'
  if (given.id !== key) return 'shape'
  if (writer.brings) return undefined
  if (given.removed !== undefined && !isBy(writer, given.removed.by) && !isSame(given.removed, removedOf(before))) return 'name'
  if (isBy(writer, given.by) && (before === undefined || isBy(writer, actor(before)))) return undefined
  if (before === undefined) return 'name'
  return isSame(withoutMark(given), withoutMark(before)) ? undefined : 'others'
}
/** What somebody wrote stays as it was written: who writes anew writes another. */
const sameWords: Rule = ({value, before}) =>
  before === undefined || value === undefined || isSame(withoutMark(value), withoutMark(before)) ? undefined : 'others'
/** Written in one way only, so that no label stands twice. */
const isLabel: Rule = ({key, value}) => {
  const [feature, label] = chosenIn(`${LABEL_PREFIX}${key}`) ?? []
  if (value === undefined) return undefined
  return nameShape.min(1).safeParse(feature).success && nameShape.min(1).safeParse(label).success ? undefined : 'shape'
}
const removedOf = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'removed' in value ? value.removed : undefined)
const withoutMark = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  const {removed: _removed, ...rest} = value as {readonly removed?: unknown}
  return rest
}

/** Whoever edits what somebody else made says so in the same step: her name stands beside the change wherever it is shown. */
const signs = ({fields, writer, record}: Pick<Write, 'writer' | 'record'> & {readonly fields: readonly string[]}): Refusal | undefined => {
  const alters = fields.some(field => (!UNSIGNED.has(field) && !isStillRight(field)) || (field === 'removed' && record.written(field) === undefined))
  if (!alters || writer.brings) return undefined
  const isHers = isBy(writer, record.now('by')) && isBy(writer, record.now('editedBy') ?? writer.person)
  return isHers || fields.includes('editedBy') ? undefined : 'unsigned'
}
/** They say by themselves who wrote them. */
const UNSIGNED: ReadonlySet<string> = new Set(['editedBy', 'removed'])

/** It names whom it stands under. */
const byItsKey: Rule = ({key, value}) => (value === undefined || actor(value) === key ? undefined : 'name')

/** Nobody stands by what a version to come will mean. */
const underKnown: Rule = ({value, writer}) => {
  const under = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  return typeof under === 'number' && writer.inForce !== undefined && under > writer.inForce ? 'ahead' : undefined
}

/** Of words, of the article, or between two others: an annotation stays of its kind. */
const ofItsKind: Rule = ({before, value, record}) => (value !== undefined && before === undefined && record.now('by') !== undefined ? 'fixed' : undefined)

/** It has words, or two ends that are not one, or neither. */
function isOneKind(written: (field: string) => unknown): boolean {
  const [words, from, to] = [written('selector'), written('from'), written('to')]
  if (from === undefined && to === undefined) return true
  return words === undefined && from !== undefined && to !== undefined && from !== to
}

export const SET_RULES: DocumentRules = {
  annotations: {
    records: {
      fields: {
        by: both(shaped(idShape), fixed, signed(itself)),
        at: both(shaped(timeShape), fixed),
        layer: both(shaped(layer), kept),
        selector: both(shaped(selector), kept, ofItsKind),
        from: both(shaped(idShape), fixed, ofItsKind),
        to: both(shaped(idShape), fixed, ofItsKind),
        origin: both(shaped(z.enum(['human', 'propagated', 'suggested-accepted', 'suggested-edited'])), kept),
        // Whoever changed it would have what everybody said there, stances too, read in other words.
        schemaVersion: both(shaped(version), fixed),
        editedBy: both(shaped(idShape), kept, signed(itself)),
        editedAt: both(shaped(timeShape), kept),
        confidence: shaped(z.union([z.literal(1), z.literal(2), z.literal(3)])),
        removed: both(shaped(actShape), signed(actor)),
      },
      families: {
        'feature/': shaped(saidUnder(z.union([textShape, z.number(), z.boolean(), reference]))),
        [LABEL_PREFIX]: both(shaped(z.union([z.literal(true), version])), isLabel),
        'stance/': both(shaped(stance), ownItem),
        [MARK_PREFIX]: both(shaped(actShape), signed(actor)),
        [STILL_RIGHT_PREFIX]: both(
          shaped(actShape.extend({version})),
          signed(actor),
          ownOf(({key}) => key),
          byItsKey,
          underKnown,
        ),
        'text/': both(shaped(text), ownItem, sameWords),
      },
      most: {'feature/': MOST_SAID, [LABEL_PREFIX]: MOST_SAID, 'stance/': MOST_SAID, [STILL_RIGHT_PREFIX]: MOST_SAID},
      needed: ['by', 'at', 'layer', 'origin', 'schemaVersion'],
      isWhole: isOneKind,
      edited: signs,
    },
  },
  nonces: NONCES,
  late: {values: both(kept, lateMark, byHub)},
  readMarks: {
    values: both(
      shaped(readMark),
      ownOf(({key}) => key),
      byItsKey,
    ),
  },
}
