import {counted} from '../../core/counted.ts'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {unfitFeatures} from '../../core/annotation/new-annotation.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {isBlind} from '../../core/round/blindness.ts'
import {nextVersion, schemaLosses} from '../../core/schema/schema-change.ts'
import type {SchemaLoss} from '../../core/schema/schema-change.ts'
import {parseNewSchema} from '../../core/schema/schema-file.ts'
import type {SchemaInForce} from '../../ipc/schema-api.ts'
import {project as projectIn} from '../../project/project.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {storedSets} from './project-documents.ts'
import type {RequestContext} from './request-context.ts'

/** Losses named in a sentence. */
const NAMED = 5

/**
 * Brings a schema into force, for the window and for the command line. Refused where annotations say what it has no place for; while a round is
 * closed, where it has no place for anything that the one in force has: whether somebody said it is nobody's to know then.
 */
export async function takeSchema({folder, project, changes, rounds}: RequestContext, value: unknown, mayStill: () => boolean): Promise<Result<SchemaInForce>> {
  const parsed = parseNewSchema(value)
  if (!parsed.ok) return parsed
  const before = project.schema()
  const next = nextVersion(before, parsed.value)
  if (next === before) return ok({name: before.name, version: before.version})
  const unread = project.schemaProblem() !== undefined
  const losses = unread ? unreadLosses(next) : schemaLosses(before, next)
  const closed = (): Result<SchemaInForce> =>
    refused(`While a round is closed, nothing may be taken out of the schema: ${listed(losses.map(({what}) => what))}. Keep it, or open the round first.`)
  if (losses.length > 0 && isBlind(rounds())) return closed()
  const used = losses.length === 0 ? [] : await countUses(folder.store, losses)
  // A round may have begun meanwhile: then nobody is told what was found, and nothing goes.
  if (losses.length > 0 && isBlind(rounds())) return closed()
  if (used.length > 0)
    return refused(
      `Annotations say what this schema has no place for: ${listed(used.map(({what, count}) => `${what} (${counted(count, 'annotation')})`))}. Add it to the schema, or change these annotations first.`,
    )
  const may = (): boolean => mayStill() && !(losses.length > 0 && isBlind(rounds()))
  const taken = await changes.run([{address: {kind: 'project'}, make: doc => projectIn(doc).setSchema(next)}], may)
  return taken.ok ? ok({name: next.name, version: next.version}) : taken
}

/** Where nobody can say what the schema in force has: each layer and feature of an annotation that the next one does not have. */
function unreadLosses(next: Schema): readonly SchemaLoss[] {
  const fits = (annotation: Annotation): boolean =>
    layerNamed(next, annotation.layer) !== undefined && unfitFeatures(next, annotation.layer, annotation.features).length === 0
  return [{what: 'layers, features or labels of the one that cannot be read', holds: annotation => !fits(annotation)}]
}

/** In every set, removed annotations too: they can be brought back. */
async function countUses(
  store: RequestContext['folder']['store'],
  losses: readonly SchemaLoss[],
): Promise<readonly {readonly what: string; readonly count: number}[]> {
  const counts = losses.map(() => 0)
  for await (const {set} of storedSets(store, () => true)) {
    for (const annotation of set.all()) {
      for (const [nth, {holds}] of losses.entries()) if (holds(annotation)) counts[nth] = (counts[nth] ?? 0) + 1
      await turn()
    }
    set.doc.destroy()
  }
  return losses.flatMap(({what}, nth) => (counts[nth] ? [{what, count: counts[nth]}] : []))
}

const listed = (whats: readonly string[]): string => [...whats.slice(0, NAMED), ...(whats.length > NAMED ? [`${whats.length - NAMED} more`] : [])].join(', ')
