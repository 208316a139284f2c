import type {DatasetHead, DatasetPart, DatasetWriting, LongList} from '../../core/dataset/write-dataset.ts'
import {datasetWriting} from '../../core/dataset/write-dataset.ts'
import {byKeys} from '../../core/code-unit-order.ts'
import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import {leftOutBy} from '../../core/dataset/left-out.ts'
import type {SnapshotRegistry} from '../../core/dataset/project-snapshot.ts'
import type {Owner} from '../../core/owner.ts'
import {ownerOf} from '../../core/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {MadeDataset} from '../../ipc/dataset-api.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Roots} from '../../project/project-snapshot.ts'
import {registryRoots, resolverIn, snapshotRegistry, snapshotSet} from '../../project/project-snapshot.ts'
import {documentTitle} from '../../storage/document-state.ts'
import type {PackedText} from '../../storage/packed-text.ts'
import {packedText} from '../../storage/packed-text.ts'
import {inTurns, turn} from '../../storage/turn.ts'
import {fileNameFor} from './file-name.ts'
import {readableSets, storedRegistries, storedSet} from './project-documents.ts'
import type {RequestContext} from './request-context.ts'

type Exporting = Pick<RequestContext, 'folder' | 'project' | 'may' | 'person' | 'rounds'> & {readonly lasts?: RequestContext['lasts']}

const CHANGED = 'What you may read has changed while the file was made. Export it again.'

/** The project as a dataset, with what this person may read. Refused when a text is missing: half a dataset looks like a whole one. */
export async function exportDataset(context: Exporting, unit: OffsetUnit): Promise<Result<MadeDataset>> {
  const {folder, project, may, person, lasts} = context
  const problem = project.schemaProblem()
  if (problem !== undefined)
    return refused(`The schema of this project cannot be read: ${problem} Take another schema in the settings, or update Claimlight; then export.`)
  const read: DocumentAddress[] = []
  const mayRead = (address: DocumentAddress): boolean => may(person, address) !== 'none'
  const owners = readableOwners(context)
  const mayStill = (): boolean => lasts?.() !== false && `${readableOwners(context)}` === `${owners}` && read.every(mayRead)
  const registries: SnapshotRegistry[] = []
  const roots = new Map<Owner, Roots>()
  for await (const {registry, ...address} of storedRegistries(folder.store, mayRead)) {
    read.push(address)
    registries.push(snapshotRegistry(address.owner, registry, project.joins.rootOf))
    roots.set(address.owner, registryRoots(registry))
    registry.doc.destroy()
  }
  const leftOut = leftOutBy(context.rounds(), owners)
  const lists: {readonly [L in LongList]: PackedText} = {
    articles: packedText(),
    annotations: packedText(),
    removedAnnotations: packedText(),
    readMarks: packedText(),
  }
  const head: DatasetHead = {name: project.name(), schema: project.schema(), topics: project.topics.all(), registries, unit, leftOut}
  const writing = datasetWriting(head, (list, text) => lists[list].add(text))
  const rested = (): Promise<unknown> => Promise.all(Object.values(lists).map(list => list.rested()))
  const written = await writeArticles(context, {writing, mayRead, onRead: address => read.push(address), roots, rested})
  if (!written.ok) return written
  const authors = writing.authors()
  const annotators = project.people.all().filter(({id}) => authors.has(id))
  const file = await assembled(writing.parts(annotators), lists)
  const notes = folder.store
    .damaged()
    .filter(({address}) => mayRead(address))
    .map(({address}) => `Part of ${documentTitle(address)} is damaged and is not in the file. Check the project to see what.`)
  if (!mayStill()) return refused(CHANGED)
  return ok({
    name: fileNameFor(project.name()),
    notes,
    ...(leftOut === undefined ? {} : {leftOut}),
    size: file.size,
    held: file.held,
    pieces: () => whileReadable(file, mayStill),
  })
}

/** Article by article, and one set at a time: no more of the project is in memory. */
async function writeArticles(
  {folder, project}: Exporting,
  given: {
    readonly writing: DatasetWriting
    readonly mayRead: (address: DocumentAddress) => boolean
    readonly onRead: (address: DocumentAddress) => void
    readonly roots: ReadonlyMap<Owner, Roots>
    readonly rested: () => Promise<unknown>
  },
): Promise<Result<null>> {
  const sets = await readableSets(folder.store, given.mayRead)
  for (const address of [...sets.values()].flat()) given.onRead(address)
  for (const entry of [...project.articles.all()].sort(byKeys('id'))) {
    const text = await folder.texts.get(entry.id)
    if (!text.ok) return refused(`“${entry.title}” cannot be exported. ${text.error}`)
    given.writing.article({...entry, text: text.value})
    for (const {name, article, owner} of sets.get(entry.id) ?? []) {
      const set = await storedSet(folder.store, name, project.joins.rootOf)
      const resolve = resolverIn(project, [given.roots.get(owner), given.roots.get('team')])
      await inTurns(given.writing.set(snapshotSet(article, owner, set, resolve, project.joins.rootOf)))
      set.doc.destroy()
    }
    await given.rested()
    await turn()
  }
  return ok(null)
}

/** Whose sets may be in the file. */
function readableOwners({project, person, may}: Exporting): Owner[] {
  const article = project.articles.all()[0]?.id ?? ''
  const owners: readonly Owner[] = [...[person.id, ...project.joins.joinedWith(person.id)].map(ownerOf), 'gold', 'team']
  return owners.filter(owner => may(person, {kind: 'set', article, owner}) !== 'none')
}

/** Packed, and in the order of the file. */
type Assembled = {readonly size: number; readonly held: number; readonly texts: readonly PackedText[]}

async function assembled(parts: Iterable<DatasetPart>, lists: {readonly [L in LongList]: PackedText}): Promise<Assembled> {
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
  const all = (of: (text: PackedText) => number): number => texts.reduce((sum, text) => sum + of(text), 0)
  return {size: all(text => text.size()), held: all(text => text.held()), texts}
}

async function* whileReadable({texts}: Assembled, mayStill: () => boolean): AsyncGenerator<Uint8Array, void, undefined> {
  for (const text of texts) {
    for await (const piece of text.pieces()) {
      if (!mayStill()) throw new Error(CHANGED)
      yield piece
    }
  }
}
