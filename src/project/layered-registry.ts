import type {RecordMap} from './record-map.ts'
import type {Registry} from './registry.ts'

/**
 * A person's own registry over the team's, for independent rounds: what the team named before can be looked up, what she
 * names or changes goes into her own and reaches nobody else before the round is opened.
 */
export function layeredRegistry(own: Registry, team: Registry): Registry {
  return {
    doc: own.doc,
    entities: layered(own.entities, team.entities),
    claims: layered(own.claims, team.claims),
    transact: own.transact,
    observe: listener => {
      const stops = [own.observe(listener), team.observe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

function layered<T extends {readonly id: string}>(own: RecordMap<T>, team: RecordMap<T>): RecordMap<T> {
  const get = (id: string): T | undefined => own.get(id) ?? team.get(id)
  return {
    get,
    all: () => [...own.all(), ...team.all().filter(({id}) => own.get(id) === undefined)],
    put: own.put,
    patch: (id, fields) => {
      const below = own.get(id) === undefined ? team.get(id) : undefined
      if (below !== undefined) own.put(below)
      own.patch(id, fields)
    },
    delete: own.delete,
  }
}
