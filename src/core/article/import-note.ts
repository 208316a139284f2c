import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'

/**
 * What is noticed as the file of an article is read. It is kept with the article as its English sentence, the same in every project and dataset whoever imported it; `importNote` says it in any
 * language again.
 */
export const NOTES = {
  mark: () => message('A byte order mark was removed.'),
  lineEnds: (ends: string) => message('Line ends ({ends}) were changed to LF.', {ends}),
  composed: () => message('Characters made of several code points were composed (Unicode NFC).'),
  converted: (encoding: string) => message('It was converted from {encoding}.', {encoding}),
  controls: (many: number) => message('It holds {many, plural, one {# control character} other {# control characters}}, kept as they are.', {many}),
  separators: (many: number) =>
    message(
      'It ends {many, plural, one {# line} other {# lines}} by other characters than LF (U+2028, U+2029, NEL, form feed, vertical tab), kept and shown as line ends.',
      {many},
    ),
  lost: (many: number) =>
    message('It holds {many, plural, one {# replacement character} other {# replacement characters}} ({sign}): the file was damaged before it came here.', {
      many,
      sign: LOST,
    }),
  unseen: (many: number) =>
    message(
      'It holds {many, plural, one {# invisible character} other {# invisible characters}} (soft hyphens, direction marks and the like), kept and passed over when words are compared.',
      {many},
    ),
  misread: (many: number, words: string) =>
    message(
      '{many, plural, one {One place looks} other {# places look}} as if the text had once been read in a wrong encoding (“{words}”). Look for a better copy.',
      {many, words},
    ),
  longLine: (characters: number) => message('One line has {characters, number} characters: paragraphs may have been lost.', {characters}),
  page: () => message('It looks like a web page (HTML): tags are kept as words.'),
  head: () => message('Its front matter was taken as its details and is not part of the text.'),
  noLanguage: (written: string) =>
    message('Its front matter gives “{written}” as the language, which is none. Write it in the details of the article.', {written}),
  noDate: (written: string) => message('Its front matter gives “{written}” as the date, which is none. Write it in the details of the article.', {written}),
  damage: (places: number, lines: string) =>
    message(
      'It is UTF-8, but damaged in {places, plural, one {one place} other {# places}} ({many, plural, one {line} other {lines}} {lines}). {sign} stands there.',
      {places, many: /[ ,]/.test(lines) ? 2 : 1, lines, sign: LOST},
    ),
  cut: (places: number, lines: string) =>
    message(
      'It is UTF-8, but damaged in {places, plural, one {one place} other {# places}} ({many, plural, one {line} other {lines}} {lines}); its last character is cut off. {sign} stands there.',
      {places, many: /[ ,]/.test(lines) ? 2 : 1, lines, sign: LOST},
    ),
} as const

/** The sign in the place of what could not be read. */
const LOST = '\uFFFD'

/** The English of each, and how it is made of what stands in that. Older versions wrote numbers without commas. */
const KNOWN: readonly (readonly [RegExp, (...found: string[]) => Message])[] = [
  [/^A byte order mark was removed\.$/, NOTES.mark],
  [/^Line ends \((CR|CRLF)\) were changed to LF\.$/, NOTES.lineEnds],
  [/^Characters made of several code points were composed \(Unicode NFC\)\.$/, NOTES.composed],
  [/^It was converted from ([\w-]+)\.$/, NOTES.converted],
  [/^It holds ([\d,]+) control characters?, kept as they are\.$/, many => NOTES.controls(numberIn(many))],
  [/^It ends ([\d,]+) lines? by other characters than LF \(.*\), kept and shown as line ends\.$/, many => NOTES.separators(numberIn(many))],
  [/^It holds ([\d,]+) replacement characters? \(\uFFFD\): the file was damaged before it came here\.$/, many => NOTES.lost(numberIn(many))],
  [/^It holds ([\d,]+) invisible characters? \(.*\), kept and passed over when words are compared\.$/, many => NOTES.unseen(numberIn(many))],
  [
    /^(One|[\d,]+) places? looks? as if the text had once been read in a wrong encoding \(“(.*)”\)\. Look for a better copy\.$/s,
    (many, words = '') => NOTES.misread(numberIn(many), words),
  ],
  [/^One line has ([\d,]+) characters: paragraphs may have been lost\.$/, many => NOTES.longLine(numberIn(many))],
  [/^It looks like a web page \(HTML\): tags are kept as words\.$/, NOTES.page],
  [/^Its front matter was taken as its details and is not part of the text\.$/, NOTES.head],
  [/^Its front matter gives “(.*)” as the language, which is none\. Write it in the details of the article\.$/s, NOTES.noLanguage],
  [/^Its front matter gives “(.*)” as the date, which is none\. Write it in the details of the article\.$/s, NOTES.noDate],
  [
    /^It is UTF-8, but damaged in (one|[\d,]+) places? \(lines? ([^()]*)\)\. \uFFFD stands there\.$/,
    (places, lines = '') => NOTES.damage(numberIn(places), lines),
  ],
  [
    /^It is UTF-8, but damaged in (one|[\d,]+) places? \(lines? ([^()]*)\); its last character is cut off\. \uFFFD stands there\.$/,
    (places, lines = '') => NOTES.cut(numberIn(places), lines),
  ],
]

const numberIn = (words: string): number => (/^one$/i.test(words) ? 1 : Number(words.replaceAll(',', '')))

/** A note that is kept with an article, to be said in the reader's language. What nobody knows any more, or another program wrote, is told as it is. */
export function importNote(kept: string): Sentence {
  for (const [pattern, made] of KNOWN) {
    const found = pattern.exec(kept)
    if (found !== null) return made(...found.slice(1))
  }
  return kept
}
