import type {Session} from '../../ipc/host-api.ts'
import type {Project} from '../../project/project.ts'
import type {Host} from '../host/host.ts'
import type {Store} from './store.ts'

/** Her role decides what the window offers, and somebody may have changed it. */
export function followOwnRole({host, project, session}: {readonly host: Host; readonly project: Project; readonly session: Store<Session>}): void {
  const ask = async (): Promise<void> => {
    const answer = await host.requests.session()
    if (answer.ok) session.set(answer.value)
  }
  project.observe(() => {
    const {person} = session.get()
    const listed = project.people.get(person.id)
    if (listed !== undefined && (listed.role !== person.role || listed.name !== person.name)) void ask()
  })
}
