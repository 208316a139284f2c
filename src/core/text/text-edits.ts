/** One place of a text that somebody changed: tokens `[from, to)` of the text before, and what she put there. */
export type Edit = {readonly from: number; readonly to: number; readonly put: readonly string[]}

/** Pairs of tokens that are compared at most. Where two texts differ by more, what is between their common ends counts as one change. */
const MOST_PAIRS = 250_000

/** Words; letters of scripts that set no spaces, each by itself; what is between them. */
const TOKEN =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}][\p{M}\p{Cf}]*|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}])(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}\p{M}\p{Cf}])*|\s+|[^\s\p{L}\p{N}]+/gu

/** Two of which never stand beside each other in one text. */
export const isWord = (token = ''): boolean => /^(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}]/u.test(token)

export const tokensOf = (text: string): readonly string[] => text.match(TOKEN) ?? []

function commonStart(one: readonly string[], other: readonly string[]): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at++
  return at
}

const commonEnd = (one: readonly string[], other: readonly string[]): number => commonStart(one.toReversed(), other.toReversed())

/** What was changed between two texts, in order; what stands between two changes has a word. */
export function editsOf(base: readonly string[], side: readonly string[]): readonly Edit[] {
  const start = commonStart(base, side)
  const end = commonEnd(base.slice(start), side.slice(start))
  const edits = differences(base.slice(start, base.length - end), side.slice(start, side.length - end))
  return wide(
    base,
    side,
    edits.map(({from, to, put}) => ({from: from + start, to: to + start, put})),
  )
}

/** By the longest row of tokens that both have. */
function differences(base: readonly string[], side: readonly string[]): readonly Edit[] {
  if (base.length === 0 && side.length === 0) return []
  const width = side.length + 1
  if ((base.length + 1) * width > MOST_PAIRS) return [{from: 0, to: base.length, put: side}]
  /** How many tokens the rests from two places on have in common. */
  const common = new Uint32Array((base.length + 1) * width)
  const commonFrom = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = base.length - 1; i >= 0; i--)
    for (let j = side.length - 1; j >= 0; j--)
      common[i * width + j] = base[i] === side[j] ? commonFrom(i + 1, j + 1) + 1 : Math.max(commonFrom(i + 1, j), commonFrom(i, j + 1))
  const edits: Edit[] = []
  let [i, j] = [0, 0]
  while (i < base.length || j < side.length) {
    const [from, begin] = [i, j]
    while ((i < base.length || j < side.length) && !(i < base.length && j < side.length && base[i] === side[j])) {
      if (i < base.length && (j >= side.length || commonFrom(i + 1, j) >= commonFrom(i, j + 1))) i++
      else j++
    }
    if (i > from || j > begin) edits.push({from, to: i, put: side.slice(begin, j)})
    while (i < base.length && j < side.length && base[i] === side[j]) {
      i++
      j++
    }
  }
  return edits
}

/** Changes with no word between them are one, and all of them are one change of the whole text where that kept less than half of its words. */
function wide(base: readonly string[], side: readonly string[], edits: readonly Edit[]): readonly Edit[] {
  const changed = edits.reduce((sum, {from, to}) => sum + lettersIn(base.slice(from, to)), 0)
  if (changed > lettersIn(base) / 2) return [{from: 0, to: base.length, put: side}]
  const result: Edit[] = []
  for (const edit of edits) {
    const before = result.at(-1)
    const between = base.slice(before?.to, edit.from)
    if (before === undefined || lettersIn(between) > 0) result.push(edit)
    else result[result.length - 1] = {from: before.from, to: edit.to, put: [...before.put, ...between, ...edit.put]}
  }
  return result
}

const lettersIn = (tokens: readonly string[]): number => tokens.reduce((sum, token) => sum + (/[\p{L}\p{N}]/u.test(token) ? token.length : 0), 0)
