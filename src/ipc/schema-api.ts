import * as z from 'zod'
import type {AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import type {ArticleId} from '../core/article/article.ts'
import type {Message, Sentence} from '../core/language/message.ts'
import {message, sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'
import type {CodebookFormat} from '../core/schema/codebook-format.ts'
import {CODEBOOK_FORMATS} from '../core/schema/codebook-format.ts'
import {LONGEST_NOTE} from '../core/schema/kept-version.ts'
import type {Word} from '../core/schema/mapping.ts'
import type {Schema, WantedMapping} from '../core/schema/schema.ts'
import {mappingsShape} from '../core/schema/schema-file.ts'

export type SchemaInForce = {readonly name: string; readonly version: number}

/** A schema that comes with the app. `id`: what its file is called. */
export type SchemaPreset = {readonly id: string; readonly schema: Schema}

/**
 * Something that annotations say, or entities of the registries are, and another schema has no place for, with how many say it; annotations also in how many sets and articles. `removed`: how
 * many of them are removed, and could be brought back. `word`: what it is, where it can be read as something else: as one of `places`. `to`: as which of them it is to be.
 */
export type SchemaUse = {
  readonly what: Sentence
  readonly word?: Word
  readonly places: readonly {readonly value: string; readonly label: string}[]
  readonly to?: string
  readonly annotations: number
  readonly entities: number
  readonly sets: number
  readonly articles: number
  readonly removed?: number
}

/** How many say it: "2 annotations and 1 entity; 1 of these is removed". */
export const sayersOf = (use: SchemaUse): Message =>
  withRemoved(use, message('{annotations, plural, one {# annotation} other {# annotations}}', {annotations: use.annotations}))

/** The same with the places: "2 annotations in 1 set of 1 article and 1 entity". */
export const usedBy = (use: SchemaUse): Message => withRemoved(use, touchedWords(use))

function withRemoved({annotations, entities, removed = 0}: SchemaUse, inAnnotations: Message): Message {
  const asEntities = message('{entities, plural, one {# entity} other {# entities}}', {entities})
  const sayers = [...(annotations > 0 ? [inAnnotations] : []), ...(entities > 0 ? [asEntities] : [])]
  if (removed === 0) return message('{sayers}', {sayers})
  return removed === annotations + entities
    ? message('{sayers}; removed', {sayers})
    : message('{sayers}; {removed, plural, one {# of these is} other {# of these are}} removed', {sayers, removed})
}

/** How many annotations, removed ones too, say what a change is about, in how many sets and articles. `places`: the articles, {@link MOST_PLACES} of them at most. */
export type Touched = Pick<SchemaUse, 'annotations' | 'sets' | 'articles'> & {readonly places?: readonly TouchedPlace[]}

type TouchedPlace = {readonly article: ArticleId; readonly annotations: number}

/** Of all changes together: a schema that differs in everything touches every article with each. */
export const MOST_PLACES = 2000

/** One thing that is otherwise in another schema, in words. `touched` is absent while a round is closed: who has said what is nobody's to know then. */
export type ChangeEffect = {readonly words: Sentence; readonly touched?: Touched}

/** What bringing a schema into force would do, change by change. It is refused as long as one of `uses` has no `to`. */
export type SchemaEffect = SchemaInForce & {readonly uses: readonly SchemaUse[]; readonly changes: readonly ChangeEffect[]}

/** "2 annotations in 1 set of 1 article", or none. */
export const touchedWords = ({annotations, sets, articles}: Pick<Touched, 'annotations' | 'sets' | 'articles'>): Message =>
  annotations === 0
    ? message('no annotations')
    : message(
        '{annotations, plural, one {# annotation} other {# annotations}} in {sets, plural, one {# set} other {# sets}} of {articles, plural, one {# article} other {# articles}}',
        {annotations, sets, articles},
      )

const many = z.number().int().nonnegative()
const place = z.string()
const use: z.ZodType<SchemaUse> = z.object({
  what: sentence,
  word: z.object({layer: place, feature: place.exactOptional(), label: place.exactOptional()}).exactOptional(),
  places: z.array(z.object({value: z.string(), label: z.string()})),
  to: z.string().exactOptional(),
  annotations: many,
  entities: many,
  sets: many,
  articles: many,
  // A hub of an earlier version says nothing of it.
  removed: many.exactOptional(),
})
const touchedPlace = z.object({article: z.string(), annotations: many})
const touched: z.ZodType<Touched> = z.object({
  annotations: many,
  sets: many,
  articles: many,
  // A hub of before says none.
  places: z.array(touchedPlace).max(MOST_PLACES).exactOptional(),
})
const change: z.ZodType<ChangeEffect> = z.object({words: sentence, touched: touched.exactOptional()})
export const schemaEffectShape: z.ZodType<SchemaEffect> = z.object({
  name: z.string(),
  version: z.number().int(),
  uses: z.array(use),
  // A hub of before says none.
  changes: z.array(change).default([]),
})

/** Why it is taken, and from which version on whoever made it worked: where another is in force by then, it is refused. */
export type Taking = {readonly note?: string; readonly base?: number}

/** An annotation of which something means something else since the version that somebody last stood by it under. `by`: who made it. `changes`: what that is, in words, some of it. */
export type OlderAnnotation = {
  readonly article: ArticleId
  readonly annotation: AnnotationId
  readonly layer: string
  readonly by: AnnotatorId
  readonly version: number
  readonly words: Sentence
  readonly changes: readonly Sentence[]
}

/** Which of them are wanted. `change`: the key of what became otherwise, as {@link OlderAnnotations} has them. */
export type OlderWanted = {readonly layer?: string; readonly by?: AnnotatorId; readonly change?: string}

/**
 * At most {@link OLDER_AT_ONCE} of those that are wanted, `found` of all of these. `total`, and what there is to choose from, of all that there are, whatever is wanted: by layer, by who made them, and by what became
 * otherwise.
 */
export type OlderAnnotations = {
  readonly annotations: readonly OlderAnnotation[]
  readonly found: number
  readonly total: number
  readonly layers: readonly {readonly layer: string; readonly annotations: number}[]
  readonly people: readonly {readonly by: AnnotatorId; readonly annotations: number}[]
  readonly changes: readonly {readonly change: string; readonly words: Sentence; readonly annotations: number}[]
}

export const OLDER_AT_ONCE = 500

/** UTF-16 units of the key of a change: names of a layer, a feature and a label. */
const LONGEST_CHANGE = 8000

/** Which codebook is meant: the one in force, one that was, by its number, or a draft, by its id. */
export type CodebookOf = {readonly kind: 'in-force'} | {readonly kind: 'version'; readonly version: string} | {readonly kind: 'draft'; readonly draft: string}

/** A codebook to save, with what it is called and its version. */
export type CodebookFile = {readonly name: string; readonly text: string; readonly schema: string; readonly version: number}

/** What changes the schema of the project. */
export interface SchemaApi {
  /**
   * Brings a schema into force, its version counted up. Refused with what is wrong with it, or with what annotations say that it has no place for and that no mapping gives one.
   * No annotation is changed: what is mapped is read so from then on.
   */
  takeSchema(schema: unknown, mappings?: readonly WantedMapping[], taking?: Taking): Promise<Result<SchemaInForce>>
  /** What that would do, with the numbers. */
  weighSchema(schema: unknown, mappings?: readonly WantedMapping[]): Promise<Result<SchemaEffect>>
  /** What was made under an older version and means something else since, in the sets that this person works in. */
  olderAnnotations(wanted?: OlderWanted): Promise<Result<OlderAnnotations>>
  /** A codebook to print, or for other programs. `languages`: those of its reader, the best first (BCP 47). */
  codebook(of: CodebookOf, format: CodebookFormat, languages: readonly string[]): Promise<Result<CodebookFile>>
  /** Those that come with the app, to take one of them. */
  schemaPresets(): Promise<Result<readonly SchemaPreset[]>>
}

const taking: z.ZodType<Taking> = z.strictObject({note: z.string().max(LONGEST_NOTE).exactOptional(), base: z.number().int().nonnegative().exactOptional()})

const older: z.ZodType<OlderWanted> = z.strictObject({
  layer: z.string().max(200).exactOptional(),
  by: z.string().max(200).exactOptional(),
  change: z.string().max(LONGEST_CHANGE).exactOptional(),
})

const codebookOf: z.ZodType<CodebookOf> = z.discriminatedUnion('kind', [
  z.strictObject({kind: z.literal('in-force')}),
  z.strictObject({kind: z.literal('version'), version: z.string().max(20)}),
  z.strictObject({kind: z.literal('draft'), draft: z.string().max(100)}),
])

/** The schema is parsed where it is taken, so that what is wrong is said by its place. */
export const SCHEMA_REQUESTS: {readonly [K in keyof SchemaApi]: z.ZodType<Parameters<SchemaApi[K]>>} = {
  takeSchema: z.tuple([z.unknown(), mappingsShape.optional(), taking.optional()]),
  weighSchema: z.tuple([z.unknown(), mappingsShape.optional()]),
  olderAnnotations: z.tuple([older.optional()]),
  codebook: z.tuple([codebookOf, z.enum(Object.keys(CODEBOOK_FORMATS) as CodebookFormat[]), z.array(z.string().max(100)).max(50)]),
  schemaPresets: z.tuple([]),
}

/** A large codebook has some hundred labels. */
export const SCHEMA_LIMIT: ValueLimit = {bytes: 1024 * 1024, values: 20_000}
