import type {WhoIs} from '../../core/person/as-persons.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {Registry} from '../../project/registry.ts'
import {registry} from '../../project/registry.ts'
import type {StoredSet} from '../../project/stored-set.ts'
import {storedSetSteps} from '../../project/stored-set.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {documentSteps} from '../../project/document-from.ts'
import {inTurns} from '../../storage/libsql/turn.ts'

type SetAddress = Extract<DocumentAddress, {kind: 'set'}>

/** A set as the log has it, read whole, in the words of a schema, else in those of its records. */
export async function storedSet(store: Pick<DocumentLog, 'load'>, name: string, schema?: Schema, who?: WhoIs): Promise<StoredSet> {
  return inTurns(storedSetSteps(await store.load(name), {schema, who}))
}

/** The annotation sets of a project as its log has them; unopened, one at a time. */
export async function* storedSets(
  store: DocumentLog,
  mayRead: (address: DocumentAddress) => boolean,
  schema?: Schema,
): AsyncGenerator<SetAddress & {readonly set: StoredSet}> {
  for (const {name, address} of await store.documents()) {
    if (address.kind !== 'set' || !mayRead(address)) continue
    yield {...address, set: await storedSet(store, name, schema)}
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
