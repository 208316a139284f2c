import fc from 'fast-check'
import {expect, test} from 'vitest'
import {importNote, NOTES} from '../../src/core/article/import-note.ts'
import {languageIn} from '../../src/core/language/language.ts'
import type {Message} from '../../src/core/language/message.ts'
import german from '../../resources/languages/de.json' with {type: 'json'}

const many = fc.integer({min: 1, max: 5_000_000})
const words = fc.string({unit: 'grapheme', minLength: 1, maxLength: 40})
const lines = fc.array(fc.integer({min: 1, max: 9999}), {minLength: 1, maxLength: 4}).map(all => all.join(', '))
const notes: fc.Arbitrary<Message> = fc.oneof(
  ...[NOTES.mark, NOTES.composed, NOTES.page, NOTES.head].map(made => fc.constant(made())),
  ...[NOTES.controls, NOTES.separators, NOTES.lost, NOTES.unseen, NOTES.longLine].map(made => many.map(made)),
  ...[NOTES.noLanguage, NOTES.noDate].map(made => words.map(made)),
  ...[NOTES.damage, NOTES.cut].map(made => fc.tuple(many, lines).map(each => made(...each))),
  fc.tuple(many, words).map(each => NOTES.misread(...each)),
  fc.constantFrom('CR', 'CRLF').map(NOTES.lineEnds),
  fc.constantFrom('windows-1252', 'utf-16le').map(NOTES.converted),
)

test('a note of an import that is kept in English is said in the reader’s language again, whatever stands in it', () => {
  fc.assert(fc.property(notes, note => void expect(importNote(`${note}`)).toEqual(note)))
  expect(new Set(fc.sample(notes, 2000).map(({english}) => english)).size).toBe(Object.keys(NOTES).length)
})

test('a note of an older version is read with its numbers as they were written, and one that nobody knows is told as it is', () => {
  const {tell} = languageIn('de', german)
  expect(tell(importNote('One line has 50000 characters: paragraphs may have been lost.'))).toBe(
    'Eine Zeile hat 50.000 Zeichen: Absätze sind vielleicht verloren gegangen.',
  )
  expect(tell(importNote('Ein Vermerk von anderswo: «שלום» 🧊.'))).toBe('Ein Vermerk von anderswo: «שלום» 🧊.')
})
