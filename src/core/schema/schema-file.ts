import * as z from 'zod'
import {plainName} from '../person/name.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import {languageTag} from '../article/article-language.ts'
import {articleIdShape} from '../article/article-shape.ts'
import type {Feature, Schema, Translations, WantedMapping} from './schema.ts'
import {withTranslations} from './schema-languages.ts'
import {keyProblem} from './schema-keys.ts'
import {labelUnseen, wordsProblem} from './schema-labels.ts'
import {schemaProblem} from './schema-problems.ts'
import {shapeProblems} from '../json/shape-problem.ts'
import {FORM} from '../json/value-form.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'

/** UTF-16 units. The first is what a name may have beside a label in the key of a record, the second what a hub takes as a label. */
const LONGEST_NAME = 200
const LONGEST_VALUE = 2000

const name = z
  .string()
  .max(LONGEST_NAME)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, FORM.name)
const label = z.string().min(1)
const guideline = z.string().min(1).describe('Markdown.')
/** Of one place. UTF-16 units of a quote. */
export const MOST_EXAMPLES = 50
export const LONGEST_QUOTE = 5000
const offset = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const example = z
  .strictObject({
    kind: z.enum(['positive', 'negative']),
    quote: z.string().min(1).max(LONGEST_QUOTE),
    article: articleIdShape.exactOptional().describe('The SHA-256 of its text.'),
    span: z
      .strictObject({start: offset, end: offset})
      .refine(({start, end}) => start < end, FORM.span)
      .exactOptional()
      .describe('Where the quote is in that text, in UTF-16 code units, whatever "offsets" of a dataset says.'),
    note: z.string().min(1).exactOptional().describe('Markdown.'),
  })
  .refine(({article, span}) => span === undefined || article !== undefined, FORM.articleNamed)
const examples = z.array(example).min(1).max(MOST_EXAMPLES).describe('Words that show when it is right, and when it is not.')
/** Languages that the words of one label are kept in, at most. */
const MOST_LANGUAGES = 50
const translations = z
  .record(
    z
      .string()
      .max(100)
      .refine(tag => languageTag(tag) !== undefined, FORM.language),
    z.strictObject({label: label.exactOptional(), guideline: guideline.exactOptional()}),
  )
  .refine(languages => Object.keys(languages).length <= MOST_LANGUAGES, {error: FORM.languages, params: {most: MOST_LANGUAGES}})
  .describe('The same words for people who read other languages, by language codes (BCP 47). Labels and values do not depend on them.')
const choice = z.strictObject({
  value: z.string().min(1).max(LONGEST_VALUE),
  label,
  key: z.string().length(1).exactOptional(),
  parent: z.string().min(1).exactOptional().describe('The value of the label of the same feature of which it is a kind.'),
  guideline: guideline.exactOptional(),
  examples: examples.exactOptional(),
  retired: z.literal(true).exactOptional().describe('It is still read and shown, and not offered any more.'),
  translations: translations.exactOptional(),
})
const letter = z.string().regex(/^[a-z]$/)
const answer = z.union([z.string(), z.boolean()], {error: FORM.answer})
const named = {
  name,
  label,
  key: letter.exactOptional(),
  guideline: guideline.exactOptional(),
  examples: examples.exactOptional(),
  translations: translations.exactOptional(),
  required: z.literal(true).exactOptional(),
  when: z
    .strictObject({feature: name, is: z.union([answer, z.array(answer).min(1)], {error: FORM.answers})})
    .exactOptional()
    .describe('It is asked only where another feature of the layer is answered so.'),
  countsForAgreement: z.literal(false).exactOptional(),
  role: z
    .enum(['attribution', 'cue', 'identity'])
    .exactOptional()
    .describe('Who speaks, the words that say so, or the object of the registry that the words name.'),
}
const feature = z.discriminatedUnion('kind', [
  z.strictObject({...named, kind: z.literal('choice'), choices: z.array(choice).min(1)}),
  z.strictObject({...named, kind: z.literal('choices'), choices: z.array(choice).min(1)}),
  z.strictObject({...named, kind: z.literal('text')}),
  z.strictObject({...named, kind: z.literal('number'), min: z.number().exactOptional(), max: z.number().exactOptional()}),
  z.strictObject({...named, kind: z.literal('yes-no')}),
  z.strictObject({
    ...named,
    kind: z.literal('reference'),
    to: z.array(z.enum(['entity', 'claim', 'mention', 'unnamed', 'none'])).min(1),
    layers: z.array(name).min(1).exactOptional(),
  }),
  z.strictObject({...named, kind: z.literal('stances'), choices: z.array(choice).min(1)}),
])
const look = z.strictObject({
  hue: z.enum(['amber', 'blue', 'green', 'violet', 'rose', 'teal']),
  line: z.enum(['solid', 'dotted', 'dashed', 'double', 'wavy']),
})
const ends = z.array(name).min(1)
const layer = z.strictObject({
  name,
  label,
  key: letter,
  look,
  of: z
    .enum(['span', 'article', 'relation'])
    .exactOptional()
    .describe('What an annotation of the layer is about: words (where absent), the whole article, or two other annotations.'),
  from: ends.exactOptional().describe('Of a relation: the layers that it may begin at. Absent where that is any.'),
  to: ends.exactOptional().describe('Of a relation: the layers that it may go to. Absent where that is any.'),
  guideline: guideline.exactOptional(),
  examples: examples.exactOptional(),
  translations: translations.exactOptional(),
  primary: name.exactOptional(),
  features: z.array(feature),
})

/** Versions count up by one: a number that leaves no room to is none. One that comes into force leaves room for as many changes as there will ever be. */
export const LAST_VERSION = 1_000_000
const LAST_NEW_VERSION = 900_000

/** Layers, features and labels that a project reads in other words, at most, over all the changes of its schema. */
export const MOST_MAPPINGS = 5000

/** Labels that one can become. */
const MOST_INTO = 100

const wantedMapping = {
  layer: name,
  feature: name.exactOptional(),
  label: z.string().min(1).max(LONGEST_VALUE).exactOptional(),
  to: z.string().min(1).max(LONGEST_VALUE).describe('A layer, a feature of the same kind or a label of the same feature.'),
  split: z
    .array(z.string().min(1).max(LONGEST_VALUE))
    .min(1)
    .max(MOST_INTO)
    .exactOptional()
    .describe('The labels that it became, `to` among them: what was said is to be looked at again.'),
}

/** A label is one of a feature. */
const namesFeature = ({feature, label}: {readonly feature?: string; readonly label?: string}): boolean => label === undefined || feature !== undefined

/** What a change of a schema is to read as what. */
export const mappingsShape: z.ZodType<readonly WantedMapping[]> = z
  .array(z.strictObject(wantedMapping).refine(namesFeature, FORM.featureNamed))
  .max(MOST_MAPPINGS)

/** The shape of a schema in files, in the project document and in datasets. */
export const schemaShape: z.ZodType<Schema> = z.strictObject({
  name: label,
  description: z.string().exactOptional(),
  guideline: guideline.exactOptional(),
  examples: examples.exactOptional(),
  version: z.number().int().min(1).max(LAST_VERSION),
  layers: z.array(layer).min(1),
  mappings: z
    .array(z.strictObject({version: z.number().int().min(2).max(LAST_VERSION), ...wantedMapping}).refine(namesFeature, FORM.featureNamed))
    .min(1)
    .max(MOST_MAPPINGS)
    .exactOptional()
    .describe('What earlier versions had and is read as something else from a version on.'),
})

/** Reads a schema from anything. Refuses with the place, what is wrong there and what to do; the first problem only. */
export function parseSchema(value: unknown): Result<Schema> {
  const written = withTranslations(value)
  const parsed = schemaShape.safeParse(written)
  if (!parsed.success) {
    const [problem] = shapeProblems(parsed.error.issues, written, 'schema', message('The schema'))
    return refused(problem ?? message('The schema has a form that is not known here.'))
  }
  const schema = withPlainLabels(parsed.data)
  const problem = schemaProblem(schema)
  return problem === undefined ? ok(schema) : refused(problem)
}

/** A schema that is to come into force: as {@link parseSchema}, and each of its keys does one thing, each of its labels can be seen. */
export function parseNewSchema(value: unknown): Result<Schema> {
  const parsed = parseSchema(value)
  if (!parsed.ok) return parsed
  const problem = tooLate(parsed.value) ?? wordsProblem(parsed.value) ?? labelUnseen(parsed.value) ?? keyProblem(parsed.value)
  return problem === undefined ? parsed : refused(problem)
}

/** Whoever wrote it: no label hides something or turns the words around it. */
function withPlainLabels({name, description, layers, ...schema}: Schema): Schema {
  const plain = <T extends {readonly label: string; readonly translations?: Translations}>(named: T): T => ({
    ...named,
    label: plainName(named.label),
    ...(named.translations !== undefined && {translations: withPlainWords(named.translations)}),
  })
  const feature = (each: Feature): Feature => ('choices' in each ? {...plain(each), choices: each.choices.map(plain)} : plain(each))
  const said = description === undefined ? {} : {description: plainName(description)}
  return {name: plainName(name), ...said, ...schema, layers: layers.map(layer => ({...plain(layer), features: layer.features.map(feature)}))}
}

const withPlainWords = (translations: Translations): Translations =>
  Object.fromEntries(
    Object.entries(translations).map(([tag, {label: words, ...said}]) => [tag, words === undefined ? said : {...said, label: plainName(words)}]),
  )

/** Whether a schema leaves room for its next versions. */
export const leavesRoom = ({version}: Schema): boolean => version <= LAST_NEW_VERSION

const tooLate = (schema: Schema): Message | undefined =>
  leavesRoom(schema)
    ? undefined
    : message('{place} is {version}, which leaves no room for later versions. Write a number of at most {most}.', {
        place: 'schema.version',
        version: schema.version,
        most: LAST_NEW_VERSION,
      })
