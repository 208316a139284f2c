import type {CodebookEntry} from '../../core/schema/codebook-entries.ts'
import {fold, foldedWords, holdsFolded} from '../ui/fold.ts'

/** A part of the codebook that has the words. `passage`: where in its guideline or its examples it has one that its label has not. */
export type FoundEntry = {readonly entry: CodebookEntry; readonly passage?: string}

type Folded = {readonly label: string; readonly all: string}

const known = new WeakMap<CodebookEntry, Folded>()

/** Folding a long codebook takes a moment, and a search begins anew with each letter. */
function folded(entry: CodebookEntry): Folded {
  const before = known.get(entry)
  if (before !== undefined) return before
  const {label, over, guideline = '', examples = []} = entry
  const words = [label, ...over, ...passagesOf(guideline), ...examples.flatMap(({quote, note = ''}) => [quote, note])]
  const made = {label: fold(label), all: fold(words.join(' '))}
  known.set(entry, made)
  return made
}

/** Those that hold every word, wherever: first those whose label does, else in their order. */
export function findEntries(entries: readonly CodebookEntry[], query: string): readonly FoundEntry[] {
  const words = foldedWords(query)
  if (words.length === 0) return entries.map(entry => ({entry}))
  const found = entries.filter(entry => words.every(word => holdsFolded(folded(entry).all, word)))
  const isNamed = (entry: CodebookEntry): boolean => words.every(word => holdsFolded(folded(entry).label, word))
  return [...found.filter(isNamed), ...found.filter(entry => !isNamed(entry))].map(entry => {
    const passage = isNamed(entry) ? undefined : passageOf(entry, words)
    return {entry, ...(passage !== undefined && {passage})}
  })
}

/** The first line of what is said about it that has one of the words. */
const passageOf = ({guideline = '', examples = []}: CodebookEntry, words: readonly string[]): string | undefined =>
  [...passagesOf(guideline), ...examples.flatMap(({quote, note = ''}) => [quote, ...passagesOf(note)])].find(line =>
    words.some(word => holdsFolded(fold(line), word)),
  )

/** Lines of Markdown without the signs that people set words off by. */
const passagesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map(line => line.replaceAll(/^[\s>#*+-]+|[*_`]+/g, '').trim())
    .filter(line => line !== '')
