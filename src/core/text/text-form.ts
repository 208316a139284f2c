import {withoutMarkFloods} from './combining-marks.ts'

/**
 * How much two ways of writing may differ and still be the same. `written`: in what no reader sees or minds (kinds of spaces, quotes and hyphens, invisible characters, width, vowel
 * points). `caseless`: in case too. `letters`: in accents too, as people type when they search; never in what makes another letter in its script (バ and ハ, को and क, й and и).
 */
export type Likeness = 'written' | 'caseless' | 'letters'

/** A text in the form in which it is compared, with the place of each UTF-16 unit of the form in the text: from `starts[i]` to `ends[i]`. */
export type TextForm = {readonly form: string; readonly starts: Uint32Array; readonly ends: Uint32Array}

/** What ends a grapheme cluster wherever it stands (UAX 29: CR, LF and Control): no mark belongs to it. */
const BREAKS = String.raw`[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]`
const SPACE = String.raw`[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`
/** What belongs to the character before it (UAX 29, Extend and SpacingMark): marks but some of Burmese, Tai Tham and Ahom, and the am of Thai and Lao. */
const MARK = String.raw`(?:[\u0e33\u0eb3]|(?![\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\u{11720}\u{11721}])\p{M})`
const EMOJI_END = String.raw`[\p{Mn}\p{Me}\p{EMod}\u{e0020}-\u{e007f}]*`

/** Characters with the marks that belong to them; half-width kana have their marks as letters behind. An emoji of several is one. */
const UNIT = new RegExp(
  [
    String.raw`\p{Extended_Pictographic}${EMOJI_END}(?:\u200d\p{Extended_Pictographic}${EMOJI_END})*${MARK}*`,
    `${SPACE}+(?:(?<=${BREAKS})|(?!${MARK}))`,
    BREAKS,
    String.raw`\P{M}(?:${MARK}|[\uff9e\uff9f])*`,
    String.raw`${MARK}+|\p{M}`,
  ].join('|'),
  'uy',
)

/** Texts whose forms are kept: the one that is looked at, and what is looked for. */
const KEPT = 4
const kept: {readonly text: string; readonly likeness: Likeness; readonly made: TextForm}[] = []

export function textForm(text: string, likeness: Likeness): TextForm {
  const known = kept.find(each => each.likeness === likeness && each.text === text)
  if (known !== undefined) return known.made
  const made = formOf(text, likeness)
  kept.unshift({text, likeness, made})
  kept.length = Math.min(kept.length, KEPT)
  return made
}

/** A text as it stands, for what has no form of its own. */
export const asItStands = (text: string): TextForm => ({
  form: text,
  starts: Uint32Array.from({length: text.length}, (_, at) => at),
  ends: Uint32Array.from({length: text.length}, (_, at) => at + 1),
})

/** What names are compared by, whoever wrote them and wherever they were copied from. */
export const nameForm = (name: string, likeness: Likeness = 'caseless'): string => withoutEdges(formOf(name, likeness).form)

/** A form without the spaces at its ends; one that carries a mark is no space. */
export const withoutEdges = (form: string): string => form.replace(/^ (?!\p{M})| $/gu, '')

function formOf(text: string, likeness: Likeness): TextForm {
  const made = formUnderWay(text.length)
  UNIT.lastIndex = 0
  for (let at = 0; at < text.length; ) {
    const end = standsAlone(text, at) ? at + 1 : unitEnd(text, at)
    made.add(end === at + 1 ? formOfOne(text, at, likeness) : formOfUnit(text.slice(at, end), likeness), at, end)
    at = end
  }
  return made.whole()
}

/** Gathers the forms of units, one space for several. */
function formUnderWay(length: number): {add(form: string, start: number, end: number): void; whole(): TextForm} {
  let form = ''
  let starts = new Uint32Array(length + 32)
  let ends = new Uint32Array(length + 32)
  const longer = (places: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> => {
    const next = new Uint32Array(Math.max(least, 2 * places.length))
    next.set(places)
    return next
  }
  let isAfterSpace = false
  return {
    add: (one, start, end) => {
      if (one === '' || (one === ' ' && isAfterSpace)) return
      isAfterSpace = one === ' '
      const from = form.length
      const to = from + one.length
      if (to > starts.length) [starts, ends] = [longer(starts, to), longer(ends, to)]
      for (let at = from; at < to; at++) {
        starts[at] = start
        ends[at] = end
      }
      form += one
    },
    whole: () => ({form, starts: starts.slice(0, form.length), ends: ends.slice(0, form.length)}),
  }
}

function unitEnd(text: string, at: number): number {
  UNIT.lastIndex = at
  return at + (UNIT.exec(text)?.[0].length ?? 1)
}

/** What a UTF-16 unit does to its neighbours: nothing; it ends what is before it, as a space; or {@link UNIT} has to be asked. */
const [UNASKED, ALONE, ENDS, TIED] = [0, 1, 2, 3]
const ties = new Uint8Array(0x10000)
const ONE_SPACE = new RegExp(`^(?:${SPACE}|${BREAKS})$`, 'u')
const ONE_TIED = new RegExp(String.raw`^(?:${MARK}|[\p{M}\p{Cs}\p{Extended_Pictographic}\uff9e\uff9f])$`, 'u')

function tieOf(code: number): number {
  const known = ties[code] as number
  if (known !== UNASKED) return known
  const one = String.fromCharCode(code)
  const tie = ONE_TIED.test(one) ? TIED : ONE_SPACE.test(one) ? ENDS : ALONE
  ties[code] = tie
  return tie
}

/** Whether what is here is a unit by itself, as nearly all of most texts is. */
function standsAlone(text: string, at: number): boolean {
  const here = tieOf(text.charCodeAt(at))
  if (here === TIED) return false
  if (at + 1 === text.length) return true
  const next = tieOf(text.charCodeAt(at + 1))
  return here === ALONE ? next !== TIED : next === ALONE && text.charCodeAt(at) === 0x20
}

const ones: {readonly [L in Likeness]: (string | undefined)[]} = {written: [], caseless: [], letters: []}

/** Of one UTF-16 unit. */
function formOfOne(text: string, at: number, likeness: Likeness): string {
  const code = text.charCodeAt(at)
  const kept = ones[likeness]
  if (code >= MOST_ONES) return formOfUnit(text.charAt(at), likeness)
  const known = kept[code]
  if (known !== undefined) return known
  const form = formOfUnit(text.charAt(at), likeness)
  kept[code] = form
  return form
}

/** Up to here scripts with few letters have their places; the forms of others are looked up. */
const MOST_ONES = 0x3100

const known = new Map<string, string>()
/** Different units of the texts that are open: letters with their marks. */
const MOST_KNOWN = 20_000

function formOfUnit(unit: string, likeness: Likeness): string {
  const key = `${likeness} ${unit}`
  const before = known.get(key)
  if (before !== undefined) return before
  const form = madeForm(unit, likeness)
  if (known.size > MOST_KNOWN) known.clear()
  known.set(key, form)
  return form
}

function madeForm(unit: string, likeness: Likeness): string {
  if (/^[\s\u0085]+$/.test(unit) && unit !== '\ufeff') return ' '
  const seen = withoutMarkFloods(unit).replace(/^\p{Extended_Pictographic}/u.test(unit) ? VARIATION : INVISIBLE, '')
  if (seen === '') return ''
  const written = seen.replace(APOSTROPHES, "'").replace(QUOTES, '"').replace(HYPHENS, '-').replace(POINTS, '').normalize('NFKC').trim()
  if (likeness === 'written') return written
  // By upper case first: ß and SS, ς and σ, ı and i meet there.
  const caseless = written
    .toUpperCase()
    .toLowerCase()
    .replace(/i\u0307/g, 'i')
    .replaceAll('ς', 'σ')
  return likeness === 'caseless' ? caseless : unaccented(caseless)
}

/**
 * What takes no room: soft hyphens, direction marks, zero-width spaces and joiners, byte order marks, fillers, variation selectors; and tatweel, which only stretches a word.
 */
const INVISIBLE = /[\p{DI}\p{Bidi_C}\u0640\ufff9-\ufffb]/gu
/** In an emoji, joiners and tags say which it is. */
const VARIATION = /\p{VS}/gu

/** Vowel points of Arabic and Hebrew, which most texts leave out. */
const POINTS = /[\u064b-\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/g
const APOSTROPHES = /[\u2018\u2019\u201b\u02bc\u02b9\u02bb\u2032\u00b4`\u05f3\ua78c]/g
const QUOTES = /[\u201c-\u201f\u00ab\u00bb\u2033\u05f4]/g
const HYPHENS = /[\u2010-\u2013\u2212\u05be\ufe63\uff0d]/g

/** Letters that Unicode does not take apart, as people type them who have no key for them. */
const TYPED: {readonly [letter: string]: string} = {ł: 'l', đ: 'd', ð: 'd', ø: 'o', æ: 'ae', œ: 'oe', þ: 'th', ħ: 'h', ŧ: 't', ŋ: 'n', ə: 'e', ɖ: 'd', ƒ: 'f'}

/** Accents of Latin and Greek, hamza and madda of Arabic; of Cyrillic those that only show the stress, and ё. Marks of other scripts are letters. */
function unaccented(text: string): string {
  const apart = text.normalize('NFD')
  const bare = /^\p{Script=Cyrillic}/u.test(apart)
    ? apart.replace(/[\u0300\u0301]/g, '').replace(/^е\u0308/, 'е')
    : apart.replace(/(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Syriac}]/gu, mark => (/\p{M}/u.test(mark) ? '' : mark))
  return [...bare.normalize('NFC')].map(letter => TYPED[letter] ?? letter).join('')
}
