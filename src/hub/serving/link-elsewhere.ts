import {servedBefore} from '../../storage/browser-edition.ts'
import {proofOf} from './sign-in.ts'

/** One more sign-in link of the hub that serves a project on this machine, in whatever process of this person; `undefined` where none does. */
export async function linkElsewhere(home: string, projectId: string): Promise<string | undefined> {
  const {found} = await servedBefore(home, projectId)
  if (found?.port === undefined) return undefined
  const origin = `http://127.0.0.1:${found.port}`
  const headers = {authorization: `Proof ${proofOf(found.session, origin, Date.now())}`}
  const answer = await fetch(`${origin}/sign-in`, {method: 'POST', headers, redirect: 'error', signal: AbortSignal.timeout(ANSWERS_WITHIN)}).catch(
    () => undefined,
  )
  const link = answer?.status === 200 ? (await answer.text()).trim() : ''
  return link.startsWith(`${origin}/sign-in?token=`) ? link : undefined
}

/** Milliseconds: whatever listens there by now may answer nothing. */
const ANSWERS_WITHIN = 10_000
