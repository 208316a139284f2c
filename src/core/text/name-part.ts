import {wordsOf} from './segmentation.ts'
import {slice} from './span.ts'
import {nameForm} from './text-form.ts'

/** Shorter ones ("al", "of", "s") are shared by names that have nothing to do with each other; one sign of Chinese is a name part. */
const SHORTEST = 3

/** Letters of scripts whose words are told apart by nobody but readers; the parts of a name have spaces between them there too. */
const ROWS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

/** The words of a name, as far as they tell it from others. A possessive or elided end is none of them. */
function nameParts(name: string): readonly string[] {
  const words = [...wordsOf(name)].map(word => slice(name, word))
  return [...words, ...(name.match(ROWS) ?? [])]
    .map(part => part.replace(/['’]\p{L}{1,2}$/u, ''))
    .map(part => nameForm(part, 'letters'))
    .filter(part => part.length >= SHORTEST || /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u.test(part))
}

/** How alike two names are: 3 the same to a reader, 2 all parts of one in the other, 1 a part in common, 0 none. */
export function likeness(a: string, b: string): 0 | 1 | 2 | 3 {
  if (nameForm(a) === nameForm(b)) return 3
  const [some, others] = [new Set(nameParts(a)), new Set(nameParts(b))]
  const common = [...some].filter(part => others.has(part)).length
  if (common === 0) return 0
  return common === Math.min(some.size, others.size) ? 2 : 1
}
