import {message} from '../../core/language/message.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Device, DeviceReplacement} from '../../ipc/share-api.ts'
import type {AccessRecord, AccessRecords, SessionRecord} from './access-record.ts'
import {EMPTY_ACCESS} from './access-record.ts'
import {deviceCode} from './device-code.ts'
import type {Acting} from './roles.ts'
import {sessionsOf, standing} from './standing.ts'

const NO_DEVICE = message('There is no such device any more. Look at the list again; it may have changed.')
export const CLOSED_WORK = message(
  'An independent round with work in it is not opened yet. Until it is, no further device gets in as this person, so that nobody reads it before; the work is kept.',
)

/** The devices with which people come in from elsewhere. */
export interface Devices {
  of(person: string, session: string | undefined): readonly Device[]
  /** Says that a device that waits is hers. `closed`: whether she has work in a round that is not opened. */
  letIn(person: string, device: string, closed: boolean, as: Acting): Promise<Result<null>>
  end(person: string, device: string, as: Acting): Promise<Result<null>>
  /** An admin lets in a device that waits, and ends all others of that person. It is written down. */
  replace(person: string, device: string, given: {readonly by: string; readonly closed: boolean; readonly as: Acting}): Promise<Result<null>>
  /** Those of this person; of everybody without one. */
  replaced(person?: string): readonly DeviceReplacement[]
}

export function devices(records: AccessRecords, now: () => number): Devices {
  const current = (): AccessRecord => {
    const read = records.read()
    return read.ok ? read.value : EMPTY_ACCESS
  }
  const change = (
    person: string,
    device: string,
    make: (record: AccessRecord, found: SessionRecord, role: Role | undefined) => Result<AccessRecord>,
    as: Acting,
  ): Promise<Result<null>> =>
    records.change(record => {
      const found = sessionsOf(record, person).find(({id}) => id === device)
      if (found === undefined) return refused(NO_DEVICE)
      const made = make(record, found, as(record))
      return made.ok ? ok({record: made.value, value: null}) : made
    })
  const without = (record: AccessRecord, ids: ReadonlySet<string>): AccessRecord => ({...record, sessions: record.sessions.filter(({id}) => !ids.has(id))})
  const welcomed = (record: AccessRecord, {waits: _waits, ...session}: SessionRecord): AccessRecord => ({
    ...record,
    sessions: record.sessions.map(each => (each.id === session.id ? {...session, used: now()} : each)),
  })

  return {
    of: (person, session) => {
      const record = current()
      return sessionsOf(record, person).flatMap(({id, device, made, used}) => {
        const state = standing(record, id, now())
        return state === 'in' || state === 'waits'
          ? [{id, name: device, since: made, used, waits: state === 'waits', isThis: id === session, code: deviceCode(id)}]
          : []
      })
    },
    letIn: (person, device, closed, as) =>
      change(
        person,
        device,
        (record, found, role) => {
          if (role === undefined) return refused(NO_DEVICE)
          if (found.waits && closed) return refused(CLOSED_WORK)
          return ok(welcomed(record, found))
        },
        as,
      ),
    end: (person, device, as) =>
      change(person, device, (record, _found, role) => (role === undefined ? refused(NO_DEVICE) : ok(without(record, new Set([device])))), as),
    replace: (person, device, {by, closed, as}) =>
      change(
        person,
        device,
        (record, found, role) => {
          if (role !== 'admin') return refused(message('Only an admin of this project may do that. Ask one of them.'))
          if (record.owners.some(({id}) => id === person))
            return refused(message('The project is on this person’s computer. She lets her devices in herself, in the window there.'))
          if (closed) return refused(CLOSED_WORK)
          if (!found.waits) return refused(message('This device is in already.'))
          const others = new Set(sessionsOf(record, person).flatMap(({id}) => (id === device ? [] : [id])))
          const ended = [...others].filter(id => standing(record, id, now()) === 'in').length
          const left = welcomed(without(record, others), found)
          return ok({...left, replaced: [...left.replaced, {at: now(), by, person, device: found.device, ended}]})
        },
        as,
      ),
    replaced: person => current().replaced.filter(each => person === undefined || each.person === person),
  }
}
