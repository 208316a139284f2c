import {describe, expect, test} from 'vitest'
import {codebookOf} from '../../src/core/schema/codebook.ts'
import {codebookMarkdown} from '../../src/core/schema/codebook-markdown.ts'
import {codebookPage} from '../../src/core/schema/codebook-page.ts'
import {ENGLISH} from '../../src/core/language/language.ts'
import {offeredChoices} from '../../src/core/schema/offered-choices.ts'
import type {Choice, Schema} from '../../src/core/schema/schema.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import {refusal, value} from '../support/results.ts'

const article = 'a1'.repeat(32)
const shown = [
  {kind: 'positive', quote: 'السلام قريب 🧊', article, span: {start: 12, end: 26}, note: 'Said *flatly*.'},
  {kind: 'negative', quote: '<b>Zoë</b> might leave'},
] as const
const tone = (...choices: readonly Choice[]): Schema => ({
  name: 'Tone',
  guideline: 'Read the *whole* article first.',
  version: 1,
  layers: [
    {
      name: 'line',
      label: 'Line',
      key: 'l',
      look: {hue: 'rose', line: 'solid'},
      examples: shown,
      features: [{name: 'tone', label: 'Tone', kind: 'choice', choices}],
    },
  ],
})
const plain: Choice = {value: 'plain', label: 'Plain', key: '1', examples: shown}
const sharp: Choice = {value: 'sharp', label: 'חד', retired: true}

describe('guidelines with examples', () => {
  test('are read as they were written, with the article and the place of their words', () => {
    expect(value(parseNewSchema(tone(plain)))).toEqual(tone(plain))
  })

  test.each([
    ['examples whose words are nowhere', {span: {start: 3, end: 5}}, 'in which article'],
    ['a place that ends before it begins', {article, span: {start: 5, end: 5}}, 'must end after it begins'],
    ['an article that is none', {article: 'a1'}, 'article'],
    ['nothing quoted', {quote: ''}, 'quote'],
  ])('refuse %s, with the place', (_what, wrong, told) => {
    const said = refusal(parseNewSchema(tone({...plain, examples: [{kind: 'positive', quote: 'Sea ice', ...wrong}]})))
    expect(said).toContain('schema.layers[0].features[0].choices[0].examples[0]')
    expect(said).toContain(told)
  })

  test('of the project are no longer than those of its parts', () => {
    expect(refusal(parseNewSchema({...tone(plain), guideline: 'سالم '.repeat(4001)}))).toBe('schema.guideline has more than 20,000 characters. Shorten it.')
  })

  test('stand in the codebook on paper with their quotes, without any text at hand', () => {
    const schema = value(parseNewSchema(tone(plain, sharp)))
    const [markdown, page] = [codebookMarkdown(codebookOf(schema), ENGLISH), codebookPage(codebookOf(schema), ENGLISH)]
    expect(markdown).toContain('Read the *whole* article first.')
    expect(markdown).toContain(
      '\n* *Example:* “السلام قريب 🧊” (article a1a1a1a1a1a1, characters 12 to 26) – Said *flatly*.\n* *Counterexample:* “\\<b\\>Zoë\\</b\\> might leave”',
    )
    expect(markdown).toContain('- **חד** (sharp · retired: not chosen any more)')
    expect(page).toContain(
      '<q><bdi>السلام قريب 🧊</bdi></q> <span class="facts">(<bdi>article a1a1a1a1a1a1, characters 12 to 26</bdi>)</span>\n<div class="guideline">\n<p dir="auto">Said <em>flatly</em>.</p>',
    )
    expect(page).toContain('<li class="negative"><span class="facts">Counterexample:</span> <q><bdi>&lt;b&gt;Zoë&lt;/b&gt; might leave</bdi></q></li>')
  })
})

describe('a retired label', () => {
  test('is offered to nobody, but stays where it is chosen; what is a kind of it goes up', () => {
    const choices: readonly Choice[] = [
      {value: 'all', label: 'All'},
      {value: 'old', label: 'Old', parent: 'all', retired: true},
      {value: 'new', label: 'New', parent: 'old'},
    ]
    expect(offeredChoices(choices)).toEqual([choices[0], {value: 'new', label: 'New', parent: 'all'}])
    expect(offeredChoices(choices, ['old'])).toEqual(choices)
  })

  test('has no key, and is not the only one', () => {
    expect(refusal(parseNewSchema(tone(plain, {...sharp, key: '2'})))).toContain('the retired label "sharp" with the key "2"')
    expect(refusal(parseNewSchema(tone(sharp)))).toContain('has retired labels only')
  })
})
