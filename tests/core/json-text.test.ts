import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseJson} from '../../src/core/json/json-text.ts'
import {inEnglish} from '../support/results.ts'

describe('reading JSON', () => {
  test('gives what JSON.parse gives, with or without a byte order mark', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(parseJson(text)).toEqual({ok: true, value: JSON.parse(text)})
        expect(parseJson(`\uFEFF${text}`)).toEqual({ok: true, value: JSON.parse(text)})
      }),
    )
  })

  test.each([
    ['{"a": tru}', 1, 7],
    ['{"a": 1,\n "b": 2,\n}', 3, 1],
    ['{"a": 1}\n{"b": 2}', 2, 1],
    ['[1, 2 3]', 1, 7],
    ['["שלום", "a\tb"]', 1, 12],
    ['["\\x"]', 1, 3],
    ['[01]', 1, 3],
    ['[1}', 1, 3],
    ['{a: 1}', 1, 2],
    ['<html>', 1, 1],
    ['{"a" 1}', 1, 6],
  ])('%j is not understood at line %i, column %i', (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow()
    expect(inEnglish(parseJson(text))).toMatchObject({ok: false, error: expect.stringContaining(`line ${line}, column ${column} is not understood`)})
  })

  test('a file cut short is said to be not whole, wherever the cut falls', () => {
    const whole = '{"name": "停火 🕊️", "list": [1.5, true, null, {"deep": "\\u00e9"}]}'
    for (let length = 1; length < whole.length; length++) {
      const parsed = parseJson(whole.slice(0, length))
      expect(parsed.ok).toBe(false)
    }
    expect(inEnglish(parseJson(whole.slice(0, 20)))).toMatchObject({error: expect.stringContaining('The file is not whole')})
    expect(inEnglish(parseJson(whole.slice(0, -1)))).toMatchObject({error: expect.stringContaining('stops at line 1')})
  })

  test('an empty file is said to be empty', () => {
    expect(inEnglish(parseJson(' \n'))).toEqual({ok: false, error: 'The file is empty. Choose another file.'})
  })

  test('the place of an error is found in megabytes of one string', () => {
    const parsed = parseJson(`{"text": "${'a'.repeat(5_000_000)}", x}`)
    expect(inEnglish(parsed)).toMatchObject({ok: false, error: expect.stringContaining('column 5000014')})
  })
})
