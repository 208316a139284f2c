import {readdirSync, readFileSync} from 'node:fs'
import {parse} from '@formatjs/icu-messageformat-parser'
import {describe, expect, test} from 'vitest'
import {messagesIn, plainRefusalsIn} from '../../scripts/lib/messages.mjs'
import type {Catalogue} from '../../src/core/language/language.ts'
import {LANGUAGES} from '../../src/core/language/languages.ts'

const src = new URL('../../src/', import.meta.url)
const sources = readdirSync(src, {recursive: true, encoding: 'utf8'}).filter(path => /\.tsx?$/.test(path))
const found = sources.map(path => messagesIn(path, readFileSync(new URL(path, src), 'utf8')))
const said = new Set(found.flatMap(({messages}) => messages))

const catalogue = (tag: string): Catalogue => JSON.parse(readFileSync(new URL(`../../resources/languages/${tag}.json`, import.meta.url), 'utf8'))

/** The places of a message and the elements around its words, whatever their order and however often: a plural may say its number or not. */
function placesOf(message: string): readonly string[] {
  const names = new Set<string>()
  const visit = (elements: ReturnType<typeof parse>): void => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) names.add(element.value)
      if ('options' in element) for (const {value} of Object.values(element.options)) visit(value)
      if ('children' in element) visit(element.children)
    }
  }
  visit(parse(message))
  return [...names].sort()
}

test('every message is ICU MessageFormat and neither begins nor ends with white space', () => {
  expect(said.size).toBeGreaterThan(500)
  expect([...said].filter(message => message.trim() !== message)).toEqual([])
  for (const message of said) placesOf(message)
})

test('what the window says goes through the catalogue', () => {
  expect(found.flatMap(({problems}) => problems)).toEqual([])
})

test('sentences past the catalogue, and messages that are not written out, are found', () => {
  const text = "import {say} from '../ui/say.ts'\nconst a = <p title=\"A word\">Some {say('words', {}, 'of a round')} {say(word)}</p>"
  expect(messagesIn('planted.tsx', text)).toEqual({messages: ['words [of a round]'], problems: expect.objectContaining({length: 3})})
  expect(messagesIn('cli/planted.ts', "language.say('Passphrase:')\nlanguage.tell(why)\nsay('Folder: {folder}', {folder})")).toEqual({
    messages: [],
    problems: [expect.stringMatching(/:1: /), expect.stringMatching(/:3: /)],
  })
})

/** Rooms whose refusals somebody reads. */
const TOLD = /^(core|project|sync|storage|hub|cli)\//

test('what a hub, its store, its folders, a file or a schema is refused for goes through the catalogue', () => {
  const rooms = sources.filter(path => TOLD.test(path))
  expect(rooms.length).toBeGreaterThan(200)
  expect(rooms.flatMap(path => plainRefusalsIn(path, readFileSync(new URL(path, src), 'utf8')))).toEqual([])
})

test('a refusal in plain English is found, wherever it is chosen, and one of a message or of a closed list is not', () => {
  const text =
    "refused('It is not there.')\nrefused(a ? `No one there` : message('Yes it is.'))\nnew SentenceError('It is gone.')\nrefused('gone')\nrefused(message('It is not there.'))"
  expect(plainRefusalsIn('planted.ts', text)).toEqual([
    expect.stringMatching(/:1: “It is not there\.”/),
    expect.stringMatching(/:2: /),
    expect.stringMatching(/:3: /),
  ])
})

describe.each(Object.keys(LANGUAGES).filter(tag => tag !== 'en'))('The catalogue of %s', tag => {
  const words = catalogue(tag)

  test('has every message and none that nobody says', () => {
    expect([...said].filter(message => !words[message])).toEqual([])
    expect(Object.keys(words).filter(message => !said.has(message))).toEqual([])
  })

  test('has the same places in each message as the English, and the plurals of its language', () => {
    for (const [english, translated] of Object.entries(words)) expect([english, placesOf(translated)]).toEqual([english, placesOf(english)])
  })
})
