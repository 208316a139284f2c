import * as z from 'zod'
import type {Act} from '../core/annotation/annotation.ts'
import {STANCES} from '../core/schema/schema.ts'
import {LABEL_PREFIX} from '../core/annotation/record-key.ts'
import {everyObjectHas} from '../core/json/key.ts'
import {chosenIn} from './chosen-labels.ts'
import {standingTexts} from './past-texts.ts'

/**
 * What somebody wrote into a text feature. Whoever writes anew marks as removed what she read there, so of texts that were
 * written at once, each without the other, nothing is lost: they stand as one text, in which each change is made.
 */
export type WrittenText = Act & {
  readonly id: string
  readonly feature: string
  readonly text: string
  /** Which texts stood there when she wrote. An empty id is what the annotation was made with. */
  readonly read?: readonly string[]
  /** What the annotation was made with, where that is what stood there. */
  readonly over?: string
}

/** Texts that stand in one feature at once and are gone on from by whoever writes there; of more, the others stay beside hers. */
export const MOST_READ = 100

/** What somebody has before her eyes as she writes: the words, and the ids of the texts that make them up. */
export type Reading = {readonly text: string; readonly texts: readonly string[]}

const shape = z.object({
  id: z.string(),
  feature: z.string(),
  by: z.string(),
  at: z.number(),
  text: z.string(),
  read: z.array(z.string()).exactOptional(),
  over: z.string().exactOptional(),
  removed: z.unknown().optional(),
})

/** The texts of one record that stand, and any text of it, also one that was taken back. */
export type WrittenTexts = {readonly standing: readonly WrittenText[]; readonly all: () => readonly WrittenText[]}

export function readTexts(values: readonly unknown[]): WrittenTexts {
  const standing = values.filter(value => !isRemoved(value)).flatMap(value => readText(value) ?? [])
  // Most notes have one text, and then nobody asks for the others.
  return {standing, all: () => values.flatMap(value => readText(value) ?? [])}
}

const isRemoved = (value: unknown): boolean => typeof value === 'object' && value !== null && 'removed' in value && value.removed !== undefined

function readText(value: unknown): WrittenText | undefined {
  const {data} = shape.safeParse(value)
  if (data === undefined) return undefined
  const {removed: _removed, ...text} = data
  return text
}

/** Whether a feature of this name can stand under `feature/` or be written. Stances are items of their own, and what every object has is no feature. */
export const isWritable = (feature: string): boolean => feature !== STANCES && !everyObjectHas(feature)

/** For each feature, what stands there in the order it was written. What somebody went on from does not, whoever takes its mark away. */
export function textsByFeature({standing, all}: WrittenTexts): ReadonlyMap<string, readonly WrittenText[]> {
  const found = new Map<string, WrittenText[]>()
  for (const text of standing) {
    if (!isWritable(text.feature)) continue
    const texts = found.get(text.feature)
    if (texts === undefined) found.set(text.feature, [text])
    else texts.push(text)
  }
  return new Map([...found].map(([feature, texts]) => [feature, texts.length > 1 ? standingTexts(texts, all()).latest : texts]))
}

/** The texts of one feature as it reads. */
export function joinedTexts(first: string | undefined, texts: readonly WrittenText[], all: WrittenTexts['all']): string {
  const joined = texts.length > 1 ? standingTexts(texts, all()).joined : (texts[0]?.text ?? '')
  return first === undefined || first === joined ? joined : `${first}\n\n${joined}`
}

/** Which feature a field of an annotation's record belongs to. */
export function featureOfField(field: string, value: unknown): string | undefined {
  if (field.startsWith('feature/')) return field.slice('feature/'.length)
  if (field.startsWith(LABEL_PREFIX)) return chosenIn(field)?.[0]
  if (!field.startsWith('text/')) return undefined
  return shape.safeParse(value).data?.feature
}
