import type {AnnotatorId} from '../core/annotation/annotation.ts'
import {enterAlike} from './alike-records.ts'
import type {MergeableMap} from './mergeable-map.ts'
import {merging} from './mergeable-map.ts'
import {ANNOTATOR} from './origin.ts'
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
    entities: layered(own.entities, team.entities, copy => enterAlike(own.doc, 'entities', {...copy, by: person}, ANNOTATOR)),
    claims: layered(own.claims, team.claims, copy => enterAlike(own.doc, 'claims', {...copy, by: person}, ANNOTATOR)),
    transact: own.transact,
    observe: listener => {
      const stops = [own.observe(listener), team.observe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

type Layered = {readonly id: string; readonly by: AnnotatorId}

/** `enter`: makes her copy of a record, the same in each window of hers. */
function layered<T extends Layered>(own: MergeableMap<T>, team: MergeableMap<T>, enter: (copy: T) => void): MergeableMap<T> {
  /** Writes to her copy of a record, made now where she has none. */
  const onOwn = (id: string, write: () => void): void => {
    const below = own.standing(id) === undefined ? team.standing(id) : undefined
    if (below !== undefined) enter(below)
    write()
  }
  const records: RemovableMap<T> = {
    get: id => (own.standing(id) === undefined ? team : own).apart.get(id),
    all: () => [...own.apart.all(), ...team.apart.all().filter(({id}) => own.standing(id) === undefined)],
    put: own.put,
    patch: (id, fields) => onOwn(id, () => own.patch(id, fields)),
    remove: (id, act) => onOwn(id, () => own.remove(id, act)),
    removed: () => [...own.removed(), ...team.removed().filter(({id}) => own.standing(id) === undefined)],
    restore: id => onOwn(id, () => own.restore(id)),
    standing: id => own.standing(id) ?? team.standing(id),
  }
  return merging(records, {
    merges: layeredMarks(own, team),
    merge: (ids, into, act) => {
      for (const id of ids) onOwn(id, () => own.merge([id], into, act))
    },
    separate: id => onOwn(id, () => own.separate(id)),
  })
}

/** Of a record that she has a copy of, her marks count. */
function layeredMarks<T extends Layered>(own: MergeableMap<T>, team: MergeableMap<T>): () => ReadonlyMap<string, string> {
  let known: {readonly mine: ReadonlyMap<string, string>; readonly theirs: ReadonlyMap<string, string>; readonly marks: ReadonlyMap<string, string>} | undefined
  return () => {
    const [mine, theirs] = [own.merges(), team.merges()]
    if (known?.mine !== mine || known.theirs !== theirs)
      known = {mine, theirs, marks: new Map([...[...theirs].filter(([id]) => own.standing(id) === undefined), ...mine])}
    return known.marks
  }
}
