import {counted} from '../../core/counted.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {isBlind} from '../../core/round.ts'
import {nextVersion, schemaLosses} from '../../core/schema-change.ts'
import type {SchemaLoss} from '../../core/schema-change.ts'
import {parseSchema} from '../../core/schema-file.ts'
import type {SchemaInForce} from '../../ipc/schema-api.ts'
import {project as projectIn} from '../../project/project.ts'
import {turn} from '../../storage/turn.ts'
import {storedSets} from './project-documents.ts'
import type {RequestContext} from './request-context.ts'

/** Losses named in a sentence. */
const NAMED = 5

/**
 * Brings a schema into force, for the window and for the command line. Refused where annotations say what it has no place for; while a round is
 * closed, where it has no place for anything that the one in force has: whether somebody said it is nobody's to know then.
 */
export async function takeSchema({folder, project, changes, rounds}: RequestContext, value: unknown): Promise<Result<SchemaInForce>> {
  const parsed = parseSchema(value)
  if (!parsed.ok) return parsed
  const before = project.schema()
  const next = nextVersion(before, parsed.value)
  if (next === before) return ok({name: before.name, version: before.version})
  const losses = schemaLosses(before, next)
  if (losses.length > 0 && isBlind(rounds()))
    return refused(
      `While a round is closed, nothing may be taken out of the schema: ${listed(losses.map(({what}) => what))}. Keep it, or open the round first.`,
    )
  const used = losses.length === 0 ? [] : await countUses(folder.store, losses)
  if (used.length > 0)
    return refused(
      `Annotations say what this schema has no place for: ${listed(used.map(({what, count}) => `${what} (${counted(count, 'annotation')})`))}. Add it to the schema, or change these annotations first.`,
    )
  const taken = await changes.run([{address: {kind: 'project'}, make: doc => projectIn(doc).setSchema(next)}])
  return taken.ok ? ok({name: next.name, version: next.version}) : taken
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
