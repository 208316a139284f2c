import {nameForm, textForm} from './text-form.ts'

/** In place of what is masked. */
const MASK = '[…]'

/** Letters of scripts that set no spaces, each by itself. */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`
/** Words of letters, numbers, and letters of such scripts. */
const ATOM = new RegExp(String.raw`[${UNSPACED}]\p{M}*|(?:(?![${UNSPACED}])\p{L}\p{M}*)+|\p{N}+`, 'gu')
/** Short words that Arabic and Hebrew write together with the word behind them, as “and” and “by”. */
const JOINED = /^(?:[وفبلكسאבהוכלמש]{1,2}|لل)(?=\p{L}{2})/u

type Atom = {readonly word: string; readonly start: number; readonly end: number}

/**
 * A text in which names are masked, each wherever its words stand one behind the other as whole words, whatever stands between them: “The Guardian” in “the-guardian_2025” and “theguardian” too, in any case and with
 * any accents. Of scripts without spaces also within others.
 */
export function masked(text: string, names: readonly string[]): string {
  const wanted = new Set(names.map(squeezed).filter(name => name !== ''))
  const longest = Math.max(0, ...[...wanted].map(({length}) => length))
  const {form, starts, ends} = textForm(text, 'letters')
  const atoms = [...form.matchAll(ATOM)].map(({0: word, index}): Atom => ({word, start: starts[index] ?? 0, end: ends[index + word.length - 1] ?? text.length}))
  let made = ''
  let done = 0
  for (let at = 0; at < atoms.length; at++) {
    const count = lengthAt(atoms, at, wanted, longest)
    if (count === 0) continue
    made += `${text.slice(done, atoms[at]?.start)}${MASK}`
    at += count - 1
    done = atoms[at]?.end ?? text.length
  }
  return withoutOthers(`${made}${text.slice(done)}`, names)
}

/** How many atoms from here on are one of the names, the longest; 0 for none. */
function lengthAt(atoms: readonly Atom[], from: number, wanted: ReadonlySet<string>, longest: number): number {
  let found = 0
  for (const begun of beginnings(atoms[from]?.word ?? '')) {
    let words = begun
    for (let count = 1; words.length <= longest; count++) {
      if (wanted.has(words)) found = Math.max(found, count)
      const next = atoms[from + count]
      if (next === undefined) break
      words += next.word
    }
  }
  return found
}

/** A word, and what is left of it without what is written together with it. */
function beginnings(word: string): readonly string[] {
  const [joined] = JOINED.exec(word) ?? []
  if (joined === undefined) return [word]
  const rest = [word, ...[...joined].map((_, at) => word.slice(at + 1))]
  return joined === 'لل' ? [...rest, `ال${word.slice(2)}`] : rest
}

const squeezed = (name: string): string => (nameForm(name, 'letters').match(ATOM) ?? []).join('')

/** Names without a letter or number, as of emoji alone. */
const withoutOthers = (text: string, names: readonly string[]): string =>
  names.reduce((before, name) => (name.trim() !== '' && squeezed(name) === '' ? before.replaceAll(name.trim(), MASK) : before), text)
