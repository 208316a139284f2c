import type {Person} from '../core/owner.ts'
import type {Project} from '../project/project.ts'
import {project} from '../project/project.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import type {LocalChanges} from './local-changes.ts'

/** Who the people are that sign in, as the project knows them. */
export interface Members {
  /** The person with the name and role that the project gives her. A role of admin comes from the host: it is her folder. */
  current(person: Person): Person
  /** Enters a person who was never here before, and names a project that has no name yet. */
  enter(person: Person): Promise<Result<null>>
  rename(person: Person, name: string): Promise<Result<null>>
}

export function members(given: {project: Project; changes: LocalChanges; projectName: string}): Members {
  const {changes} = given
  const {people} = given.project
  const current = (person: Person): Person => {
    const known = people.get(person.id)
    return known === undefined ? person : person.role === 'admin' ? {...known, role: 'admin'} : known
  }
  const put = (person: Person): Promise<Result<null>> =>
    changes.run([
      {
        address: {kind: 'project'},
        make: doc => {
          const {people: written, name, rename} = project(doc)
          if (name() === '' && given.projectName !== '') rename(given.projectName)
          if (written.get(person.id) === undefined) written.put(person)
          else written.patch(person.id, {name: person.name})
        },
      },
    ])
  return {
    current,
    enter: async person => (people.get(person.id) === undefined ? put(person) : ok(null)),
    rename: (person, name) => put({...current(person), name}),
  }
}
