import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {callAt, commentParts, mentioned} from '../../src/renderer/discussion/mention-text.ts'

const ALICE = {id: 'alice', name: 'Alice'}
const ALICE_M = {id: 'alice-m', name: 'Alice Miller'}
const BOB = {id: 'bob', name: 'Bob'}
const OTHER_BOB = {id: 'bob-2', name: 'Bob'}
const LAYLA = {id: 'layla', name: 'ليلى'}
const EVERYBODY = [ALICE, ALICE_M, BOB, LAYLA]
const called = (text: string) => mentioned(text, EVERYBODY, new Set())

describe('whom a comment calls', () => {
  test('is everybody whose name follows an @, once, the longest name that fits', () => {
    expect(called('@Bob and @Alice Miller: look, @Bob!')).toEqual(['bob', 'alice-m'])
    expect(called('@Alice, @ليلى 👩‍👩‍👧')).toEqual(['alice', 'layla'])
  })

  test('is nobody in an address of mail, in part of a word, or without an @', () => {
    expect(called('alice@Bob.org, @Bobby, Bob, @ Bob')).toEqual([])
  })

  test('is who was chosen from the list when two have one name, and both when none was', () => {
    const people = [BOB, OTHER_BOB]
    expect(mentioned('@Bob', people, new Set(['bob-2']))).toEqual(['bob-2'])
    expect(mentioned('@Bob', people, new Set())).toEqual(['bob', 'bob-2'])
  })

  test('cutting a comment at its names loses no letter', () => {
    const words = fc.array(fc.constantFrom('@', 'Bob', 'Alice', ' Miller', ' ', 'e\u0301', 'ליאור', '和平', '\n', '@Bob', '@ليلى', '🧑🏽'), {maxLength: 30})
    fc.assert(
      fc.property(words, some => {
        const text = some.join('')
        const parts = commentParts(text, EVERYBODY)
        expect(parts.map(part => part.text).join('')).toBe(text)
        for (const part of parts) if (part.person !== undefined) expect(part.text).toBe(`@${EVERYBODY.find(({id}) => id === part.person)?.name}`)
      }),
    )
  })
})

test('a name is being typed from the @ to the caret, as long as it can be one', () => {
  expect(callAt('Hi @', 4)).toEqual({at: 3, query: ''})
  expect(callAt('Hi @Alice M and', 11)).toEqual({at: 3, query: 'Alice M'})
  expect(callAt('mail bob@ali', 12)).toBeUndefined()
  expect(callAt('@Bob\nnext', 9)).toBeUndefined()
  expect(callAt('@ Bob', 5)).toBeUndefined()
  expect(callAt('no call', 7)).toBeUndefined()
})
