import {languageTag} from '../article/article-language.ts'
import * as z from 'zod'
import {articleSourceShape, MOST_SOURCES} from '../article/article-source.ts'
import {isKey} from '../json/key.ts'
import {FORM} from '../json/value-form.ts'
import type {Owner} from '../round/owner.ts'
import {spelledRound} from '../round/owner-shape.ts'
import {MOST_ANNOTATORS, MOST_ARTICLES, planShape} from '../round/round.ts'
import {ONE_KIND, oneKind, placeShape} from './entry-kind.ts'
import {LONGEST_NOTE, MOST_VERSIONS} from '../schema/kept-version.ts'
import {schemaShape} from '../schema/schema-file.ts'
import {worklistShape} from './worklist-shape.ts'

/**
 * The version that is written. Any change of the shapes below is a new one, and older ones stay readable. The second gave articles `otherSources` and a `story`, the
 * schema its kinds `choices` and `yes-no`, conditions, roles, parents and guidelines, layers of articles and of relations, annotators rounds, and annotations `parts`.
 */
export const DATASET_VERSION = 2

/** What `start` and `end` count: code points as in Python, or UTF-16 code units as in JavaScript. */
export const offsetUnit = z
  .enum(['codepoint', 'utf16'])
  .describe('What start and end count: Unicode code points (Python, R) or UTF-16 code units (JavaScript, Java).')
export type OffsetUnit = z.infer<typeof offsetUnit>

/** As the documents of a project take them. UTF-16 units. */
const name = z.string().max(2000)
const MOST_NAMES = 5000
const id = z.string().min(1)
/** Of something that stands under its id in a project. */
const key = id.max(200).refine(isKey, FORM.key)
const owner: z.ZodType<Owner> = z.union(
  [z.literal('team'), z.literal('gold'), z.templateLiteral(['annotator:', id]), z.templateLiteral(['round:', spelledRound, '/', id])],
  {error: FORM.owner},
)
const time = z.iso.datetime({error: FORM.time})
const sinceThen = time.refine(text => text >= '1970', FORM.since1970)
const hash = z.string().regex(/^[0-9a-f]{64}$/, FORM.hash)
const act = {by: id.describe('Id of the annotator.'), at: sinceThen}

const entityTarget = z.strictObject({kind: z.literal('entity'), id})
const claimTarget = z.strictObject({kind: z.literal('claim'), id})
const topicTarget = z.strictObject({kind: z.literal('topic'), id})
const mention = z.strictObject({kind: z.literal('mention'), id})
const outlet = z.strictObject({kind: z.literal('outlet')})

const stance = z
  .strictObject({
    id,
    holder: z.discriminatedUnion('kind', [outlet, entityTarget]).describe('Who takes the stance.'),
    target: z.discriminatedUnion('kind', [entityTarget, claimTarget, topicTarget]).describe('What the stance is towards.'),
    value: z.string().min(1).max(2000).describe('A label of the feature, as the schema lists them.'),
    ...act,
  })
  .meta({id: 'stance'})
const reference = z
  .discriminatedUnion('kind', [entityTarget, claimTarget, mention, z.strictObject({kind: z.literal('unnamed')}), z.strictObject({kind: z.literal('none')})])
  .meta({id: 'reference'})
const labels = z
  .array(z.string().min(1))
  .min(1)
  .refine(given => new Set(given).size === given.length, FORM.labelsOnce)
  .meta({id: 'labels', uniqueItems: true})
const featureValue = z.union([z.string(), z.number(), z.boolean(), labels, z.array(stance), reference], {
  error: FORM.feature,
})

const topic = z.strictObject({id: key, name, ...act}).meta({id: 'topic'})
const entity = z
  .strictObject({
    id: key,
    owner,
    name,
    type: name,
    aliases: z.array(name).max(MOST_NAMES),
    wikidata: name.exactOptional(),
    ...act,
  })
  .meta({id: 'entity'})
const claim = z
  .strictObject({
    id: key,
    owner,
    text: z.string().max(100_000),
    kind: z.enum(['factual', 'causal', 'prediction', 'normative', 'evaluative']).exactOptional(),
    about: z.array(id).max(MOST_NAMES).describe('Ids of entities of the same owner.'),
    ...act,
  })
  .meta({id: 'claim'})

const source = z.strictObject({...articleSourceShape.shape, sourceName: z.string().describe('Name of the file the text came from.')}).meta({id: 'source'})
const article = z
  .strictObject({
    id: hash.describe('Same as sha256.'),
    position: z.number().describe("Place in the project's list, smallest first."),
    title: z.string(),
    outlet: z.string().exactOptional(),
    author: z.string().exactOptional(),
    published: z.string().exactOptional(),
    url: z.string().exactOptional(),
    language: z
      .string()
      .refine(tag => languageTag(tag) !== undefined, FORM.language)
      .exactOptional()
      .describe('BCP 47, such as "en" or "zh-Hans".'),
    story: z.string().exactOptional().describe('The event that it reports on, with others.'),
    sourceName: z.string().describe('Name of the file the text came from.'),
    warnings: z.array(z.string()).describe('What was noticed when the file was read.'),
    otherSources: z.array(source).min(1).max(MOST_SOURCES).exactOptional().describe('Where else the same text appeared.'),
    sha256: hash.describe('SHA-256 of the text in UTF-8.'),
    text: z.string().describe('LF line ends, Unicode NFC, no byte order mark. Offsets count in it.'),
  })
  .meta({id: 'article'})

const named = id.max(200)
const wording = z
  .strictObject({
    version: z.int().min(1),
    layer: name.min(1).exactOptional().describe('Where it was given or changed.'),
    features: z.record(z.string(), featureValue),
  })
  .meta({id: 'wording'})

const judged = z.strictObject({
  id,
  article: hash,
  owner,
  layer: name.min(1),
  ...placeShape,
  features: z.record(z.string(), featureValue),
  ...act,
  editedBy: id.exactOptional(),
  editedAt: sinceThen.exactOptional(),
  origin: z.enum(['human', 'propagated', 'suggested-accepted', 'suggested-edited']),
  schemaVersion: z.int().min(1).describe('Version of the schema under which it was made.'),
  said: z
    .array(wording)
    .min(1)
    .exactOptional()
    .describe('How it was said under each version of the schema, the earliest first, where "mappings" of the schema read that as something else now.'),
  confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).exactOptional(),
  stillRight: z
    .strictObject({version: z.int().min(1), by: named, at: sinceThen})
    .exactOptional()
    .describe('Somebody looked at it again, and it was right under this version of the schema too.'),
  late: z
    .literal(true)
    .exactOptional()
    .describe('It came, or was changed, after its round was opened, from a device that had not heard of that: leave it out of what was judged blind.'),
})
const annotation = judged.superRefine(oneKind).meta({id: 'annotation', ...ONE_KIND})
const removedAnnotation = z
  .strictObject({...judged.shape, removedBy: id, removedAt: sinceThen})
  .superRefine(oneKind)
  .meta({id: 'removedAnnotation', ...ONE_KIND})
const readMark = z
  .strictObject({article: hash, owner, state: z.enum(['no-claim', 'done']), ...act, late: z.literal(true).exactOptional()})
  .meta({id: 'readMark'})

const missing = z
  .discriminatedUnion('kind', [
    z.strictObject({kind: z.literal('annotator'), id: named}),
    z.strictObject({kind: z.literal('topic'), id: named}),
    z.strictObject({kind: z.enum(['entity', 'claim']), owner, id: named}),
    z.strictObject({kind: z.literal('mention'), article: hash, owner, id: named}),
  ])
  .meta({id: 'missing'})

const round = z
  .strictObject({
    id,
    name,
    startedAt: time,
    startedBy: named.exactOptional(),
    openedAt: time.exactOptional().describe('Absent where it was closed when the file was made.'),
    openedBy: named.exactOptional(),
    ...planShape,
    order: z.union([z.literal('listed'), z.strictObject({seed: z.string()})]).exactOptional(),
    articles: z.array(hash).max(MOST_ARTICLES).exactOptional().describe('Absent where it was of all articles.'),
    annotators: z.array(id).max(MOST_ANNOTATORS).exactOptional().describe('Absent where everybody annotated in it.'),
  })
  .meta({id: 'round'})

const keptVersion = z
  .strictObject({
    version: z.int().min(1),
    by: named.exactOptional().describe('Id of the annotator who brought it into force.'),
    at: sinceThen.exactOptional(),
    note: z.string().max(LONGEST_NOTE).exactOptional().describe('Why.'),
    schema: schemaShape.exactOptional().describe('Absent of the one in force, which is the schema of the file.'),
  })
  .meta({id: 'version'})

const leftOut = z
  .strictObject({
    reason: z.literal('closed-round'),
    rounds: z.array(z.strictObject({id: z.string(), name: z.string()})).describe('The rounds that were closed when the file was made.'),
    articles: z
      .array(hash)
      .exactOptional()
      .describe('The articles that these rounds are of; of all others nothing is left out. Absent where it is all articles.'),
    only: z
      .array(owner)
      .describe('Whose annotations and read marks on them are in the file. Those of all other owners are left out until the rounds are opened.'),
  })
  .describe('Says that the file holds a part of the project only. Absent where it holds all.')
  .meta({id: 'leftOut'})

/** The document of a dataset; the keys in the order in which they are written. */
export const datasetShape = z
  .strictObject({
    format: z.literal('claimlight-dataset'),
    version: z.literal([1, DATASET_VERSION]),
    offsets: offsetUnit,
    name: name.describe('Name of the project.'),
    leftOut: leftOut.exactOptional(),
    rounds: z.array(round).min(1).exactOptional().describe('The rounds in which annotators had sets of their own.'),
    schema: schemaShape,
    versions: z
      .array(keptVersion)
      .min(1)
      .max(MOST_VERSIONS)
      .exactOptional()
      .describe('The versions of the schema that were in force, the earliest first: by these "schemaVersion" of an annotation is read.'),
    annotators: z.array(z.strictObject({id: key, name}).meta({id: 'annotator'})),
    topics: z.array(topic),
    entities: z.array(entity),
    claims: z.array(claim),
    articles: z.array(article),
    annotations: z.array(annotation),
    removedAnnotations: z.array(removedAnnotation).describe('Taken back by somebody; not part of the data, kept so that nothing is lost.'),
    readMarks: z.array(readMark),
    worklists: z.array(worklistShape).exactOptional().describe('What annotators were given in rounds, and what they finished.'),
    missing: z.array(missing).describe('What is named somewhere above but has been deleted from the project.'),
  })
  .meta({title: 'Claimlight dataset, version 2 (and 1)'})

export type DatasetDocument = z.infer<typeof datasetShape>
export type AnnotationEntry = DatasetDocument['annotations'][number]
export type WordingEntry = NonNullable<AnnotationEntry['said']>[number]
export type RemovedEntry = DatasetDocument['removedAnnotations'][number]
export type StanceEntry = z.infer<typeof stance>
export type FeatureEntry = AnnotationEntry['features'][string]
export type Missing = DatasetDocument['missing'][number]
export type RoundEntry = NonNullable<DatasetDocument['rounds']>[number]
export type VersionEntry = NonNullable<DatasetDocument['versions']>[number]
export type LeftOut = NonNullable<DatasetDocument['leftOut']>
