import {graphemeStep} from '../../core/text/segmentation.ts'
/** Degrees in OKLCH, an eighth of the circle apart. */
export const PERSON_HUES = [20, 65, 110, 155, 200, 245, 290, 335] as const

/** The colour of a person, the same in every window and at every start: it comes from her id alone. */
export function personHue(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0
  // The low bits of this hash (FNV-1a) hardly depend on the first letters.
  hash = (hash ^ (hash >>> 15)) >>> 0
  return PERSON_HUES[hash % PERSON_HUES.length] as number
}

/** One or two letters; one sign of a script without letter case. Of people whose names look the same, the beginning of the mark behind each. */
export function initials(name: string): string {
  const mark = / #([0-9a-f]{2})[0-9a-f]{2,}$/.exec(name)?.[1]
  if (mark !== undefined) return mark
  const words = name.trim().split(/\s+/u)
  const first = (word = ''): string => word.slice(0, graphemeStep(word, 0, 1))
  const letters = words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0])
  return letters.toLocaleUpperCase() || '?'
}
