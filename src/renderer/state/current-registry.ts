import type {Owner} from '../../core/round/owner.ts'
import {annotatorOf} from '../../core/round/owner.ts'
import {layeredRegistry} from '../../project/layered-registry.ts'
import type {Registry} from '../../project/registry.ts'
import {registry as registryIn} from '../../project/registry.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'

/** The registry that this person works in now: the team's, or her own over it where the article on screen is in a closed round. Ask it anew each time. */
export interface CurrentRegistry extends Registry {
  readonly owner: Owner
  /** Changes whose it is; its observers are told. */
  become(owner: Owner): void
}

export function currentRegistry(given: {connection: HubConnection; team: OpenDocument; owner: Owner}): CurrentRegistry {
  const team = registryIn(given.team.doc)
  const of = (owner: Owner): Registry => {
    const annotator = annotatorOf(owner)
    return annotator === undefined ? team : layeredRegistry(registryIn(given.connection.open({kind: 'registry', owner}).doc), team, annotator)
  }
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  let {owner} = given
  let now = of(owner)
  let stop = now.observe(tell)
  return {
    get owner() {
      return owner
    },
    get doc() {
      return now.doc
    },
    get entities() {
      return now.entities
    },
    get claims() {
      return now.claims
    },
    transact: change => now.transact(change),
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    become: whose => {
      stop()
      owner = whose
      now = of(owner)
      stop = now.observe(tell)
      tell()
    },
  }
}
