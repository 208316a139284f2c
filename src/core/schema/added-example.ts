import {isSame} from '../json/same.ts'
import type {Example} from './schema.ts'

/** An example that somebody added to a draft, and when (milliseconds since 1970 UTC). */
type AddedExample = {readonly example: Example; readonly at: number}

const ADDED = /^example[A-Za-z]+$/
/** Letters of an id that tell it apart. A field of a draft has 40 at most. */
const LONGEST = 33
const LETTERS = 'ghijklmnop'

/** The field that an example stands in which is added to those of a part: one of its own, so that what two people add at once is both kept. */
export const addedField = (id: string): string =>
  `example${id
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .replaceAll(/\d/g, digit => LETTERS[Number(digit)] ?? '')
    .slice(0, LONGEST)}`

/** Whether a field of a draft is one that an added example stands in. */
export const isAddedField = (field: string): boolean => ADDED.test(field)

/** Fields with the examples that were added among those that were there: as they were added, and each once. */
export function withAddedExamples<Fields extends {readonly [field: string]: unknown}>(
  fields: Fields,
): Fields | (Fields & {readonly examples: readonly unknown[]}) {
  const names = Object.keys(fields).filter(isAddedField)
  if (names.length === 0) return fields
  const added = names
    .flatMap(name => (isAdded(fields[name]) ? [{name, ...fields[name]}] : []))
    .sort((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1))
  const examples: unknown[] = Array.isArray(fields.examples) ? [...fields.examples] : []
  for (const {example} of added) if (!examples.some(each => isSame(each, example))) examples.push(example)
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !isAddedField(name))) as Fields
  return examples.length === 0 ? rest : {...rest, examples}
}

/** Of a list of examples as it is to be, without what was added before: that stands in it, or was taken out. */
export const withoutAdded = (edits: {readonly [field: string]: unknown} | undefined): {readonly [field: string]: undefined} =>
  Object.fromEntries(Object.keys(edits ?? {}).flatMap(name => (isAddedField(name) ? [[name, undefined]] : [])))

/** Whether a field of a draft adds an example that a part has already. */
export const isAmong = (examples: unknown, field: string, value: unknown): boolean =>
  isAddedField(field) && isAdded(value) && Array.isArray(examples) && examples.some(each => isSame(each, value.example))

const isAdded = (value: unknown): value is AddedExample =>
  typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number' && 'example' in value && typeof value.example === 'object'
