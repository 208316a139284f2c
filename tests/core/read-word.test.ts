import {expect, test} from 'vitest'
import type {Word} from '../../src/core/schema/mapping.ts'
import {readWord, wordKey} from '../../src/core/schema/mapping.ts'
import type {Mapping, Schema} from '../../src/core/schema/schema.ts'
import {seeded} from '../support/seeded.ts'

const schemaWith = (mappings: readonly Mapping[], version: number): Schema => ({name: 'Coverage', version, layers: [], mappings})

/** As the rule says it: version by version, each of what the one before it had. */
function versionByVersion(mappings: readonly Mapping[], word: Word, from: number, upTo: number): Word {
  let read = word
  for (let version = from + 1; version <= upTo; version++) {
    const of = (key: string): string | undefined => mappings.findLast(each => each.version === version && wordKey(each) === key)?.to
    const {layer, feature, label} = read
    read = {
      layer: of(wordKey({layer})) ?? layer,
      ...(feature !== undefined && {feature: of(wordKey({layer, feature})) ?? feature}),
      ...(label !== undefined && {label: of(wordKey(read)) ?? label}),
    }
  }
  return read
}

test.each(Array.from({length: 12}, (_, seed) => seed + 1))('[SP162] a word is read as it is version by version, whatever was mapped to what (%i)', seed => {
  const random = seeded(seed)
  const some = (words: readonly string[]): string => words[Math.floor(random() * words.length)] as string
  const layer = (): string => some(['claim', 'Aussage', 'ادعاء'])
  const feature = (): string => some(['kind', '种类'])
  const label = (): string => some(['asserts', '否认', 'e\u0301lan', '🧊'])
  const mappings = Array.from({length: 60}, (): Mapping => {
    const version = 2 + Math.floor(random() * 12)
    const deep = random()
    if (deep < 0.2) return {version, layer: layer(), to: layer()}
    return deep < 0.4
      ? {version, layer: layer(), feature: feature(), to: feature()}
      : {version, layer: layer(), feature: feature(), label: label(), to: label()}
  })
  const schema = schemaWith(mappings, 14)
  for (let n = 0; n < 200; n++) {
    const word: Word = {layer: layer(), ...(n % 5 > 0 && {feature: feature()}), ...(n % 5 > 1 && {label: label()})}
    const [from, upTo] = [1 + Math.floor(random() * 14), 1 + Math.floor(random() * 14)]
    expect(readWord(schema, word, from, upTo)).toEqual(versionByVersion(mappings, word, from, upTo))
    expect(readWord(schema, word, from)).toEqual(versionByVersion(mappings, word, from, 14))
  }
})

test('[SP162] a label that was renamed in five thousand versions is read to its end, from whichever it was said under', () => {
  const mappings = Array.from({length: 5000}, (_, n): Mapping => ({version: n + 2, layer: 'claim', feature: 'kind', label: `名${n}`, to: `名${n + 1}`}))
  const schema = schemaWith(mappings, 5001)
  for (const from of [1, 2, 2500, 5000, 5001])
    expect(readWord(schema, {layer: 'claim', feature: 'kind', label: `名${from - 1}`}, from)).toEqual({layer: 'claim', feature: 'kind', label: '名5000'})
  expect(readWord(schema, {layer: 'claim', feature: 'kind', label: '名7'}, 4000)).toEqual({layer: 'claim', feature: 'kind', label: '名7'})
})
