import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Annotation, FeatureValue} from '../../src/core/annotation/annotation.ts'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {parseDataset} from '../support/datasets.ts'
import {KINDS} from '../support/kinds.ts'
import {read} from '../support/through-documents.ts'
import {aProject} from './projects.ts'

const article = anArticle(MIXED_TEXT)
const schema = {
  ...KINDS,
  version: 4,
  mappings: [
    {version: 2, layer: 'assertion', to: 'claim'},
    {version: 3, layer: 'claim', feature: 'kind', label: 'old', to: 'new'},
  ],
}
const word = fc.constantFrom('claim', 'premise', 'verdict', 'supports', 'nowhere', 'السلام', 'says', 'kind', 'note', 'yes', 'old', '和平', 'constructor ')
const reference = fc.oneof(fc.record({kind: fc.constantFrom('entity', 'claim', 'mention'), id: word}), fc.record({kind: fc.constantFrom('none', 'unnamed')}))
const feature: fc.Arbitrary<FeatureValue> = fc.oneof(
  word,
  fc.double({noNaN: true, noDefaultInfinity: true}),
  fc.boolean(),
  fc.uniqueArray(word, {minLength: 1}),
  reference as fc.Arbitrary<FeatureValue>,
)
const end = fc.constantFrom('sound', 'gone')
const place = fc.oneof(
  fc.constant({}),
  fc.record({from: end, to: end}),
  fc
    .record({
      start: fc.nat(MIXED_TEXT.length + 5),
      end: fc.nat(MIXED_TEXT.length + 5),
      quote: fc.constantFrom('Sea ice', 'Zoë', MIXED_TEXT.slice(3, 9)),
      prefix: fc.constantFrom('', 'x'),
      suffix: fc.constant(''),
    })
    .map(selector => ({selector})),
  fc.constant({selector: aClaim(article, 'السلام قريب').selector}),
)
const wordings = fc.array(fc.record({version: fc.integer({min: 1, max: 6}), layer: word, features: fc.dictionary(word, feature)}), {minLength: 1, maxLength: 3})
const hostile = fc
  .record({
    id: fc.uuid(),
    place,
    layer: word,
    schemaVersion: fc.integer({min: 1, max: 6}),
    features: fc.dictionary(word, feature),
    said: fc.option(wordings, {nil: undefined}),
    isRemoved: fc.boolean(),
  })
  .map(
    ({id, place: at, layer, schemaVersion, features, said, isRemoved}): Annotation =>
      ({
        ...at,
        id,
        layer,
        schemaVersion,
        features,
        origin: 'human',
        by: 'alice',
        at: 5,
        ...(said !== undefined && {said}),
        ...(isRemoved && {removed: {by: 'alice', at: 6}}),
      }) as Annotation,
  )

test('[DS12] whatever another program wrote into a project, what is exported of it can be checked and imported, and holds all that is sound', () => {
  const sound = aClaim(article, 'السلام قريب', {id: 'sound', schemaVersion: 4})
  fc.assert(
    fc.property(fc.uniqueArray(hostile, {selector: ({id}) => id, maxLength: 8}), fc.constantFrom('codepoint', 'utf16'), (annotations, unit) => {
      const project = {
        ...aProject(),
        schema,
        articles: [article],
        sets: [{article: article.id, owner: 'team' as const, annotations: [...annotations, sound], readMarks: []}],
      }
      const text = exportDataset(project, {unit})
      expect(parseDataset(text)).toMatchObject({ok: true})
      expect(read(text).sets.flatMap(set => set.annotations.map(({id}) => id))).toContain('sound')
      expect(exportDataset(read(text), {unit})).toBe(text)
    }),
    {numRuns: 100},
  )
})
