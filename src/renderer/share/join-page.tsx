import {useEffect, useState} from 'react'
import type {Result} from '../../core/result.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {Button} from '../ui/button.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {HubFacts} from './fingerprint.tsx'
import type {Invited} from './join.ts'
import {deviceName, isIn, joinAs, lookAt} from './join.ts'
import {JoinFields, useJoinAnswers} from './join-fields.tsx'
import {invitedAs} from './roles.ts'
import {rich, say, tell} from '../ui/say.ts'
import './share.css'

/** Where an invitation leads in a browser: says what it is for, asks for a name, and signs in. */
export function JoinPage({link}: {readonly link: Result<InvitationLink>}) {
  const [invited, setInvited] = useState<Invited>()
  const [problem, setProblem] = useState(link.ok ? undefined : tell(link.error))
  const [device] = useState(() => deviceName(navigator.userAgent))
  const answers = useJoinAnswers(invited, device)
  const [busy, setBusy] = useState(false)
  const [waits, setWaits] = useState<string>()

  useEffect(() => {
    if (!link.ok) return
    void lookAt(link.value).then(looked => (looked.ok ? setInvited(looked.value) : setProblem(tell(looked.error))))
  }, [link])

  const join = async (): Promise<void> => {
    if (!link.ok) return
    setBusy(true)
    const joined = await joinAs(link.value, answers.name.trim(), answers.device.trim())
    if (joined.ok && joined.value.waits !== undefined) setWaits(joined.value.waits)
    else if (joined.ok) window.location.replace('/')
    else {
      setBusy(false)
      setProblem(tell(joined.error))
    }
  }
  return (
    <main className="join-page">
      <div className="join-card">
        {problem !== undefined ? (
          <>
            <h1>{say('You cannot join with this link')}</h1>
            <p role="alert">{problem}</p>
          </>
        ) : waits !== undefined ? (
          <Waiting code={waits} />
        ) : invited === undefined ? (
          <Spinner label={say('Looking at your invitation')} />
        ) : (
          <>
            <h1>{rich('Join <project>“{name}”</project>', {name: invited.projectName, project: words => <bdi>{words}</bdi>})}</h1>
            <p>
              {invited.known
                ? say('Welcome back. This device joins as {role, select, reader {reader} annotator {annotator} curator {curator} other {admin}}.', {
                    role: invited.role,
                  })
                : invitedAs(invited.role)}{' '}
              {!invited.known && say('Your colleagues see your name beside what you do.')} {say('Nothing about you has been sent yet.')}
            </p>
            {link.ok && (
              <dl className="hub-facts">
                <HubFacts hub={{origins: [window.location.origin], fingerprint: link.value.fingerprint}} />
              </dl>
            )}
            <form
              onSubmit={event => {
                event.preventDefault()
                if (answers.isWhole) void join()
              }}
            >
              <JoinFields invited={invited} answers={answers} />
              <Button type="submit" variant="primary" busy={busy} disabled={!answers.isWhole}>
                {busy ? say('Joining…') : say('Join')}
              </Button>
            </form>
          </>
        )}
      </div>
    </main>
  )
}

/** Milliseconds between looks whether this device was let in. */
const LOOK_AGAIN = 3000

/** Until she says on another device that this one is hers; then it goes on by itself. */
function Waiting({code}: {readonly code: string}) {
  useEffect(() => {
    const timer = setInterval(() => void isIn().then(is => is && window.location.replace('/')), LOOK_AGAIN)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <h1>{say('Say that this device is yours')}</h1>
      <p role="status">
        {say('On a device that you have, open Share, then “Your devices”. There is one with this code; choose “It is mine”. This page then goes on by itself.')}
      </p>
      <p className="device-code">{rich('Code {code}', {code: <strong>{code}</strong>})}</p>
      <p>{say('If you have no other device any more, ask an admin of the project, and tell her the code.')}</p>
    </>
  )
}
