import type {ArticleId} from '../../core/article/article.ts'
import type {SnapshotRegistry} from '../../core/dataset/project-snapshot.ts'
import type {DatasetPart, DatasetWriting, LongList} from '../../core/dataset/write-dataset.ts'
import {datasetWriting} from '../../core/dataset/write-dataset.ts'
import type {Owner} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Roots} from '../../project/project-snapshot.ts'
import {registryRoots, resolverIn, snapshotRegistry, snapshotRound, snapshotSet} from '../../project/project-snapshot.ts'
import type {PackedText} from '../../storage/packed-text.ts'
import {packedText} from '../../storage/packed-text.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import type {ProjectStore} from '../../storage/project-store.ts'
import {inTurns, turn} from '../../storage/libsql/turn.ts'
import type {TaskWatch} from '../../ipc/task-watch.ts'
import {storedRegistry, storedSet} from '../requests/project-documents.ts'
import type {ExportPlan, WriteExport, WrittenExport} from './export-plan.ts'

/** What an export reads from. */
export type ExportSource = {
  readonly load: ProjectStore['load']
  readonly text: (id: ArticleId) => Promise<Result<string>>
}

type Lists = {readonly [L in LongList]: PackedText}

/** Why nothing came of it where whoever asked has gone: nobody reads it. */
export const CANCELLED = 'The export was cancelled.'

/** Writes in this thread, from what is here, with turns for others between. */
export const writtenHere =
  ({store, texts}: Pick<ProjectFolder, 'store' | 'texts'>): WriteExport =>
  (plan, watch) =>
    writtenExport(plan, {load: store.load, text: texts.get}, watch)

/** The dataset that was planned. Refused when a text is missing: half a dataset looks like a whole one. */
export async function writtenExport(plan: ExportPlan, from: ExportSource, watch: TaskWatch): Promise<Result<WrittenExport>> {
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
  const writing = datasetWriting({name, schema, topics, registries, unit, rounds, leftOut}, (list, text) => lists[list].add(text))
  const rested = (): Promise<unknown> => Promise.all(Object.values(lists).map(list => list.rested()))
  const written = await writeArticles(plan, from, {writing, roots, rested, watch})
  if (!written.ok) return written
  const authors = writing.authors()
  const texts = await assembled(writing.parts(plan.people.filter(({id}) => authors.has(id))), lists)
  return ok({
    size: texts.reduce((sum, text) => sum + text.size(), 0),
    packed: texts.flatMap(text => text.packed()),
  })
}

const personIn =
  ({roots}: ExportPlan) =>
  (person: string): string =>
    roots.people.get(person) ?? person

/** Article by article, and one set at a time: no more of the project is in memory. */
async function writeArticles(
  plan: ExportPlan,
  from: ExportSource,
  given: {
    readonly writing: DatasetWriting
    readonly roots: ReadonlyMap<Owner, Roots>
    readonly rested: () => Promise<unknown>
    readonly watch: TaskWatch
  },
): Promise<Result<null>> {
  const {writing, roots, watch} = given
  const who = personIn(plan)
  for (const [n, entry] of plan.articles.entries()) {
    const found = await from.text(entry.id)
    if (!found.ok) return refused(`“${entry.title}” cannot be exported. ${found.error}`)
    writing.article({...entry, text: found.value})
    for (const {name, owner} of plan.sets.get(entry.id) ?? []) {
      if (watch.signal?.aborted === true) return refused(CANCELLED)
      const set = await storedSet(from, name, who)
      const resolve = resolverIn(plan.roots.topics, [roots.get(owner), roots.get('team')])
      await inTurns(writing.set(snapshotSet(entry.id, owner, set, resolve, who)))
      set.doc.destroy()
    }
    await given.rested()
    await turn()
    watch.onPart?.((n + 1) / plan.articles.length)
  }
  return ok(null)
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
