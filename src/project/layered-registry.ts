import type {AnnotatorId} from '../core/annotation.ts'
import type {RemovableMap} from './record-map.ts'
import type {Registry} from './registry.ts'

/**
 * A person's own registry over the team's, for independent rounds: what the team named before can be looked up, what she
 * names or changes goes into her own and reaches nobody else before the round is opened. What she changes is hers there: nobody
 * writes in another's name.
 */
export function layeredRegistry(own: Registry, team: Registry, person: AnnotatorId): Registry {
  return {
    doc: own.doc,
    entities: layered(own.entities, team.entities, person),
    claims: layered(own.claims, team.claims, person),
    transact: own.transact,
    observe: listener => {
      const stops = [own.observe(listener), team.observe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

function layered<T extends {readonly id: string; readonly by: AnnotatorId}>(own: RemovableMap<T>, team: RemovableMap<T>, person: AnnotatorId): RemovableMap<T> {
  const get = (id: string): T | undefined => own.get(id) ?? team.get(id)
  return {
    get,
    all: () => [...own.all(), ...team.all().filter(({id}) => own.get(id) === undefined)],
    put: own.put,
    patch: (id, fields) => {
      const below = own.get(id) === undefined ? team.get(id) : undefined
      if (below !== undefined) own.put({...below, by: person})
      own.patch(id, fields)
    },
    remove: own.remove,
    standing: id => get(id) ?? own.standing(id) ?? team.standing(id),
  }
}
