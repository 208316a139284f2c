import type {Span} from '../../../src/core/text/span.ts'
import type {Highlight} from '../../../src/renderer/article/highlight-index.ts'
import {LOOK_NAMES} from './candidate.ts'

const WORDS =
  'the of and to in that is was for with claim report minister evidence according study percent government ceasefire percentage river climate talks policy because although researchers found increase decrease nearly million people country election court ruling company envoy hostages data truce hospital officials said on Tuesday however critics argue no such effect was ever observed during the first phase'.split(
    ' ',
  )

/** Numbers in [0, 1) that are the same for the same seed, everywhere. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** Paragraphs of 50 to 110 words, one per line. */
export function benchText(words: number, random: () => number): string {
  const lines: string[] = []
  for (let left = words; left > 0; ) {
    const length = Math.min(left, 50 + Math.floor(random() * 60))
    lines.push(`${Array.from({length}, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')}.`)
    left -= length
  }
  return lines.join('\n')
}

/** Spans of whole words within a paragraph: short ones as entities, every fourth a claim of up to 25 words. They overlap and nest. */
export function benchHighlights(text: string, count: number, random: () => number, prefix: string, within: Span = {start: 0, end: text.length}): Highlight[] {
  const words = [...text.slice(within.start, within.end).matchAll(/\S+/g)].map(({index, 0: word}) => ({
    start: within.start + index,
    end: within.start + index + word.length,
  }))
  return Array.from({length: count}, (_, at) => {
    const claim = random() < 0.25
    const first = Math.floor(random() * words.length)
    let last = Math.min(words.length - 1, first + (claim ? 8 + Math.floor(random() * 18) : Math.floor(random() * 3)))
    const {start} = words[first] as Span
    while (text.slice(start, (words[last] as Span).end).includes('\n')) last--
    const look = LOOK_NAMES[claim ? Math.floor(random() * 3) : 3 + Math.floor(random() * 5)] as string
    return {id: `${prefix}${at}`, start, end: (words[last] as Span).end, look, label: look}
  })
}
