import * as Y from 'yjs'
import * as z from 'zod'
import type {Act, AnnotatorId} from '../core/annotation/annotation.ts'
import {mergeRoots, soundMerges} from '../core/registry/merge.ts'
import type {Person} from '../core/round/owner.ts'
import type {RecordMap} from './record-map.ts'

/** Somebody who is here as two persons: one of them stands for the other. Written by hubs alone; who may do what follows from their own record. */
export interface PersonJoins {
  /** Whom somebody is: herself, where she was not joined with another. */
  rootOf(person: AnnotatorId): AnnotatorId
  /** Those who are this person, too. */
  joinedWith(person: AnnotatorId): ReadonlySet<AnnotatorId>
  /** The marks as they stand: who was joined into whom. */
  marks(): ReadonlyMap<AnnotatorId, AnnotatorId>
  join(person: AnnotatorId, into: AnnotatorId, act: Act): void
  part(person: AnnotatorId): void
}

const shape = z.object({into: z.string(), by: z.string(), at: z.number()})

export function personJoins(people: Y.Map<Y.Map<unknown>>): PersonJoins {
  let known: {readonly marks: ReadonlyMap<string, string>; readonly roots: ReadonlyMap<string, string>} | undefined
  people.observeDeep(() => {
    known = undefined
  })
  const now = () => {
    if (known !== undefined) return known
    const marks = new Map<string, string>()
    for (const [id, record] of people) {
      const {data} = shape.safeParse(record instanceof Y.Map ? record.get('joined') : undefined)
      if (data !== undefined) marks.set(id, data.into)
    }
    known = {marks, roots: mergeRoots(soundMerges(marks, id => people.has(id)))}
    return known
  }
  const rootOf = (person: AnnotatorId): AnnotatorId => now().roots.get(person) ?? person
  return {
    rootOf,
    joinedWith: person => new Set([...now().roots].flatMap(([id, root]) => (root === person && id !== person ? [id] : []))),
    marks: () => now().marks,
    join: (person, into, {by, at}) => {
      const record = people.get(person)
      if (record instanceof Y.Map) record.set('joined', {into, by, at})
    },
    part: person => {
      const record = people.get(person)
      if (record instanceof Y.Map) record.delete('joined')
    },
  }
}

export const withoutJoined = (people: RecordMap<Person>, {rootOf}: PersonJoins): RecordMap<Person> => ({
  ...people,
  all: () => people.all().filter(({id}) => rootOf(id) === id),
})
