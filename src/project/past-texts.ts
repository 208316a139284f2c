import {wovenText} from '../core/woven-text.ts'
import type {Part} from './text-within.ts'
import {wordsOf} from './text-within.ts'

/** A text with the ids of those that stood there when it was written, and, where no text says it alone, what they were. */
type Written = Part & {readonly id: string; readonly by: string; readonly at: number; readonly read?: readonly string[]; readonly over?: string}

/** What was written into a record in the course of time: who had read what when she wrote. */
export interface PastTexts<T extends Written> {
  /** Those that nobody went on from. Of texts that claim to have read each other all are. */
  latest(texts: readonly T[]): readonly T[]
  /** Several as one text: what they all began with, with the changes of each. */
  joined(texts: readonly T[]): string
}

export function pastTexts<T extends Written>(all: readonly T[]): PastTexts<T> {
  const byId = new Map(all.map(text => [text.id, text]))
  // What the annotation was made with is kept by whoever wrote over it.
  const made = all.find(({read, over}) => over !== undefined && read?.length === 1 && read[0] === '')
  const pasts = new Map<string, ReadonlySet<string>>()

  const pastOf = (id: string): ReadonlySet<string> => {
    const known = pasts.get(id)
    if (known !== undefined) return known
    const past = new Set(byId.get(id)?.read ?? [])
    for (const earlier of past) for (const before of byId.get(earlier)?.read ?? []) past.add(before)
    pasts.set(id, past)
    return past
  }
  const isOver = (later: string, id: string): boolean => pastOf(later).has(id) && !pastOf(id).has(later)
  const latestOf = (ids: readonly string[]): readonly string[] => ids.filter(id => !ids.some(later => isOver(later, id)))

  const textOf = (id: string): string => {
    const text = byId.get(id)
    return text === undefined ? ((id === '' ? made?.over : undefined) ?? '') : (wordsOf(text, each => byId.get(each)) ?? '')
  }

  return {
    latest: texts => {
      const ids = new Set(latestOf(texts.map(({id}) => id)))
      return texts.filter(({id}) => ids.has(id))
    },
    joined: texts => {
      const ids = [...new Set(texts.flatMap(({id}) => [...pastOf(id), id]))]
      const readers = new Map<string, string[]>()
      for (const id of ids) for (const read of byId.get(id)?.read ?? []) readers.set(read, [...(readers.get(read) ?? []), id])
      /** Where its author alone went on from it, its words are in what she wrote then. */
      const isPassing = (id: string): boolean => {
        const [reader, ...others] = (readers.get(id) ?? []).map(each => byId.get(each))
        return id !== '' && others.length === 0 && reader?.read?.length === 1 && reader.by === byId.get(id)?.by
      }
      return wovenText(ids.filter(id => !isPassing(id)).map(id => ({id, at: byId.get(id)?.at ?? 0, text: textOf(id), past: pastOf(id)})))
    },
  }
}
