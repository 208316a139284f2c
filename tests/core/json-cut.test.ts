import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {CutJson} from '../../src/core/json/json-cut.ts'
import {cutJson} from '../../src/core/json/json-cut.ts'
import {openJson} from '../../src/core/json/json-file.ts'
import {parseJson} from '../../src/core/json/json-text.ts'
import {readElements, readValue} from '../../src/core/json/json-values.ts'
import {finished} from '../../src/core/steps.ts'
import {bytesOf} from '../support/datasets.ts'
import {looseJson, looseness} from './loose-json.ts'

const SEED = 20261127

const cutInSteps = (text: string, step: number): CutJson => finished(cutJson(bytesOf(text), 0, step))

/** What the whole file says, read field by field and element by element. */
function readInParts(text: string, cut: CutJson): unknown {
  const json = {source: bytesOf(text), start: 0}
  const all: [string, unknown][] = []
  for (const {name, value, names, list} of cut.fields ?? []) {
    const key = readValue(json, 'A name', name, 0)
    const read =
      list === undefined
        ? readValue(json, 'a', value, names)
        : list.from.length === 0
          ? {ok: true as const, value: []}
          : readElements(json, 'a', list, 0, list.from.length)
    if (!key.ok || !read.ok) throw new Error(JSON.stringify([key, read]))
    all.push([String(key.value), read.value])
  }
  return Object.fromEntries(all)
}

const anyObject = fc.dictionary(
  fc.string({unit: 'grapheme'}).filter(name => name !== '__proto__'),
  fc.jsonValue(),
)

describe('a file of JSON that is cut and read in parts', () => {
  test(`says what JSON.parse says, wherever its pieces end, whatever white space, escapes and order it has (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyObject, looseness, fc.integer({min: 1, max: 40}), (value, loose, step) => {
        const text = looseJson(value, loose)
        const parsed = JSON.parse(text) as object
        fc.pre(!text.includes('__proto__'))
        const cut = cutInSteps(text, step)
        expect(cut.problem).toBeUndefined()
        expect(readInParts(text, cut)).toEqual(parsed)
      }),
      {seed: SEED, numRuns: 400},
    )
  })

  test(`is refused for what parsing it whole is refused for, at the same line and column (seed ${SEED})`, () => {
    const mark = fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', 'x', '7', ' ', '\n', '\u0001', 'ש', '🧊')
    fc.assert(
      fc.property(anyObject, looseness, fc.nat(), fc.nat(2), mark, (value, loose, place, taken, put) => {
        const whole = looseJson(value, loose)
        const at = [...whole.slice(0, place % (whole.length + 1))].join('').length
        const text = (whole.slice(0, at) + put + whole.slice(at + taken)).toWellFormed()
        const parsed = parseJson(text)
        fc.pre(!parsed.ok && !text.startsWith('\uFEFF'))
        expect(firstRefusal(text)).toBe(parsed.ok ? undefined : `${parsed.error}`)
      }),
      {seed: SEED, numRuns: 600},
    )
  })
})

/** Why a file is refused that is opened and then read in the order it stands in. */
function firstRefusal(text: string): string | undefined {
  const opened = finished(openJson(bytesOf(text)))
  if (!opened.ok) return `${opened.error}`
  for (const [name, {value, names, list}] of opened.value?.fields ?? []) {
    if (list !== undefined && list.from.length === 0) continue
    const read =
      list === undefined ? readValue(opened.value as never, name, value, names) : readElements(opened.value as never, name, list, 0, list.from.length)
    if (!read.ok) return `${read.error}`
  }
  return undefined
}
