import * as z from 'zod'
import type {Act} from '../core/annotation.ts'

/**
 * What somebody wrote into a text feature. Whoever writes anew marks as removed what she read there, so texts that were
 * written at once, each without the other, both stand.
 */
export type WrittenText = Act & {readonly id: string; readonly feature: string; readonly text: string}

const shape = z.object({id: z.string(), feature: z.string(), by: z.string(), at: z.number(), text: z.string(), removed: z.unknown().optional()})

/** `undefined` for a text that was taken back, and for what is none. */
export function readText(value: unknown): WrittenText | undefined {
  const {data} = shape.safeParse(value)
  if (data === undefined || data.removed !== undefined) return undefined
  const {id, feature, by, at, text} = data
  return {id, feature, by, at, text}
}

export const inOrderWritten = (texts: readonly WrittenText[]): readonly WrittenText[] => texts.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

/** Whether a feature of this name can stand under `feature/` or be written. Stances are items of their own, and what every object has is no feature. */
export const isWritable = (feature: string): boolean => feature !== 'stances' && !(feature in Object.prototype)

export function textsByFeature(texts: readonly WrittenText[]): ReadonlyMap<string, readonly WrittenText[]> {
  const found = new Map<string, WrittenText[]>()
  for (const text of texts) {
    const others = found.get(text.feature)
    if (others !== undefined) others.push(text)
    else if (isWritable(text.feature)) found.set(text.feature, [text])
  }
  return found
}

/** The texts of one feature as it reads: one below the other, after what the annotation began with. */
export function joinedTexts(first: string | undefined, texts: readonly WrittenText[]): string {
  const all = [...(first === undefined ? [] : [first]), ...inOrderWritten(texts).map(({text}) => text)]
  // Two who corrected the same slip alike wrote one text.
  return [...new Set(all)].join('\n\n')
}

/** Which feature a field of an annotation's record belongs to. */
export function featureOfField(field: string, value: unknown): string | undefined {
  if (field.startsWith('feature/')) return field.slice('feature/'.length)
  if (!field.startsWith('text/')) return undefined
  return shape.safeParse(value).data?.feature
}
