import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ShareApi} from '../../ipc/share-api.ts'
import type {Acting} from './roles.ts'
import type {ShareContext} from './share-context.ts'
import {SHARED_ELSEWHERE} from './sharing.ts'
import {showJoins} from './show-joins.ts'

const CLOSED = message('An independent round is not opened yet. Until it is, no two persons are joined or told apart.')

/** What an admin may ask about somebody who is in the project as two persons. */
export function joinRequests(
  {sharing, project, person, people, isBlind, changeProject, workOf}: ShareContext,
  {as, isGuest}: {readonly as: Acting; readonly isGuest: () => boolean},
): Pick<ShareApi, 'personWork' | 'joinPersons' | 'partPersons'> {
  const {joins} = sharing
  const whole = async (act: () => Promise<Result<null>>): Promise<Result<null>> => {
    if (isGuest()) return refused(SHARED_ELSEWHERE)
    // Each of the two may read what is closed to the other.
    if (isBlind()) return refused(CLOSED)
    const done = await act()
    // What the project says is a copy to show; where it cannot be written now, it is at the next start.
    if (done.ok) await changeProject(written => showJoins(written.joins, joins.all()))
    return done
  }
  return {
    personWork: async asked => {
      if (people.current(person).role !== 'admin') return refused(message('Only an admin of this project is told.'))
      return isBlind() ? refused(CLOSED) : ok(await workOf(asked))
    },
    joinPersons: (one, other) =>
      whole(async () => {
        const [joined, into] = [project.people.get(one), project.people.get(other)]
        if (joined === undefined || into === undefined) return refused(message('One of the two is not in the project any more. Look at the list again.'))
        return joins.join(joined, into, {by: person.id, as})
      }),
    partPersons: one => whole(() => joins.part(one, as)),
  }
}
