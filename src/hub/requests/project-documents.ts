import type {ArticleId} from '../../core/article.ts'
import type {WhoIs} from '../../core/as-persons.ts'
import {byKeys} from '../../core/code-unit-order.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'
import {annotationSet} from '../../project/annotation-set.ts'
import type {Registry} from '../../project/registry.ts'
import {registry} from '../../project/registry.ts'
import type {ProjectStore} from '../../storage/project-store.ts'
import {documentSteps} from '../../project/document-from.ts'
import {inTurns, turn} from '../../storage/turn.ts'

type SetAddress = Extract<DocumentAddress, {kind: 'set'}>
type RegistryAddress = Extract<DocumentAddress, {kind: 'registry'}>

/** The annotation sets that this person may read, of each article, in the order of their owners. */
export async function readableSets(
  store: ProjectStore,
  mayRead: (address: DocumentAddress) => boolean,
): Promise<ReadonlyMap<ArticleId, readonly (SetAddress & {readonly name: string})[]>> {
  const found = new Map<ArticleId, (SetAddress & {readonly name: string})[]>()
  for (const {name, address} of await store.documents()) {
    if (address.kind !== 'set' || !mayRead(address)) continue
    const sets = found.get(address.article) ?? []
    sets.push({...address, name})
    found.set(address.article, sets)
  }
  for (const sets of found.values()) sets.sort(byKeys('owner'))
  return found
}

/** A set as the log has it, read whole. */
export async function storedSet(store: ProjectStore, name: string, who?: WhoIs): Promise<AnnotationSet> {
  const set = annotationSet(await inTurns(documentSteps(await store.load(name))), undefined, who)
  await inTurns(set.reading())
  return set
}

/** The annotation sets and registries of a project as its log has them; unopened, one at a time. */
export async function* storedSets(
  store: ProjectStore,
  mayRead: (address: DocumentAddress) => boolean,
): AsyncGenerator<SetAddress & {readonly set: AnnotationSet}> {
  for (const {name, address} of await store.documents()) {
    if (address.kind !== 'set' || !mayRead(address)) continue
    yield {...address, set: await storedSet(store, name)}
  }
}

export async function* storedRegistries(
  store: ProjectStore,
  mayRead: (address: DocumentAddress) => boolean,
): AsyncGenerator<RegistryAddress & {readonly registry: Registry}> {
  for (const {name, address} of await store.documents()) {
    if (address.kind !== 'registry' || !mayRead(address)) continue
    yield {...address, registry: registry(await inTurns(documentSteps(await store.load(name))))}
    await turn()
  }
}
