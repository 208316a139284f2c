import {message} from '../../core/language/message.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {AccessRecord, AccessRecords} from './access-record.ts'
import {EMPTY_ACCESS} from './access-record.ts'
import {hasDevice, isShutOut, roleIn} from './standing.ts'

/** What whoever asks may do by the record as it is when the change is made; `undefined` when she is not in any more. */
export type Acting = (record: AccessRecord) => Role | undefined

/** Who may do what. This is where roles come from; what a project document says of them is a copy to show. */
export interface Roles {
  /** `undefined` for whoever was never let in here. */
  roleOf(person: string): Role | undefined
  isOwner(person: string): boolean
  /** Whether all her invitations were revoked. */
  isShutOut(person: string): boolean
  all(): readonly {readonly id: string; readonly role: Role}[]
  /** Whose computer the project is on is noted once, and is its admin from then on. */
  enterOwner(person: string): Promise<Result<null>>
  set(person: string, role: Role, as: Acting): Promise<Result<null>>
}

const LAST_ADMIN = message('A project needs somebody who runs it. Make somebody else an admin first.')

/** Whether somebody else runs the project when this person does not any more. */
export function keepsAdmin(record: AccessRecord, person: string, now: number): Result<null> {
  const isLeft =
    record.owners.some(({id}) => id !== person) || record.people.some(({id, role}) => role === 'admin' && id !== person && hasDevice(record, id, now))
  return isLeft ? ok(null) : refused(LAST_ADMIN)
}

export function roles(records: AccessRecords, now: () => number): Roles {
  const current = (): AccessRecord => {
    const read = records.read()
    return read.ok ? read.value : EMPTY_ACCESS
  }
  const isOwner = (record: AccessRecord, person: string): boolean => record.owners.some(({id}) => id === person)
  return {
    roleOf: person => roleIn(current(), person),
    isOwner: person => isOwner(current(), person),
    isShutOut: person => isShutOut(current(), person),
    all: () => [...current().owners.map(({id}) => ({id, role: 'admin' as const})), ...current().people],
    enterOwner: async person => {
      if (isOwner(current(), person)) return ok(null)
      return records.change(record => {
        const owners = isOwner(record, person) ? record.owners : [...record.owners, {id: person, since: now()}]
        return ok({record: owners === record.owners ? record : {...record, owners}, value: null})
      })
    },
    set: (person, role, as) =>
      records.change(record => {
        if (as(record) !== 'admin') return refused(message('Only an admin of this project may change roles. Ask one of them.'))
        if (isOwner(record, person)) return refused(message('The project is on this person’s computer, so she stays its admin.'))
        const before = roleIn(record, person)
        if (before === role) return ok({record, value: null})
        const kept = before === 'admin' ? keepsAdmin(record, person, now()) : ok(null)
        if (!kept.ok) return kept
        return ok({record: {...record, people: [...record.people.filter(({id}) => id !== person), {id: person, role}]}, value: null})
      }),
  }
}
