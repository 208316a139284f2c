import {readdirSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {catalogueOf} from '../../src/core/language/catalogues.ts'
import {ENGLISH, languageIn} from '../../src/core/language/language.ts'
import type {Choice, Feature, Layer, Schema} from '../../src/core/schema/schema.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import {refiCodebook} from '../../src/formats/refi-qda/refi-codebook.ts'
import {value} from '../support/results.ts'
import type {Element} from '../support/xml.ts'
import {readXml} from '../support/xml.ts'

const presets = new URL('../../resources/schemas/', import.meta.url)
const PRESETS = readdirSync(presets).map(file => value(parseNewSchema(JSON.parse(readFileSync(new URL(file, presets), 'utf8')))))
const PROJECT = 'project-1'

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** What Codebook.xsd (urn:QDA-XML:codebook:1.0) says of a file, and which codes it has, those that hold others before these. */
function codesOf(file: string): readonly Element[] {
  const root = readXml(file)
  expect([root.name, root.attributes.get('xmlns'), [...root.attributes.keys()]]).toEqual(['CodeBook', 'urn:QDA-XML:codebook:1.0', ['xmlns', 'origin']])
  expect(root.elements.map(({name}) => name)).toEqual(['Codes'])
  const [codes] = root.elements
  expect([codes!.attributes.size, codes!.elements.length > 0]).toEqual([0, true])
  return codes!.elements.flatMap(within)
}

function within(code: Element): readonly Element[] {
  const {name, attributes, elements} = code
  expect([name, [...attributes.keys()]]).toEqual(['Code', ['guid', 'name', 'isCodable', 'color']])
  expect(attributes.get('guid')).toMatch(GUID)
  expect(attributes.get('isCodable')).toMatch(/^(?:true|false)$/)
  expect(attributes.get('color')).toMatch(/^#[0-9A-F]{6}$/)
  const [first, ...others] = elements.map(each => each.name)
  expect([undefined, 'Description', 'Code']).toContain(first)
  expect(others.every(each => each === 'Code')).toBe(true)
  return [code, ...elements.filter(each => each.name === 'Code').flatMap(within)]
}

const nameOf = ({attributes}: Element): string => attributes.get('name') ?? ''
const described = (code: Element | undefined): string | undefined => code?.elements.find(({name}) => name === 'Description')?.text
const tree = (code: Element): unknown => [
  nameOf(code),
  code.attributes.get('isCodable') === 'true',
  ...code.elements.filter(({name}) => name === 'Code').map(tree),
]

const layer = (name: string, label: string, features: readonly Feature[] = [], more: Partial<Layer> = {}): Layer => ({
  name,
  label,
  key: name.slice(0, 1),
  look: {hue: 'teal', line: 'solid'},
  features,
  ...more,
})
const schemaOf = (...layers: readonly Layer[]): Schema => ({name: 'Töne', version: 3, layers})
const calm: Choice = {value: 'calm', label: 'هادئ 🧊', guideline: 'Nobody *shouts* & <nobody> whispers.\n\n- once'}
const mixed: Choice = {value: 'mixed', label: 'Mixed', examples: [{kind: 'negative', quote: 'Zoë said "no"', note: 'Reported.'}]}
const tone: Feature = {name: 'tone', label: 'Tone', kind: 'choice', choices: [calm, {value: 'cool', label: 'Cool', parent: 'calm'}, mixed]}
const voice: Feature = {name: 'voice', label: 'Voice', kind: 'choices', guideline: 'Who speaks.', choices: [{...mixed, value: 'm', label: 'mixed'}]}
const note: Feature = {name: 'note', label: 'Note', kind: 'text', guideline: 'Anything.', countsForAgreement: false}

describe('a codebook for other programs', () => {
  test('has layers that hold features, features that hold labels, and labels to code with; a layer without labels is one itself', () => {
    const codes = readXml(refiCodebook(schemaOf(layer('line', 'Line', [tone, voice, note]), layer('cue', 'Cue')), PROJECT, ENGLISH)).elements[0]!.elements
    expect(codes.map(tree)).toEqual([
      ['Line', false, ['Tone', false, ['هادئ 🧊', true, ['Cool', true]], ['Mixed', true]], ['Voice', false, ['mixed (Voice)', true]]],
      ['Cue', true],
    ])
  })

  test('says the guidelines as they were written, examples with their quotes, and what takes no labels with its layer', () => {
    const file = refiCodebook(schemaOf(layer('line', 'Line', [tone, voice, note], {guideline: 'A line.'})), PROJECT, ENGLISH)
    const codes = codesOf(file)
    const about = (name: string): string | undefined => described(codes.find(code => nameOf(code) === name))
    expect(about('هادئ 🧊')).toBe(calm.guideline)
    expect(about('Mixed')).toBe('Counterexample: “Zoë said "no"” – Reported.')
    expect(about('Line')).toBe('A line.\n\nNote (text · never compared between people)\nAnything.')
    expect(about('Voice')).toBe('Who speaks.')
  })

  test('says the words that are in no schema in the language of whoever asks', async () => {
    const german = languageIn('de', await catalogueOf('de'))
    expect(refiCodebook(schemaOf(layer('line', 'Line', [tone])), PROJECT, german)).toContain('Gegenbeispiel: ')
  })

  test('has no two names alike, in any case: some programs would make one code of them', () => {
    const twice = schemaOf(layer('mixed', 'Mixed', [tone, {...tone, name: 'other'}]), layer('again', 'Mixed', [tone]))
    const names = codesOf(refiCodebook(twice, PROJECT, ENGLISH)).map(nameOf)
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(names.length)
    expect(names).toContain('Mixed (Tone)')
  })

  test('is the same to the byte for the same schema of the same project, and a code stays itself when it is renamed', () => {
    const before = schemaOf(layer('line', 'Line', [tone]))
    const after = schemaOf(layer('line', 'Zeile', [{...tone, label: 'Ton'}]))
    const guids = (schema: Schema, project = PROJECT): readonly (string | undefined)[] =>
      codesOf(refiCodebook(schema, project, ENGLISH)).map(({attributes}) => attributes.get('guid'))
    expect(refiCodebook(before, PROJECT, ENGLISH)).toBe(refiCodebook(before, PROJECT, ENGLISH))
    expect(guids(after)).toEqual(guids(before))
    expect(new Set([...guids(before), ...guids(before, 'project-2')]).size).toBe(2 * guids(before).length)
  })

  test('has no code of a label that is retired; what is a kind of it goes up', () => {
    const retired = {...tone, choices: [{...calm, retired: true as const}, {value: 'cool', label: 'Cool', parent: 'calm'}, mixed]}
    expect(codesOf(refiCodebook(schemaOf(layer('line', 'Line', [retired])), PROJECT, ENGLISH)).map(nameOf)).toEqual(['Line', 'Tone', 'Cool', 'Mixed'])
  })

  test('can be read of every schema that comes with the app, and of labels with any character in them', () => {
    for (const preset of PRESETS) expect(codesOf(refiCodebook(preset, PROJECT, ENGLISH)).length).toBeGreaterThanOrEqual(preset.layers.length)
    fc.assert(
      fc.property(fc.string({unit: 'binary', minLength: 1, maxLength: 20}), label => {
        const given = `${label}\u0000\ud800"<&>\ufffe`
        const codes = codesOf(
          refiCodebook(schemaOf(layer('line', 'Line', [{...tone, choices: [{...calm, label: given, guideline: given}]}])), PROJECT, ENGLISH),
        )
        expect(described(codes[2])).toBe(given.trim().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd'))
      }),
    )
  })
})
