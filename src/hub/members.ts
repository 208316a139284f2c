import type {Person, Role} from '../core/round/owner.ts'
import type {Project} from '../project/project.ts'
import {project} from '../project/project.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import type {LocalChanges} from './documents/local-changes.ts'
import {mayRunRounds} from './rounds/planning.ts'
import type {Roles} from './network/roles.ts'
import {underWay} from './under-way.ts'

/** Who the people are that sign in: their names from the project, their roles from whoever may give them. */
export interface Members {
  /** Who the owner of this computer is in a project that is another hub's; anybody else is herself. */
  self(person: Person): Person
  /** Who acts, for what she may do: as {@link Members.current}, without her name, which each message would have to look up. */
  acting(person: Person): Pick<Person, 'id' | 'role'>
  /** The person with her name and the role that holds here now. A role of admin comes from the host: it is her folder. */
  current(person: Person): Person
  /** The role to show beside a name: of somebody to whom this hub gave none, as the project says. */
  shown(person: string): Role
  /** Enters a person who was never here before, and names a project that has no name yet: not sooner, for what is merged into a new one brings its name. */
  enter(person: Person): Promise<Result<null>>
  /** Resolves when nobody is being entered. */
  settled(): Promise<void>
  /** `lasts`: whether she who asks is in until it is written. */
  rename(person: Person, name: string, lasts?: () => boolean): Promise<Result<null>>
}

/** How the project is another hub's: `owner` of this computer is `person` there, and what people are called and may do is settled there. */
export type Guest = {
  readonly owner: string
  readonly person: {readonly id: string; readonly name: string}
  /** As that hub said last. */
  role(): Role
  rename(name: string): Promise<Result<null>>
}

/** Roles come from the hub's own record, for a guest from the project's hub; never from the project document, which others write. */
export function members(given: {
  project: Project
  changes: LocalChanges
  projectName: string
  roles: Pick<Roles, 'roleOf' | 'enterOwner'>
  /** Sits at the computer that the project is on. */
  isLocal: (person: Person) => boolean
  guest: Guest | undefined
  /** By which she signs at this computer. */
  keyOf: (person: Person) => string | undefined
}): Members {
  const {changes, roles, guest} = given
  const {people} = given.project
  const entries = underWay()
  const self = (person: Person): Person => {
    if (guest === undefined) return person
    // Whatever the host says of her role, it is the other hub's to give.
    return person.id === guest.owner ? {...guest.person, role: 'reader'} : {...person, role: 'reader'}
  }
  const roleOf = ({id, role}: Person): Role => {
    if (guest !== undefined) return id === guest.person.id ? guest.role() : 'reader'
    return role === 'admin' ? 'admin' : (roles.roleOf(id) ?? role)
  }
  const current = (person: Person): Person => {
    const who = self(person)
    return {...(people.get(who.id) ?? who), role: roleOf(who)}
  }
  const lacksKey = (person: Person): boolean => {
    const key = given.keyOf(person)
    // Colleagues in a folder take no change of the project from others.
    return key !== undefined && given.project.keys.get(key) === undefined && mayRunRounds(current(person))
  }
  const put = (person: Person, lasts?: () => boolean): Promise<Result<null>> =>
    changes.run(
      [
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
      ],
      lasts,
    )
  return {
    self,
    acting: person => {
      const who = self(person)
      return {id: who.id, role: roleOf(who)}
    },
    current,
    shown: id => (id === guest?.person.id ? guest.role() : ((guest === undefined ? roles.roleOf(id) : undefined) ?? people.get(id)?.role ?? 'reader')),
    enter: async person => {
      if (guest !== undefined) return ok(null)
      const [noted, entered] = await entries.add(
        Promise.all([
          person.role === 'admin' && given.isLocal(person) ? roles.enterOwner(person.id) : ok(null),
          people.get(person.id) === undefined ? put(person) : lacksKey(person) ? put(current(person)) : ok(null),
        ]),
      )
      return noted.ok ? entered : noted
    },
    settled: entries.settled,
    rename: (person, name, lasts) => (guest === undefined ? put({...current(person), name}, lasts) : guest.rename(name)),
  }
}
