/** Fewer letters say too little: names and numbers look like any language. Of scripts that fewer languages share, fewer will do. */
const FEWEST_LETTERS = 40
const LETTER_OF_MANY = /[\p{Script=Latin}\p{Script=Cyrillic}]/gu
const FEWEST_OTHERS = 12
const OTHER_LETTER = /(?![\p{Script=Latin}\p{Script=Cyrillic}])\p{L}/gu

/** UTF-16 units looked at in each of three places, so that a byline, a quotation or a list in another language does not speak for the article. */
const PIECE = 300

/** How sure of it, and how much surer than of the next, from 0 to 1. Hindi and Nepali, or Bokmål and Danish, differ by little. */
const [LEAST, LEAST_APART] = [0.6, 0.01]

/** Letters that texts in a language do not have, but those of a neighbour that is not known (Pashto, Yiddish, Kazakh, Macedonian …). */
const STRANGE: {readonly [language: string]: RegExp} = {
  ar: /[ټپچڅځډړژږښګگڼیېۍہۀں]/gu,
  fa: /[ټڅځډړږښګڼېۍہںٹڈ]/gu,
  he: /[\u05f0-\u05f2\ufb1d\ufb1f]|[אָײ]\u05b7|א[\u05b7\u05b8]/gu,
  be: /[әғқңөұүһїєґҷӣӯҳѓќѕљњџђћјищъ]/giu,
  ru: /[әғқңөұүһіїєґўҷӣӯҳѓќѕљњџђћј]/giu,
  bg: /[әғқңөұүһіїєґўыэёѓќѕљњџђћј]/giu,
  sr: /[әғқңөұүһіїєґўыэёъщѓќѕ]/giu,
  uk: /[әғқңөұүһўыэёъѓќѕљњџђћј]/giu,
}
/** Of a hundred letters; a name that is quoted has some. */
const MOST_STRANGE = 1

/** What language a text is in, as BCP 47; `undefined` when one cannot be sure. Looked up in tables that come with the app: nothing leaves the computer. */
export async function guessedLanguage(text: string): Promise<string | undefined> {
  const words = text.replace(/\S+(?:@|:\/\/)\S+/g, ' ')
  if (!isEnough(words)) return undefined
  // A megabyte of tables: only who imports articles needs them. No import fails for want of a guess.
  const tables = await import('eld/extrasmall').catch(() => undefined)
  if (tables === undefined) return undefined
  const found = new Map<string, number>()
  for (const piece of pieces(words)) {
    const guess = tables.eld.detect(piece)
    const [best = 0, next = 0] = Object.values(guess.getScores()).sort((a, b) => b - a)
    if (guess.isReliable() && best >= LEAST && best - next >= LEAST_APART) found.set(guess.language, (found.get(guess.language) ?? 0) + 1)
  }
  const [first, second] = [...found].sort(([, a], [, b]) => b - a)
  return first === undefined || first[1] === second?.[1] || isStrange(words, first[0]) ? undefined : first[0]
}

function isEnough(words: string): boolean {
  const start = words.slice(0, 1000)
  return (start.match(OTHER_LETTER)?.length ?? 0) >= FEWEST_OTHERS || (start.match(LETTER_OF_MANY)?.length ?? 0) >= FEWEST_LETTERS
}

/** From a space on, so that no word is cut. */
function pieces(words: string): readonly string[] {
  if (words.length <= 3 * PIECE) return [words]
  const last = words.length - PIECE
  return [0, Math.floor(last / 2), last].map(from => {
    const space = from === 0 ? -1 : words.slice(from, from + 40).search(/\s/)
    return words.slice(from + space + 1, from + PIECE)
  })
}

function isStrange(words: string, language: string): boolean {
  const start = words.slice(0, 3 * PIECE).normalize('NFC')
  const strange = STRANGE[language] === undefined ? 0 : (start.match(STRANGE[language])?.length ?? 0)
  return strange * 100 > MOST_STRANGE * (start.match(/\p{L}/gu)?.length ?? 0)
}
