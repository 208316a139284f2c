import {earlier} from '../earlier.ts'
import {editsOf, isWord, tokensOf} from './text-edits.ts'

/** A text as it stood at some time, with the ids of all those it came from. */
export type Version = {readonly id: string; readonly at: number; readonly text: string; readonly past: ReadonlySet<string>}

/** A word, or what stands between two, where it was first written. */
type Word = {
  readonly token: string
  /** The versions that put it here, and those that took it out. */
  readonly by: Version[]
  readonly out: Version[]
  /** What was put right behind it. */
  readonly next: Word[]
}

/** UTF-16 units of all versions together, and versions, that are woven at most. */
const LONGEST = 50_000
const MOST = 61

/**
 * Versions of one text that were written at once, or one after the other, as one text: each word stands where it was written, once, unless
 * one of them took it out. It is the same whoever has them, and with more of them no two words change places.
 */
export function wovenText(versions: readonly Version[]): string {
  const latest = versions.filter(({id, past}) => !versions.some(later => later.past.has(id) && !past.has(later.id)))
  const [only] = latest
  if (only === undefined || latest.length === 1) return only?.text ?? ''
  const size = versions.reduce((sum, {text}) => sum + text.length, 0)
  if (size > LONGEST || versions.length > MOST) return [...new Set(latest.toSorted(earlier).map(({text}) => text))].join('\n\n')
  const inOrder = versions.toSorted((a, b) => a.past.size - b.past.size || earlier(a, b))
  const start: Word = {token: '', by: [], out: [], next: []}
  for (const version of inOrder) weave(start, version)
  return spaced(seen(start, new Set(inOrder.map(({id}) => id))))
}

/** Of two who put words in the same place, whoever knew more stands first. */
const inPlace = ({by: [a]}: Word, {by: [b]}: Word): number => (a === undefined || b === undefined ? 0 : b.past.size - a.past.size || earlier(a, b))

/** The words that stand for somebody who knows these versions. */
function seen(start: Word, known: ReadonlySet<string>): readonly Word[] {
  const words: Word[] = []
  const waiting = [...start.next].reverse()
  for (let word = waiting.pop(); word !== undefined; word = waiting.pop()) {
    if (word.by.some(({id}) => known.has(id)) && !word.out.some(({id}) => known.has(id))) words.push(word)
    for (const next of word.next.toReversed()) waiting.push(next)
  }
  return words
}

function weave(start: Word, version: Version): void {
  const before = seen(start, version.past)
  for (const {from, to, put} of editsOf(
    before.map(({token}) => token),
    tokensOf(version.text),
  )) {
    const taken = before.slice(from, to)
    const after = before[from - 1] ?? start
    const same = taken.length === 0 && from > 0 ? undefined : sameIn(after, put, version)
    for (const word of taken) word.out.push(version)
    if (same !== undefined) for (const word of same) word.by.push(version)
    else insert(after, put, version)
  }
}

/** What another put in the same place in the same words, not knowing of this: two who corrected the same slip alike. */
function sameIn(after: Word, put: readonly string[], {past}: Version): readonly Word[] | undefined {
  for (const first of after.next) {
    const words: Word[] = []
    for (let word: Word | undefined = first; word !== undefined && words.length < put.length && word.token === put[words.length]; word = word.next.at(-1))
      words.push(word)
    const [by] = first.by
    if (put.length > 0 && words.length === put.length && by !== undefined && !past.has(by.id)) return words
  }
  return undefined
}

/** What somebody put behind a word stands before what she knew to be there. */
function insert(after: Word, put: readonly string[], version: Version): void {
  let place = after
  for (const token of put) {
    const word: Word = {token, by: [version], out: [], next: []}
    place.next.push(word)
    place.next.sort(inPlace)
    place = word
  }
}

/** Words that met are set apart: whole texts as paragraphs. */
function spaced(words: readonly Word[]): string {
  const pieces: string[] = []
  const isAll = wholes(words)
  let last: Word | undefined
  for (const word of words) {
    const [one, other] = [last?.by[0], word.by[0]]
    const isMeeting = one !== undefined && other !== undefined && one !== other && !one.past.has(other.id) && !other.past.has(one.id)
    const isBlank = (token = ''): boolean => token.trim() === ''
    if (isMeeting && !isBlank(last?.token) && !isBlank(word.token) && (isAll(one) || isAll(other))) pieces.push('\n\n')
    else if (isWord(last?.token) && isWord(word.token)) pieces.push(' ')
    if (!(isMeeting && last?.token === word.token && isBlank(word.token))) pieces.push(word.token)
    last = word
  }
  return pieces.join('')
}

/** Whether of all that somebody read nothing is left. */
function wholes(words: readonly Word[]): (version: Version) => boolean {
  const left = new Set(words.flatMap(({by, out}) => (out.length === 0 ? by.map(({id}) => id) : [])))
  const known = new Map<Version, boolean>()
  return version => {
    const before = known.get(version) ?? ![...version.past].some(id => left.has(id))
    known.set(version, before)
    return before
  }
}
