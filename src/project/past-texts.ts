import {earlier} from '../core/earlier.ts'
import type {Version} from '../core/text/woven-text.ts'
import {wovenText} from '../core/text/woven-text.ts'

/** A text with the ids of those that stood there when it was written, and, where no text says it, what stood there. */
type Written = {
  readonly id: string
  readonly by: string
  readonly at: number
  readonly feature: string
  readonly text: string
  readonly read?: readonly string[]
  readonly over?: string
}

/** Several texts of one feature: those that nobody went on from, and all as one text, made when it is asked for: what they began with, with the changes of each. */
export type Standing<T extends Written> = {readonly latest: readonly T[]; readonly joined: string}

/** Texts that were gone on from and are looked at, and people's turns among them. Where there are more, texts that were written at once stand one below the other. */
const MOST_TEXTS = 3000
const MOST_TURNS = 60

/** What texts of one feature that stand read as, and which of them do. Of texts that claim to have read each other all do. */
export function standingTexts<T extends Written>(texts: readonly T[], all: readonly T[]): Standing<T> {
  const standing = texts.toSorted(earlier)
  const [only] = standing
  if (only === undefined || standing.length === 1) return {latest: standing, joined: only?.text ?? ''}
  const found = turnsOf(standing, all)
  if (found === undefined) {
    const readers = readersOf(standing)
    const latest = standing.filter(text => readers.get(text.id)?.some(other => !isReadBy(other, text)) !== true)
    return {latest, joined: [...new Set(latest.map(({text}) => text))].join('\n\n')}
  }
  const {turns, base} = found
  const pastOf = pasts(turns)
  const latest = standing.filter(({id}) => !standing.some(other => pastOf(other.id).has(id)))
  return {
    latest,
    get joined() {
      const versions: Version[] = [...turns.values()].map(({text: {id, at, text}}) => ({id, at, text, past: withBase(pastOf(id), base)}))
      return wovenText(base === undefined ? versions : [...versions, {id: '', at: 0, text: base, past: new Set()}])
    },
  }
}

const isReadBy = (text: Written, other: Written): boolean => other.read?.includes(text.id) === true

/** For each text, those that went on from it. */
function readersOf<T extends Written>(texts: Iterable<T>): ReadonlyMap<string, readonly T[]> {
  const readers = new Map<string, T[]>()
  for (const text of texts) {
    for (const id of new Set(text.read)) {
      const others = readers.get(id)
      if (others === undefined) readers.set(id, [text])
      else others.push(text)
    }
  }
  return readers
}

/** Somebody's text before another went on from it, and the turns she had before her. */
type Turn<T> = {readonly text: T; readonly read: readonly string[]}

/** The texts that these came from, without those that their author alone went on from: her words are in what she wrote then. */
function turnsOf<T extends Written>(
  standing: readonly T[],
  all: readonly T[],
): {readonly turns: ReadonlyMap<string, Turn<T>>; readonly base: string | undefined} | undefined {
  const [first] = standing
  const known = new Map(all.filter(({feature}) => feature === first?.feature).map(text => [text.id, text]))
  const reached = new Map(standing.map(text => [text.id, text]))
  for (const text of reached.values()) {
    for (const id of text.read ?? []) {
      const before = known.get(id)
      if (before !== undefined) reached.set(id, before)
    }
    if (reached.size > MOST_TEXTS) return undefined
  }
  const readers = readersOf(reached.values())
  const stands = new Set(standing.map(({id}) => id))
  const isPassing = ({id, by}: T): boolean => {
    const [reader, ...others] = readers.get(id) ?? []
    return !stands.has(id) && reader !== undefined && others.length === 0 && reader.read?.length === 1 && reader.by === by
  }
  const kept = [...reached.values()].filter(text => !isPassing(text))
  if (kept.length > MOST_TURNS) return undefined
  return {turns: new Map(kept.map(text => [text.id, {text, read: readThrough(text, reached, isPassing)}])), base: baseOf([...reached.values()])}
}

/** What a text was written over, passed through what only its author went on from. */
function readThrough<T extends Written>(text: T, reached: ReadonlyMap<string, T>, isPassing: (text: T) => boolean): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const waiting = [...(text.read ?? [])]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const before = reached.get(id)
    if (seen.has(id)) continue
    seen.add(id)
    if (before !== undefined && isPassing(before)) waiting.push(...(before.read ?? []))
    else if (before !== undefined || id === '') found.add(id)
  }
  return [...found]
}

/** All that came before a text; of two that claim to have come before each other, neither did. */
function pasts<T extends Written>(turns: ReadonlyMap<string, Turn<T>>): (id: string) => ReadonlySet<string> {
  const claimed = new Map<string, ReadonlySet<string>>()
  for (const [id, {read}] of turns) {
    const past = new Set(read)
    for (const each of past) for (const before of turns.get(each)?.read ?? []) past.add(before)
    claimed.set(id, past)
  }
  const known = new Map([...claimed].map(([id, past]) => [id, new Set([...past].filter(each => each !== id && claimed.get(each)?.has(id) !== true))] as const))
  return id => known.get(id) ?? new Set()
}

const withBase = (past: ReadonlySet<string>, base: string | undefined): ReadonlySet<string> =>
  base === undefined && past.has('') ? new Set([...past].filter(id => id !== '')) : past

/** What the annotation was made with, where at least two people wrote over it and say the same. */
function baseOf(texts: readonly Written[]): string | undefined {
  const direct = texts.filter(({read}) => read?.length === 1 && read[0] === '')
  const [first, ...others] = new Set(direct.map(({over}) => over))
  return others.length === 0 && new Set(direct.map(({by}) => by)).size > 1 ? first : undefined
}
