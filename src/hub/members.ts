import type {Person, Role} from '../core/owner.ts'
import type {Project} from '../project/project.ts'
import {project} from '../project/project.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import type {LocalChanges} from './local-changes.ts'
import {mayRunRounds} from './rounds/hub-rounds.ts'

/** Who the people are that sign in, as the project knows them. */
export interface Members {
  /** Who the owner of this computer is in a project that is another hub's; anybody else is herself. */
  self(person: Person): Person
  /** The person with the name and role that the project gives her. A role of admin comes from the host: it is her folder. */
  current(person: Person): Person
  /** Enters a person who was never here before, and names a project that has no name yet: not sooner, for what is merged into a new one brings its name. */
  enter(person: Person): Promise<Result<null>>
  rename(person: Person, name: string): Promise<Result<null>>
}

/** How the project is another hub's: `owner` of this computer is `person` there, and what people are called and may do is settled there. */
export type Guest = {readonly owner: string; readonly person: {readonly id: string; readonly name: string}; rename(name: string): Promise<Result<null>>}

/** `roleOf`: the role that this hub gave somebody who came in from elsewhere; what the project document says cannot raise it. */
export function members(given: {
  project: Project
  changes: LocalChanges
  projectName: string
  roleOf: (person: string) => Role | undefined
  guest: Guest | undefined
  /** By which she signs at this computer. */
  keyOf: (person: Person) => string | undefined
}): Members {
  const {changes, roleOf, guest} = given
  const {people} = given.project
  const self = (person: Person): Person => {
    if (guest === undefined) return person
    // Whatever the host says of her role, it is the other hub's to give.
    return person.id === guest.owner ? {...guest.person, role: 'reader'} : {...person, role: 'reader'}
  }
  const current = (person: Person): Person => {
    const who = self(person)
    const known = people.get(who.id) ?? who
    const role = roleOf(who.id) ?? (guest === undefined && person.role === 'admin' ? 'admin' : known.role)
    return {...known, role}
  }
  const lacksKey = (person: Person): boolean => {
    const key = given.keyOf(person)
    // Colleagues in a folder take no change of the project from others.
    return key !== undefined && given.project.keys.get(key) === undefined && mayRunRounds(current(person))
  }
  const put = (person: Person): Promise<Result<null>> =>
    changes.run([
      {
        address: {kind: 'project'},
        make: doc => {
          const {people: written, keys, name, rename} = project(doc)
          if (name() === '' && given.projectName !== '') rename(given.projectName)
          if (written.get(person.id) === undefined) written.put(person)
          else written.patch(person.id, {name: person.name})
          const key = given.keyOf(person)
          if (key !== undefined && keys.get(key) === undefined) keys.put({id: key, person: person.id, at: Date.now()})
        },
      },
    ])
  return {
    self,
    current,
    enter: async person => {
      if (guest !== undefined) return ok(null)
      if (people.get(person.id) === undefined) return put(person)
      return lacksKey(person) ? put(current(person)) : ok(null)
    },
    rename: (person, name) => (guest === undefined ? put({...current(person), name}) : guest.rename(name)),
  }
}
