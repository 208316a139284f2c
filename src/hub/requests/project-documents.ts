import type {DocumentAddress} from '../../project/document-address.ts'
import type {Registry} from '../../project/registry.ts'
import {registry} from '../../project/registry.ts'
import type {ReadAs, StoredSet} from '../../project/stored-set.ts'
import {storedSetSteps} from '../../project/stored-set.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {documentSteps} from '../../project/document-from.ts'
import {inTurns} from '../../storage/libsql/turn.ts'

type SetAddress = Extract<DocumentAddress, {kind: 'set'}>

/** A set as the log has it, read whole. */
export async function storedSet(store: Pick<DocumentLog, 'load'>, name: string, as: ReadAs = {}): Promise<StoredSet> {
  return inTurns(storedSetSteps(await store.load(name), as))
}

/** The annotation sets of a project as its log has them; unopened, one at a time. */
export async function* storedSets(
  store: DocumentLog,
  mayRead: (address: DocumentAddress) => boolean,
  as: ReadAs = {},
): AsyncGenerator<SetAddress & {readonly set: StoredSet}> {
  for (const {name, address} of await store.documents()) {
    if (address.kind !== 'set' || !mayRead(address)) continue
    yield {...address, set: await storedSet(store, name, as)}
  }
}

/** A registry as the log has it. */
export async function storedRegistry(store: Pick<DocumentLog, 'load'>, name: string): Promise<Registry> {
  return registry(await inTurns(documentSteps(await store.load(name))))
}

/** The registries of a project likewise, everybody's. */
export async function* storedRegistries(store: DocumentLog): AsyncGenerator<Registry> {
  for (const {name, address} of await store.documents()) if (address.kind === 'registry') yield await storedRegistry(store, name)
}
