import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {codebookOf} from '../../src/core/schema/codebook.ts'
import {codebookMarkdown} from '../../src/core/schema/codebook-markdown.ts'
import {codebookPage} from '../../src/core/schema/codebook-page.ts'
import {ENGLISH} from '../../src/core/language/language.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {schemaDiff} from '../../src/core/schema/schema-diff.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import type {Choice, Feature, Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import {aLayer, aSchema} from '../support/coding-schemas.ts'
import {value} from '../support/results.ts'

const folder = new URL('../../resources/schemas/', import.meta.url)
const PRESETS = readdirSync(folder).map(name => value(parseNewSchema(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))))

const tone = (choices: readonly Choice[], more: Partial<Feature> = {}): Feature =>
  ({name: 'tone', label: 'Ton 🎼', kind: 'choice', choices, ...more}) as Feature
const calm = {value: 'calm', label: 'هادئ'}
const harsh = {value: 'harsh', label: '激烈'}
const V1 = aSchema([aLayer('claim', [tone([calm, harsh])])])
const take = (after: Schema, mappings: readonly WantedMapping[] = []): Schema => value(schemaChange(V1, after, mappings)).next

describe('two versions of a schema', () => {
  test.each<readonly [string, Schema, unknown]>([
    [
      'a label that is called otherwise',
      aSchema([aLayer('claim', [tone([{...calm, label: 'Ruhig'}, harsh])])]),
      {kind: 'changed', of: 'label', at: {layer: 'claim', feature: 'tone', label: 'calm'}, field: 'label', before: 'هادئ', after: 'Ruhig'},
    ],
    [
      'a guideline',
      aSchema([aLayer('claim', [tone([calm, harsh], {guideline: 'How it sounds.'})])]),
      {kind: 'changed', of: 'feature', at: {layer: 'claim', feature: 'tone'}, field: 'guideline', before: undefined, after: 'How it sounds.'},
    ],
    [
      'a key',
      aSchema([aLayer('claim', [tone([calm, harsh])], 'x')]),
      {kind: 'changed', of: 'layer', at: {layer: 'claim'}, field: 'key', before: 'k', after: 'x'},
    ],
    [
      'a layer that came',
      aSchema([aLayer('claim', [tone([calm, harsh])]), aLayer('מקור', [], 's')]),
      {kind: 'added', of: 'layer', at: {layer: 'מקור'}, label: 'מקור'},
    ],
    [
      'a label that went',
      aSchema([aLayer('claim', [tone([calm])])]),
      {kind: 'removed', of: 'label', at: {layer: 'claim', feature: 'tone', label: 'harsh'}, label: '激烈'},
    ],
    ['labels in another order', aSchema([aLayer('claim', [tone([harsh, calm])])]), {kind: 'moved', of: 'label', at: {layer: 'claim', feature: 'tone'}}],
    ['the name of the whole', {...V1, name: 'Codebook'}, {kind: 'changed', of: 'schema', at: {}, field: 'name', before: V1.name, after: 'Codebook'}],
  ])('differ in %s', (_what, after, difference) => expect(schemaDiff(V1, after)).toEqual([difference]))

  test('differ in what is read as something else, with its features and labels where only the name is new', () => {
    const after = take(aSchema([aLayer('aussage', [tone([calm, {...harsh, value: 'scharf'}])])]), [
      {layer: 'claim', to: 'aussage'},
      {layer: 'claim', feature: 'tone', label: 'harsh', to: 'scharf'},
    ])
    expect(schemaDiff(V1, after)).toEqual([
      {kind: 'mapped', of: 'layer', at: {layer: 'claim'}, label: 'claim', to: 'aussage', isNew: true},
      {kind: 'changed', of: 'layer', at: {layer: 'claim'}, field: 'label', before: 'claim', after: 'aussage'},
      {kind: 'mapped', of: 'label', at: {layer: 'claim', feature: 'tone', label: 'harsh'}, label: '激烈', to: 'scharf', isNew: true},
    ])
    const joined = take(aSchema([aLayer('claim', [tone([calm])])]), [{layer: 'claim', feature: 'tone', label: 'harsh', to: 'calm'}])
    expect(schemaDiff(V1, joined)).toEqual([
      {kind: 'mapped', of: 'label', at: {layer: 'claim', feature: 'tone', label: 'harsh'}, label: '激烈', to: 'calm', isNew: false},
    ])
  })

  test('differ in nothing where they are the same, and in something where they are not', () => {
    for (const one of PRESETS) for (const other of PRESETS) expect(schemaDiff(one, {...other, version: 9}).length === 0).toBe(one === other)
  })
})

test('a codebook has each layer, feature, label and guideline, and nothing in it is taken for anything else', () => {
  const bad = '<script>alert("ا")</script> *1*'
  const schema = aSchema([
    {
      ...aLayer('claim', [tone([calm, {...harsh, parent: 'calm', key: '1', guideline: `Even ${bad}`}], {required: true})]),
      label: bad,
      guideline: 'First.\n\n- a\n- b',
    },
  ])
  const [markdown, page] = [codebookMarkdown(codebookOf(schema), ENGLISH), codebookPage(codebookOf(schema), ENGLISH)]
  expect(markdown).toBe(`# Kodierung 和平

*Version 1*

## \\<script\\>alert("ا")\\</script\\> \\*1\\*

*marks words · key K*

First.

- a
- b

### Ton 🎼

*one label · required*

- **هادئ** (calm)
  - **激烈** (harsh · key 1)
    Even ${bad}
`)
  expect(page).toContain('dir="auto">&lt;script&gt;alert(&quot;ا&quot;)&lt;/script&gt; *1*</h2>')
  expect(page).not.toContain('<script')
  for (const preset of PRESETS) {
    const [all, shown] = [codebookMarkdown(codebookOf(preset), ENGLISH), codebookPage(codebookOf(preset), ENGLISH)]
    for (const {label, features} of preset.layers)
      for (const each of [label, ...features.map(feature => feature.label)])
        expect([all, shown].every(text => text.includes(each.replaceAll('&', '&amp;')) || text.includes(each))).toBe(true)
  }
})
