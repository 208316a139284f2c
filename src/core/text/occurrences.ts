/** Where a text says the words, overlapping places too. Takes steps in proportion to both lengths, whatever they repeat (Knuth, Morris, Pratt). */
export function* occurrences(text: string, words: string): Generator<number> {
  if (words === '') return
  const shorter = shorterFits(words)
  let matched = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    while (matched > 0 && words.charCodeAt(matched) !== unit) matched = shorter[matched - 1] as number
    if (words.charCodeAt(matched) === unit) matched++
    if (matched < words.length) continue
    yield at + 1 - matched
    matched = shorter[matched - 1] as number
  }
}

/** For each beginning of the words, the length of the longest shorter beginning that it ends with. */
function shorterFits(words: string): Int32Array {
  const fits = new Int32Array(words.length)
  let matched = 0
  for (let at = 1; at < words.length; at++) {
    while (matched > 0 && words.charCodeAt(matched) !== words.charCodeAt(at)) matched = fits[matched - 1] as number
    if (words.charCodeAt(matched) === words.charCodeAt(at)) matched++
    fits[at] = matched
  }
  return fits
}
