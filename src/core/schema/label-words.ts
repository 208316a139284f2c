import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {DraftPart, PartId} from './draft.ts'
import {partsWithin} from './draft.ts'
import {parentNames} from './draft-tree.ts'
import type {Translations} from './schema.ts'

/** Finds what is said of a label that is called as one before it, in the same place of the same question and in one language. What is retired is offered to nobody. */
export function labelWordsTaken(parts: readonly DraftPart[]): (label: DraftPart) => readonly Sentence[] {
  const found = new Map<PartId, readonly Sentence[]>()
  const within = partsWithin(parts)
  for (const feature of parts) if (feature.part === 'feature') for (const [id, problems] of takenAmong(within(feature.id))) found.set(id, problems)
  return ({id}) => found.get(id) ?? []
}

function takenAmong(labels: readonly DraftPart[]): ReadonlyMap<PartId, readonly Sentence[]> {
  const over = parentNames(labels)
  const holders = new Map<string, DraftPart>()
  const found = new Map<PartId, readonly Sentence[]>()
  for (const label of labels) {
    if (label.fields.retired === true) continue
    const parent = over(label)
    const taken = wordsOf(label).flatMap(({tag, words}): readonly Sentence[] => {
      const key = JSON.stringify([parent, tag, words.normalize('NFC').trim().toLowerCase()])
      const holder = holders.get(key)
      if (holder === undefined) holders.set(key, label)
      return holder === undefined ? [] : [takenWords(tag, words, `${holder.fields.name}`)]
    })
    if (taken.length > 0) found.set(label.id, taken.slice(0, 1))
  }
  return found
}

/** As it is called, and in each other language. */
function wordsOf({fields: {label, translations}}: DraftPart): readonly {readonly tag: string; readonly words: string}[] {
  const others = Object.entries((translations ?? {}) as Partial<Translations>).map(([tag, said]) => ({tag, words: said?.label}))
  return [{tag: '', words: label}, ...others].flatMap(({tag, words}) => (typeof words === 'string' && words.trim() !== '' ? [{tag, words}] : []))
}

const takenWords = (tag: string, words: string, value: string): Sentence =>
  tag === ''
    ? message('“{words}” is what the label with the value “{value}” is called already: nobody could tell them apart. Call one of them otherwise.', {
        words,
        value,
      })
    : message(
        'In the language {tag}, “{words}” is what the label with the value “{value}” is called already: nobody could tell them apart. Call one of them otherwise.',
        {tag, words, value},
      )
