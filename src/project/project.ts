import type {Sentence} from '../core/language/message.ts'
import type * as Y from 'yjs'
import * as z from 'zod'
import type {ArticleEntry} from '../core/article/article.ts'
import {articleIdShape, articleMetadataShape} from '../core/article/article-shape.ts'
import {distinctNames} from '../core/person/distinct-names.ts'
import {DEFAULT_SCHEMA} from '../core/schema/default-schema.ts'
import {plainName} from '../core/person/name.ts'
import type {Person} from '../core/round/owner.ts'
import type {PersonKey} from '../core/person/person-key.ts'
import {personKeyShape} from '../core/person/person-key.ts'
import type {Topic} from '../core/registry/registry.ts'
import type {Schema} from '../core/schema/schema.ts'
import {parseSchema} from '../core/schema/schema-file.ts'
import {withSources} from './article-sources.ts'
import type {EntryMap} from './entry-map.ts'
import {changedEntries, entryMap} from './entry-map.ts'
import type {MergeableMap} from './mergeable-map.ts'
import {mergeableMap} from './mergeable-map.ts'
import type {PersonJoins} from './person-joins.ts'
import {personJoins, withoutJoined} from './person-joins.ts'
import {ANNOTATOR} from './origin.ts'
import type {Origin} from './origin.ts'
import type {RecordMap} from './record-map.ts'
import {recordMap} from './record-map.ts'
import type {Rounds} from './rounds.ts'
import {rounds} from './rounds.ts'
import type {SchemaDrafts} from './schema-drafts.ts'
import {schemaDrafts} from './schema-drafts.ts'
import type {SchemaVersions} from './schema-versions.ts'
import {schemaVersions} from './schema-versions.ts'

/** Whoever wrote them: nobody is shown a name that hides something or turns the words around it. */
const plain = z.string().transform(plainName)
const entry: z.ZodType<ArticleEntry> = z.preprocess(
  withSources,
  articleMetadataShape.extend({
    title: plain,
    outlet: plain.exactOptional(),
    author: plain.exactOptional(),
    story: plain.exactOptional(),
    id: articleIdShape,
    position: z.number(),
    words: z.number(),
    length: z.number(),
  }),
)
const person: z.ZodType<Person> = z.object({id: z.string(), name: plain, role: z.enum(['reader', 'annotator', 'curator', 'admin'])})
const topic: z.ZodType<Topic> = z.object({id: z.string(), name: plain, by: z.string(), at: z.number()})
/** What everybody in a project shares: its name, schema, articles, people and their keys, topics and rounds. */
export interface Project {
  readonly doc: Y.Doc
  name(): string
  rename(name: string): void
  /** The schema in force; the default one as long as none was set, and one without layers where what was set cannot be read. */
  schema(): Schema
  /** Why the schema in force cannot be read: nothing may be annotated until it can, or another is taken. */
  schemaProblem(): Sentence | undefined
  setSchema(schema: Schema): void
  readonly versions: SchemaVersions
  readonly drafts: SchemaDrafts
  readonly articles: EntryMap<ArticleEntry>
  /** `all` leaves out whom an admin has joined with another. */
  readonly people: RecordMap<Person>
  readonly joins: PersonJoins
  /** How a person is shown: her name, with a mark where somebody else's looks the same. */
  displayName(person: string): string | undefined
  readonly topics: MergeableMap<Topic>
  readonly rounds: Rounds
  /** By which people's devices sign. Entered by hubs only, and never taken out. */
  readonly keys: RecordMap<PersonKey>
  transact(change: () => void): void
  observe(listener: () => void): () => void
  /** Tells which articles were entered, edited or taken out. */
  observeArticles(listener: (ids: ReadonlySet<string>) => void): () => void
}

export function project(doc: Y.Doc, origin: Origin = ANNOTATOR): Project {
  const meta: Y.Map<unknown> = doc.getMap('meta')
  const records = (name: string): Y.Map<Y.Map<unknown>> => doc.getMap(name)
  const [articles, people, topics, keys] = [records('articles'), records('people'), records('topics'), records('keys')]
  const versions = records('versions')
  const maps = [articles, people, topics, keys, records('rounds'), versions]
  let known: {readonly schema: Schema; readonly problem?: Sentence} | undefined
  meta.observe(() => {
    known = undefined
  })
  const inForce = (): {readonly schema: Schema; readonly problem?: Sentence} => {
    known ??= readSchema(meta.get('schema'))
    return known
  }
  let names: ReadonlyMap<string, string> | undefined
  people.observeDeep(() => {
    names = undefined
  })
  const joins = personJoins(people)
  const persons = withoutJoined(recordMap(people, person), joins)
  const transact = (change: () => void): void => doc.transact(change, origin)
  return {
    doc,
    name: () => {
      const name = meta.get('name')
      return typeof name === 'string' ? plainName(name) : ''
    },
    rename: name => transact(() => meta.set('name', plainName(name))),
    schema: () => inForce().schema,
    schemaProblem: () => inForce().problem,
    setSchema: next => transact(() => meta.set('schema', next)),
    versions: schemaVersions(versions as Y.Map<unknown>, () => (inForce().problem === undefined ? inForce().schema : undefined)),
    drafts: schemaDrafts(doc.getMap('drafts'), transact),
    articles: entryMap(articles as Y.Map<unknown>, entry),
    people: persons,
    joins,
    displayName: id => {
      names ??= distinctNames(persons.all())
      return names.get(joins.rootOf(id))
    },
    topics: mergeableMap(topics, topic),
    rounds: rounds(records('rounds')),
    keys: recordMap(keys, personKeyShape),
    transact,
    observe: listener => {
      const listen = (): void => listener()
      meta.observe(listen)
      for (const map of maps) map.observeDeep(listen)
      return () => {
        meta.unobserve(listen)
        for (const map of maps) map.unobserveDeep(listen)
      }
    },
    observeArticles: listener => {
      const listen = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => listener(changedEntries(events))
      articles.observeDeep(listen)
      return () => articles.unobserveDeep(listen)
    },
  }
}

/** Of one that cannot be read the version at least is kept, so that the next one counts on from it. */
function readSchema(value: unknown): {readonly schema: Schema; readonly problem?: Sentence} {
  if (value === undefined) return {schema: DEFAULT_SCHEMA}
  const parsed = parseSchema(value)
  if (parsed.ok) return {schema: parsed.value}
  const {version} = z
    .object({version: z.number().int().nonnegative().catch(0)})
    .catch({version: 0})
    .parse(value)
  return {schema: {name: '', version, layers: []}, problem: parsed.error}
}
