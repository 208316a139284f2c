import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'

const src = new URL('../../src/', import.meta.url)

/** They are words of the product too: kinds of what the registry holds, of features and of holders, roles, details of articles, what seals finished work, and the type of an entity that nobody gave one. */
const ALSO_WORDS: ReadonlySet<string> = new Set([
  'claim',
  'entity',
  'stances',
  'outlet',
  'cue',
  'source',
  'type',
  'note',
  'commitment',
  'mixed',
  'yes',
  'no',
  'OTHER',
])

const named = (name: string): RegExp => new RegExp(`(['"\`.])${name}\\1|features\\.${name}\\b|\\.${name}\\b(?=[,) \\]])`)

test('the code knows no layer, feature or label of the default schema by its name', () => {
  const names = DEFAULT_SCHEMA.layers.flatMap(({name, features}) => [
    name,
    ...features.flatMap(feature => [feature.name, ...('choices' in feature ? feature.choices.map(({value}) => value) : [])]),
  ])
  const own = [...new Set(names)].filter(name => !ALSO_WORDS.has(name))
  expect(own).toContain('checkWorthy')
  const files = readdirSync(src, {recursive: true, encoding: 'utf8'}).filter(path => /\.(ts|tsx|css)$/.test(path) && !path.endsWith('default-schema.ts'))
  expect(files.length).toBeGreaterThan(100)
  const found = files.flatMap(path => {
    const text = readFileSync(new URL(path, src), 'utf8')
    return own.filter(name => named(name).test(text)).map(name => `${path}: ${name}`)
  })
  expect(found).toEqual([])
  expect(named('voice').test("features['voice']") && named('voice').test('features.voice === x')).toBe(true)
})
