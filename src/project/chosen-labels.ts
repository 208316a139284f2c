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
