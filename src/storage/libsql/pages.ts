import type * as z from 'zod'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Database, Value} from './database.ts'
import {textOf} from './database.ts'
import {turn} from './turn.ts'

/** What was found among the documents whose ids come after a number, and the number to go on from; `undefined` when there are no more. */
export type Page<T> = {readonly found: readonly T[]; readonly next: number | undefined}

/** Rows that are read as one: a row costs the driver many times what its bytes do, and a large project has very many sets. */
export const AT_ONCE = 5000
const ROW = '\u001e'
export const COLUMN = '\u001f'

/** Neither mark stands in a whole column: JSON escapes both. */
export function readTogether(db: Database, select: string, ...values: readonly Value[]): readonly string[] {
  const text = textOf(db.get(`select cast(group_concat(line, char(30)) as blob) as text from (${select})`, ...values)?.text)
  return text === '' ? [] : text.split(ROW)
}

export const parsedLine = <T>(line: string, shape: z.ZodType<T>): T | undefined => shape.safeParse(jsonValue(line)).data

/** A large project has very many documents, and others wait for the store and the event loop too. */
export async function inPages<T>(read: (from: number) => Promise<Page<T>>): Promise<readonly T[]> {
  const found: T[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page: Page<T> = await read(from)
    for (const each of page.found) found.push(each)
    from = page.next
    if (from !== undefined) await turn()
  }
  return found
}
