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

/** The annotation sets and registries of a project as its log has them; unopened, one at a time. */
export async function* storedSets(
  store: ProjectStore,
  mayRead: (address: DocumentAddress) => boolean,
): AsyncGenerator<SetAddress & {readonly set: AnnotationSet}> {
  for (const {name, address} of await store.documents()) {
    if (address.kind !== 'set' || !mayRead(address)) continue
    const set = annotationSet(await inTurns(documentSteps(await store.load(name))))
    await inTurns(set.reading())
    yield {...address, set}
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
