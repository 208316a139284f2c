import {isSameName, typedName} from './same-name.ts'
import {wordsOf} from './segmentation.ts'
import {slice} from './span.ts'
import {nameForm} from './text-form.ts'

/** Shorter ones ("al", "of", "s") are shared by names that have nothing to do with each other; one sign of Chinese is a name part. */
const SHORTEST = 3

/** Letters of scripts whose words are told apart by nobody but readers; the parts of a name have spaces between them there too. */
const ROWS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

/** How letters are compared: to the letter but for case, or as people search. */
type Form = (part: string) => string
const loose: Form = part => nameForm(part, 'letters')

/** The words of a name, as far as they tell it from others. A possessive or elided end is none of them. */
function nameParts(name: string, form: Form): ReadonlySet<string> {
  const words = [...wordsOf(name)].map(word => slice(name, word))
  const parts = [...words, ...(name.match(ROWS) ?? [])]
    .map(part => form(part.replace(/['’]\p{L}{1,2}$/u, '')))
    .filter(part => part.length >= SHORTEST || /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u.test(part))
  return new Set(parts)
}

/** How alike two names are: 3 the same to a reader, 2 all parts of one in the other, 1 a part in common, 0 none. */
export function likeness(a: string, b: string): 0 | 1 | 2 | 3 {
  return nameForm(a) === nameForm(b) ? 3 : inCommon(a, b, loose)
}

function inCommon(a: string, b: string, form: Form): 0 | 1 | 2 {
  const [some, others] = [nameParts(a, form), nameParts(b, form)]
  const common = [...some].filter(part => others.has(part)).length
  if (common === 0) return 0
  return common === Math.min(some.size, others.size) ? 2 : 1
}

/** Names in signs and kana: their parts have nothing between them, and one sign in common (北京, 南京) says nothing. */
const SIGNS = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]+/gu

/**
 * Whether one name may be of what another names, by its letters: the same, or with a part of it, in any case. Names that are alike only without their accents, points or vowel signs
 * are names of two.
 */
export function sharesLetters(a: string, b: string): boolean {
  if (isSameName(a, b) || typedName(a) === typedName(b)) return true
  const others = b.match(SIGNS) ?? []
  if ((a.match(SIGNS) ?? []).some(one => others.some(other => one.includes(other) || other.includes(one)))) return true
  return inCommon(a.replace(SIGNS, ' '), b.replace(SIGNS, ' '), typedName) > 0
}
