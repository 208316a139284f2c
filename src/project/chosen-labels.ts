import type * as Y from 'yjs'
import * as z from 'zod'
import {LABEL_PREFIX, labelField} from '../core/annotation/record-key.ts'

type Chosen = readonly [feature: string, label: string]

const shape = z.tuple([z.string(), z.string()])

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
