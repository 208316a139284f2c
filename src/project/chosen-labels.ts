import type * as Y from 'yjs'
import * as z from 'zod'

/**
 * Each label of a feature that takes several has a key of its own, `label/["<feature>","<label>"]`, with `true` under it: of labels that two
 * people choose or take away at once, each without the other, both are kept.
 */
export const LABEL_PREFIX = 'label/'

type Chosen = readonly [feature: string, label: string]

const shape = z.tuple([z.string(), z.string()])

export const labelField = (feature: string, label: string): string => `${LABEL_PREFIX}${JSON.stringify([feature, label])}`

/** What a field says that begins with the prefix; `undefined` where it is written otherwise than here, as no window does. */
export function chosenIn(field: string): Chosen | undefined {
  const written = field.slice(LABEL_PREFIX.length)
  try {
    const {data} = shape.safeParse(JSON.parse(written))
    return data !== undefined && labelField(...data) === field ? data : undefined
  } catch {
    return undefined
  }
}

/** Makes these the labels of a feature. Those that stand there already are not written anew, which others may be taking away. */
export function writeLabels(record: Y.Map<unknown>, feature: string, labels: readonly string[]): void {
  const next = new Set(labels.map(label => labelField(feature, label)))
  for (const field of [...record.keys()]) {
    if (field.startsWith(LABEL_PREFIX) && chosenIn(field)?.[0] === feature && !next.delete(field)) record.delete(field)
  }
  for (const field of next) record.set(field, true)
}
