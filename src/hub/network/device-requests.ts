import {ok, refused} from '../../core/result.ts'
import type {ShareApi} from '../../ipc/share-api.ts'
import {CLOSED_WORK} from './devices.ts'
import type {Acting} from './roles.ts'
import {makeInvitation} from './make-invitation.ts'
import type {ShareContext} from './share-context.ts'
import {SHARED_ELSEWHERE} from './sharing.ts'

/** Days that a link for one's own further device is good for. */
const DAYS = 7

type DeviceApi = Pick<ShareApi, 'inviteDevice' | 'devices' | 'letInDevice' | 'endDevice' | 'replaceDevices'>

/** What somebody may ask about the devices with which she comes in, and an admin about those of others. */
export function deviceRequests(
  {sharing, projectId, project, people, person, stay, hasClosedWork}: ShareContext,
  {as, isGuest}: {readonly as: Acting; readonly isGuest: () => boolean},
): DeviceApi {
  const {devices} = sharing
  return {
    inviteDevice: async () => {
      if (isGuest()) return refused(SHARED_ELSEWHERE)
      if (await hasClosedWork(person.id)) return refused(CLOSED_WORK)
      const {id, name, role} = people.current(person)
      const wish = {name, role, days: DAYS, person: id, by: id, further: 'herself'} as const
      return makeInvitation(sharing, {projectId, project}, wish, record => (as(record) === undefined ? refused(SHARED_ELSEWHERE) : ok(null)))
    },
    devices: async () => {
      const everybody = people.current(person).role === 'admin'
      return ok({devices: devices.of(person.id, stay?.session), replaced: devices.replaced(everybody ? undefined : person.id)})
    },
    letInDevice: async id => devices.letIn(person.id, id, await hasClosedWork(person.id), as),
    endDevice: id => devices.end(person.id, id, as),
    replaceDevices: async (whose, id) => devices.replace(whose, id, {by: person.id, closed: await hasClosedWork(whose), as}),
  }
}
