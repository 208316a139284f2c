import {message} from '../../core/language/message.ts'
import type {SnapshotRegistry} from '../../core/dataset/project-snapshot.ts'
import type {DatasetPart, DatasetWriting, LongList} from '../../core/dataset/write-dataset.ts'
import {datasetWriting} from '../../core/dataset/write-dataset.ts'
import {kindThenIn} from '../../core/schema/kind-then.ts'
import type {Owner} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Roots} from '../../project/project-snapshot.ts'
import {registryRoots, resolverIn, snapshotRegistry, snapshotRound, snapshotSet} from '../../project/project-snapshot.ts'
import type {PackedText} from '../../storage/packed-text.ts'
import {packedText} from '../../storage/packed-text.ts'
import {inTurns, turn} from '../../storage/libsql/turn.ts'
import {storedRegistry, storedSet} from '../requests/project-documents.ts'
import type {TaskSource} from '../tasks/task.ts'
import type {ExportPlan, WrittenExport} from './export-plan.ts'
import type {ExportedWorklists} from './exported-worklists.ts'
import {exportedWorklists} from './exported-worklists.ts'

type Lists = {readonly [L in LongList]: PackedText}

/** The dataset that was planned. Refused when a text is missing: half a dataset looks like a whole one. */
export async function* writtenExport(plan: ExportPlan, from: TaskSource): AsyncGenerator<number, Result<WrittenExport>, undefined> {
  yield 0
  const registries: SnapshotRegistry[] = []
  const roots = new Map<Owner, Roots>()
  for (const {name, owner} of plan.registries) {
    const registry = await storedRegistry(from, name)
    registries.push(snapshotRegistry(owner, registry, personIn(plan)))
    roots.set(owner, registryRoots(registry))
    registry.doc.destroy()
  }
  const lists: Lists = {articles: packedText(), annotations: packedText(), removedAnnotations: packedText(), readMarks: packedText()}
  const {name, schema, topics, unit, leftOut} = plan
  const rounds = plan.rounds.map(round => snapshotRound(round, personIn(plan)))
  const versions = plan.versions.map(each => (each.by === undefined ? each : {...each, by: personIn(plan)(each.by)}))
  const writing = datasetWriting({name, schema, versions, topics, registries, unit, rounds, leftOut}, (list, text) => lists[list].add(text))
  const rested = (): Promise<unknown> => Promise.all(Object.values(lists).map(list => list.rested()))
  const worklists = await exportedWorklists(plan, from, personIn(plan))
  const written = yield* writeArticles(plan, from, {writing, roots, rested, worklists})
  if (!written.ok) return written
  for (const list of worklists.lists()) writing.worklist(list)
  const authors = writing.authors()
  const texts = await assembled(writing.parts(plan.people.filter(({id}) => authors.has(id))), lists)
  return ok({
    aside: writing.aside() + written.value,
    size: texts.reduce((sum, text) => sum + text.size(), 0),
    packed: texts.flatMap(text => text.packed()),
  })
}

const personIn =
  ({roots}: ExportPlan) =>
  (person: string): string =>
    roots.people.get(person) ?? person

/** Article by article, and one set at a time: no more of the project is in memory. How many records could not be read, and are left out. */
async function* writeArticles(
  plan: ExportPlan,
  from: TaskSource,
  given: {
    readonly writing: DatasetWriting
    readonly roots: ReadonlyMap<Owner, Roots>
    readonly rested: () => Promise<unknown>
    readonly worklists: ExportedWorklists
  },
): AsyncGenerator<number, Result<number>, undefined> {
  const {writing, roots} = given
  const who = plan.roots.people.size === 0 ? undefined : personIn(plan)
  const as = {schema: plan.schema, who, kindThen: kindThenIn(plan.kinds)}
  let unread = 0
  for (const [n, entry] of plan.articles.entries()) {
    const found = await from.text(entry.id)
    if (!found.ok) return refused(message('“{article}” cannot be exported. {why}', {article: entry.title, why: found.error}))
    writing.article({...entry, text: found.value})
    for (const {name, owner} of plan.sets.get(entry.id) ?? []) {
      yield n / plan.articles.length
      const set = await storedSet(from, name, as)
      unread += set.unreadable()
      const resolve = resolverIn(plan.roots.topics, [roots.get(owner), roots.get('team')])
      const written = snapshotSet(entry.id, owner, set, resolve, who)
      given.worklists.set({owner, article: entry.id, set, written})
      await inTurns(writing.set(written))
    }
    await given.rested()
    await turn()
    yield (n + 1) / plan.articles.length
  }
  return ok(unread)
}

/** Packed, and in the order of the file. */
async function assembled(parts: Iterable<DatasetPart>, lists: Lists): Promise<readonly PackedText[]> {
  const texts: PackedText[] = []
  let open: PackedText | undefined
  for (const part of parts) {
    if ('list' in part) {
      texts.push(lists[part.list])
      open = undefined
    } else {
      if (open === undefined) {
        open = packedText()
        texts.push(open)
      }
      open.add(part.text)
    }
    await turn()
  }
  for (const text of texts) await text.settled()
  return texts
}
