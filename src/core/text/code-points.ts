/** Converts offsets of one text between UTF-16 code units (JavaScript) and code points (Python). Made in one pass over the text. */
export type CodePointIndex = {
  /** An offset within a surrogate pair counts as the start of the pair. */
  readonly fromUtf16: (offset: number) => number
  /** An offset beyond the text comes out beyond the text. */
  readonly toUtf16: (offset: number) => number
}

export function codePointIndex(text: string): CodePointIndex {
  /** UTF-16 offsets of the characters that take two code units; most texts have few or none. */
  const pairs: number[] = []
  for (let at = 0; at < text.length; at++) {
    if ((text.codePointAt(at) as number) > 0xffff) pairs.push(at++)
  }
  return {
    fromUtf16: offset => offset - countBefore(pairs, pair => pair < offset),
    toUtf16: offset => offset + countBefore(pairs, (pair, index) => pair - index < offset),
  }
}

/** How many leading items pass a test that no item passes after one has failed. */
function countBefore(items: readonly number[], passes: (item: number, index: number) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(items[middle] as number, middle)) low = middle + 1
    else high = middle
  }
  return low
}
