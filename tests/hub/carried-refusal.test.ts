import {expect, test} from 'vitest'
import {ENGLISH, languageIn} from '../../src/core/language/language.ts'
import {Message, message} from '../../src/core/language/message.ts'
import {ok, refused} from '../../src/core/result.ts'
import {carried, revived, revivedSentence} from '../../src/ipc/revived.ts'

const SAID = message('{person} has finished “{article}” already. Leave it in her list.', {person: 'Bob', article: 'السلام 🕊️ שלום'})
const german = languageIn('de', {[SAID.english]: '{person} hat „{article}“ schon abgeschlossen.'})
const overWire = (value: unknown): never => JSON.parse(JSON.stringify(value)) as never

test('a refusal goes to another hub in English, for older ones, and beside it as a message, for her language', () => {
  const sent = overWire(carried(refused(SAID)))
  expect(sent).toMatchObject({ok: false, error: `${SAID}`})
  const arrived = revived(sent)
  expect(arrived.ok ? '' : german.tell(arrived.error)).toBe('Bob hat „\u2068السلام 🕊️ שלום\u2069“ schon abgeschlossen.')
  expect(carried(refused('It is not there.'))).toEqual({ok: false, error: 'It is not there.'})
  expect(revived(ok(7))).toEqual(ok(7))
})

test('what an older hub refuses is told as it is', () => {
  expect(revived(overWire({ok: false, error: 'Only an admin may do that.'}))).toEqual(refused('Only an admin may do that.'))
})

test('what a hub says that cannot be said is told in its English, and where that is no sentence either, as unreadable', () => {
  const unsayable = [
    {english: '{', values: {}},
    {english: '{a}', values: {}},
    {english: '{a}', values: {a: {a: {}}}},
    7,
    {english: 'x'.repeat(100_000), values: {}},
  ]
  for (const said of unsayable) expect(revivedSentence({error: 'It is not there.', said})).toBe('It is not there.')
  for (const error of [undefined, 7, 'x'.repeat(100_000)]) expect(ENGLISH.tell(revivedSentence({error, said: {english: '<b>'}}))).toMatch(/cannot be read/)
  expect(revivedSentence({error: 'no', said: {english: 'No.', values: {}}})).toBeInstanceOf(Message)
})
