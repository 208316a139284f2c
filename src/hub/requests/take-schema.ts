import type * as Y from 'yjs'
import {unfitFeatures} from '../../core/annotation/new-annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Message, Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Schema, WantedMapping} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {isBlind} from '../../core/round/blindness.ts'
import {entityTypes, readType, UNTYPED} from '../../core/schema/entity-types.ts'
import type {SchemaChange} from '../../core/schema/schema-change.ts'
import {schemaChange} from '../../core/schema/schema-change.ts'
import {differenceWords} from '../../core/schema/difference-words.ts'
import {disturbances} from '../../core/schema/disturbances.ts'
import type {SchemaDifference} from '../../core/schema/schema-diff.ts'
import {schemaDiff} from '../../core/schema/schema-diff.ts'
import type {SchemaLoss} from '../../core/schema/schema-losses.ts'
import {isTouchedBy} from '../../core/schema/touched.ts'
import {mustWait} from '../../core/schema/must-wait.ts'
import {parseNewSchema} from '../../core/schema/schema-file.ts'
import type {ChangeEffect, SchemaEffect, SchemaInForce, SchemaUse, Taking, Touched} from '../../ipc/schema-api.ts'
import {MOST_PLACES, sayersOf} from '../../ipc/schema-api.ts'
import {REFUSED} from '../../project/judgement/rules.ts'
import {project as projectIn} from '../../project/project.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {storedRegistries, storedSets} from './project-documents.ts'
import type {RequestContext} from './request-context.ts'

/** Losses named in a sentence. */
const NAMED = 5

/** Changes that are told of one by one, and counted: another codebook differs in thousands of labels. */
const MOST_CHANGES = 500

type Context = Pick<RequestContext, 'folder' | 'project' | 'rounds'>

/** A schema that is to come into force, as somebody sent it. */
type Wanted = {readonly value: unknown; readonly mappings: readonly WantedMapping[]; readonly taking: Taking}

const overtaken = (inForce: number, base: number): Message =>
  message('This schema goes on from version {base}, and version {inForce} is in force by now. Look at what changed meanwhile, and publish it again.', {
    base,
    inForce,
  })

/** A change, and what annotations say that it takes away. `waiting`: what of it is not for while people work blind, in words. */
type Weighed = SchemaChange & {readonly uses: readonly SchemaUse[]; readonly waiting: readonly Message[]; readonly changes: readonly ChangeEffect[]}

/**
 * Brings a schema into force, for the window and for the command line. Refused where annotations say what it has no place for and no mapping gives a place; while a round is
 * closed, where it has no place for anything that the one in force has: whether somebody said it is nobody's to know then.
 */
export async function takeSchema(
  context: Context & Pick<RequestContext, 'changes' | 'people' | 'person'>,
  wanted: Wanted,
  mayStill: () => boolean,
): Promise<Result<SchemaInForce>> {
  const {project, changes, rounds, people, person} = context
  const {taking} = wanted
  const before = project.schema()
  if (taking.base !== undefined && taking.base !== before.version) return refused(overtaken(before.version, taking.base))
  const weighed = await weigh(context, wanted)
  if (!weighed.ok) return weighed
  const {next, losses, uses, waiting} = weighed.value
  if (next === before) return ok({name: before.name, version: before.version})
  const unplaced = uses.filter(({to}) => to === undefined)
  if (unplaced.length > 0)
    return refused(
      message(
        'Annotations or entities say what this schema has no place for: {what}. Add it to the schema, map it to something that is there, or change these first.',
        {what: some(unplaced.map(use => message('{what} ({sayers})', {what: use.what, sayers: sayersOf(use)})))},
      ),
    )
  const isReadable = project.schemaProblem() === undefined
  const former = isReadable ? [before] : []
  if (!project.versions.hasRoom([...former, next])) return refused(REFUSED.room)
  const how = {by: people.self(person).id, at: Date.now(), ...(taking.note !== undefined && {note: taking.note})}
  const make = (doc: Y.Doc): void => {
    const {versions, setSchema, transact} = projectIn(doc)
    transact(() => {
      for (const schema of former) versions.keep(schema, {})
      setSchema(next)
      versions.keep(next, how)
    })
  }
  const isSameVersion = (): boolean => project.schema().version === before.version
  const may = (): boolean => mayStill() && isSameVersion() && !(losses.length + waiting.length > 0 && isBlind(rounds()))
  const taken = await changes.run([{address: {kind: 'project'}, make, once: `schema after ${before.version} of ${project.versions.all().length}`}], may)
  // Another was taken meanwhile, and this one has to go on from that.
  if (!taken.ok && mayStill() && !isSameVersion()) return takeSchema(context, wanted, mayStill)
  return taken.ok ? ok({name: next.name, version: next.version}) : taken
}

/** What taking it would do. In a closed round nobody is told who has said what, however it is asked. */
export async function weighSchema(context: Context, value: unknown, mappings: readonly WantedMapping[]): Promise<Result<SchemaEffect>> {
  const weighed = await weigh(context, {value, mappings}, true)
  if (!weighed.ok) return weighed
  const {next, uses, changes} = weighed.value
  return ok({name: next.name, version: next.version, uses, changes})
}

async function weigh({folder, project, rounds}: Context, {value, mappings}: Omit<Wanted, 'taking'>, isAsked = false): Promise<Result<Weighed>> {
  const parsed = parseNewSchema(value)
  if (!parsed.ok) return parsed
  const before = project.schema()
  const change = schemaChange(before, parsed.value, mappings)
  if (!change.ok) return change
  const {next} = change.value
  const unread = project.schemaProblem() !== undefined
  const losses = unread ? unreadLosses(next) : change.value.losses
  const differences = unread || next === before ? [] : schemaDiff(before, next).slice(0, MOST_CHANGES)
  const inWords = (difference: SchemaDifference): Message => differenceWords(difference, before, next)
  const waiting = unread || next === before ? [] : disturbances(before, next).map(inWords)
  const inBlindness = (): Result<Weighed> => {
    if (losses.length > 0)
      return refused(
        message('While a round is closed, nothing may be taken out of the schema: {what}. Keep it, or open the round first.', {
          what: some(losses.map(({what}) => what)),
        }),
      )
    return waiting.length > 0 ? refused(mustWait(waiting)) : ok({next, losses, uses: [], waiting, changes: differences.map(each => ({words: inWords(each)}))})
  }
  if (isBlind(rounds())) return inBlindness()
  if (losses.length === 0 && !isAsked) return ok({next, losses, uses: [], waiting, changes: []})
  const touching = isAsked ? differences.map(each => ({holds: isTouchedBy(each, before)})) : []
  const {uses, touched} = await usesOf({store: folder.store, schema: before}, losses, touching)
  const changes = touched.map((each, nth): ChangeEffect => ({words: inWords(differences[nth] as SchemaDifference), touched: each}))
  // A round may have begun meanwhile: then nobody is told what was found, and nothing goes.
  return isBlind(rounds()) ? inBlindness() : ok({next, losses, uses, waiting, changes})
}

/** Where nobody can say what the schema in force has: each layer and feature of an annotation that the next one does not have. */
function unreadLosses(next: Schema): readonly SchemaLoss[] {
  const fits: SchemaLoss['holds'] = ({layer, features}) => layerNamed(next, layer) !== undefined && unfitFeatures(next, layer, features).length === 0
  const isType = (type: string): boolean => type !== UNTYPED && !entityTypes(next).some(({value}) => value === type)
  return [{what: message('layers, features or labels of the one that cannot be read'), places: [], holds: annotation => !fits(annotation), isType}]
}

/** In every set and every registry, what is removed too: it can be brought back. */
async function usesOf(
  {store, schema}: {readonly store: RequestContext['folder']['store']; readonly schema: Schema},
  losses: readonly SchemaLoss[],
  touching: readonly Pick<SchemaLoss, 'holds'>[],
): Promise<{readonly uses: readonly SchemaUse[]; readonly touched: readonly Touched[]}> {
  const all = [...losses, ...touching]
  const counts = all.map(() => ({annotations: 0, entities: 0, sets: 0, removed: 0, articles: new Map<ArticleId, number>()}))
  for await (const {article, set} of storedSets(store, () => true, {schema})) {
    const here = all.map(() => 0)
    for (const annotation of set.all()) {
      for (const [nth, count] of counts.entries()) {
        if (all[nth]?.holds(annotation, set.get) !== true) continue
        here[nth] = (here[nth] ?? 0) + 1
        if (annotation.removed !== undefined) count.removed++
      }
      await turn()
    }
    for (const [nth, count] of counts.entries()) {
      const many = here[nth] ?? 0
      if (many === 0) continue
      count.annotations += many
      count.sets++
      count.articles.set(article, (count.articles.get(article) ?? 0) + many)
    }
  }
  if (losses.some(({isType}) => isType !== undefined))
    for await (const {entities, doc} of storedRegistries(store)) {
      const removed = new Set(entities.removed())
      for (const entity of [...entities.apart.all(), ...removed]) {
        const type = readType(schema, entity.type)
        for (const [nth, count] of counts.entries()) {
          if (losses[nth]?.isType?.(type) !== true) continue
          count.entities++
          if (removed.has(entity)) count.removed++
        }
        await turn()
      }
      doc.destroy()
    }
  const uses = losses.flatMap(({holds: _holds, isType: _isType, ...loss}, nth) => {
    const {annotations = 0, entities = 0, sets = 0, removed = 0, articles} = counts[nth] ?? {}
    return annotations + entities === 0 ? [] : [{...loss, annotations, entities, sets, articles: articles?.size ?? 0, ...(removed > 0 && {removed})}]
  })
  const touched = counts.slice(losses.length)
  const most = Math.floor(MOST_PLACES / Math.max(1, touched.length))
  return {uses, touched: touched.map(({annotations, sets, articles}) => ({annotations, sets, articles: articles.size, places: placesIn(articles, most)}))}
}

const placesIn = (articles: ReadonlyMap<ArticleId, number>, most: number): NonNullable<Touched['places']> =>
  [...articles].slice(0, most).map(([article, annotations]) => ({article, annotations}))

function some(whats: readonly Sentence[]): readonly Sentence[] {
  const more = whats.length - NAMED
  return more <= 0 ? whats : [...whats.slice(0, NAMED), message('{more, number} more', {more})]
}
