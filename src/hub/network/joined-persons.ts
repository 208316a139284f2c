import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {AccessRecord, AccessRecords, SessionRecord} from './access-record.ts'
import {EMPTY_ACCESS} from './access-record.ts'
import type {Acting} from './roles.ts'
import {keepsAdmin} from './roles.ts'
import {roleIn} from './standing.ts'

export type Named = {readonly id: string; readonly name: string}

/** Persons of whom an admin found that they are another one. This is where it comes from; what a project document says of it is a copy to show. */
export interface JoinedPersons {
  /** Those who are this person, too. */
  joinedWith(person: string): ReadonlySet<string>
  all(): AccessRecord['joined']
  /** From then on the devices of the one come in as the other, and those that are connected come back so. */
  join(person: Named, into: Named, given: {readonly by: string; readonly as: Acting}): Promise<Result<null>>
  part(person: string, as: Acting): Promise<Result<null>>
}

const ADMINS = message('Only an admin of this project may join two persons, or tell them apart. Ask one of them.')

export function joinedPersons(records: AccessRecords, given: {readonly now: () => number; readonly newId: () => string}): JoinedPersons {
  const all = (): AccessRecord['joined'] => {
    const read = records.read()
    return (read.ok ? read.value : EMPTY_ACCESS).joined
  }
  /** Under other ids, so that whoever is connected comes back as who she is now. Their secrets stay. */
  const renewed = (record: AccessRecord, invitations: ReadonlySet<string>): SessionRecord[] =>
    record.sessions.map(session => (invitations.has(session.invitation) ? {...session, id: given.newId()} : session))
  return {
    all,
    joinedWith: person => new Set(all().flatMap(each => (each.into === person ? [each.person] : []))),
    join: (person, into, {by, as}) =>
      records.change(record => {
        if (as(record) !== 'admin') return refused(ADMINS)
        const may = mayJoin(record, person.id, into.id, given.now())
        if (!may.ok) return may
        const hers = new Set(record.invitations.filter(each => each.person?.id === person.id).map(({id}) => id))
        return ok({
          record: {
            ...record,
            joined: [...record.joined, {person: person.id, into: into.id, by, at: given.now()}],
            invitations: record.invitations.map(each => (hers.has(each.id) ? {...each, person: {...into}, was: each.person ?? person} : each)),
            sessions: renewed(record, hers),
          },
          value: null,
        })
      }),
    part: (person, as) =>
      records.change(record => {
        if (as(record) !== 'admin') return refused(ADMINS)
        if (!record.joined.some(each => each.person === person))
          return refused(message('These two are not joined. Look at the list again; it may have changed.'))
        const hers = new Set(record.invitations.filter(({was}) => was?.id === person).map(({id}) => id))
        return ok({
          record: {
            ...record,
            joined: record.joined.filter(each => each.person !== person),
            invitations: record.invitations.map(({was, ...each}) => (was === undefined ? each : hers.has(each.id) ? {...each, person: was} : {...each, was})),
            sessions: renewed(record, hers),
          },
          value: null,
        })
      }),
  }
}

function mayJoin(record: AccessRecord, person: string, into: string, now: number): Result<null> {
  if (person === into) return refused(message('Choose two persons.'))
  if (record.owners.some(({id}) => id === person))
    return refused(message('The project is on this person’s computer. Join the other one into this person instead.'))
  if (record.joined.some(each => each.person === person || each.person === into))
    return refused(message('One of the two is joined with somebody already. Tell those apart first.'))
  if (record.joined.some(each => each.into === person))
    return refused(message('Others are joined into this person. Tell those apart first, or join the other one into this person.'))
  return roleIn(record, person) === 'admin' && roleIn(record, into) !== 'admin' ? keepsAdmin(record, person, now) : ok(null)
}
