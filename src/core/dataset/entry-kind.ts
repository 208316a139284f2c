import * as z from 'zod'
import {FORM} from '../json/value-form.ts'
import type {LayerKind} from '../schema/schema.ts'
import {GAP, MOST_PARTS} from '../text/extent.ts'
import type {Span} from '../text/span.ts'

const offset = z.int().min(0)

/** Where an annotation is: at words, or between two others; one of a whole article says neither. */
export const placeShape = {
  start: offset.exactOptional().describe('First character, in the unit that "offsets" names. Of marked words, as the next four.'),
  end: offset.exactOptional().describe('The character after the last one.'),
  parts: z
    .array(z.strictObject({start: offset, end: offset}))
    .min(2)
    .max(MOST_PARTS)
    .exactOptional()
    .describe('Where something stands between the words: each piece of them, in order. Absent where they are in one piece.'),
  quote: z
    .string()
    .min(1)
    .max(1_000_000)
    .exactOptional()
    .describe(`The text between start and end; of several parts the text of each, with "${GAP}" between them.`),
  prefix: z.string().max(2000).exactOptional().describe('Up to 32 UTF-16 units of text before.'),
  suffix: z.string().max(2000).exactOptional().describe('Up to 32 UTF-16 units of text after.'),
  from: z.string().min(1).exactOptional().describe('Of a relation: id of the annotation that it begins at, of the same article and owner.'),
  to: z.string().min(1).exactOptional().describe('Of a relation: id of the annotation that it goes to, of the same article and owner.'),
} as const

const SPAN = ['start', 'end', 'quote', 'prefix', 'suffix'] as const
const ENDS = ['from', 'to'] as const

type Place = {readonly [K in (typeof SPAN)[number] | 'parts']?: unknown} & {readonly from?: string; readonly to?: string}

/** All that says where words are, or both ends, or none of it. */
export function oneKind(entry: Place, context: z.RefinementCtx): void {
  const isSpan = entry.parts !== undefined || SPAN.some(name => entry[name] !== undefined)
  const groups = [...(isSpan ? [SPAN] : []), ...(ENDS.some(name => entry[name] !== undefined) ? [ENDS] : [])]
  if (groups.length > 1) context.addIssue({code: 'custom', path: ['from'], message: FORM.ends})
  for (const names of groups) for (const name of names) if (entry[name] === undefined) context.addIssue({code: 'custom', path: [name]})
  if (entry.from !== undefined && entry.from === entry.to) context.addIssue({code: 'custom', path: ['to'], message: FORM.annotation})
}

const withAll = (names: readonly string[]): readonly (readonly [string, readonly string[]])[] =>
  names.map(name => [name, names.filter(other => other !== name)])

/** The same for JSON Schema, but that both ends may be one. */
export const ONE_KIND = {
  dependentRequired: Object.fromEntries([...withAll(SPAN), ['parts', SPAN], ...withAll(ENDS)]),
  dependentSchemas: {from: {properties: {start: false}}},
}

type Whole<T, K extends keyof T> = T & {readonly [P in K]-?: NonNullable<T[P]>}

export const isSpanEntry = <T extends {readonly [K in (typeof SPAN)[number]]?: unknown}>(entry: T): entry is Whole<T, (typeof SPAN)[number]> =>
  entry.start !== undefined
export const isRelationEntry = <T extends {readonly [K in (typeof ENDS)[number]]?: unknown}>(entry: T): entry is Whole<T, (typeof ENDS)[number]> =>
  entry.from !== undefined

export const entryKind = (entry: Parameters<typeof isSpanEntry>[0] & Parameters<typeof isRelationEntry>[0]): LayerKind =>
  isSpanEntry(entry) ? 'span' : isRelationEntry(entry) ? 'relation' : 'article'

export const convertedParts = (parts: readonly Span[], convert: (offset: number) => number): {start: number; end: number}[] =>
  parts.map(({start, end}) => ({start: convert(start), end: convert(end)}))
