import {useEffect, useState} from 'react'
import {nameProblem} from '../../core/name.ts'
import type {Result} from '../../core/result.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {Button} from '../ui/button.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {TextField} from '../ui/text-field.tsx'
import {HubFacts} from './fingerprint.tsx'
import type {Invited} from './join.ts'
import {deviceName, isIn, joinAs, lookAt} from './join.ts'
import {roleLabel} from './roles.ts'
import type {Said} from './same-person.tsx'
import {SamePerson} from './same-person.tsx'
import {shownProblem} from './shown-problem.ts'
import './share.css'

/** Where an invitation leads in a browser: says what it is for, asks for a name, and signs in. */
export function JoinPage({link}: {readonly link: Result<InvitationLink>}) {
  const [invited, setInvited] = useState<Invited>()
  const [problem, setProblem] = useState(link.ok ? undefined : link.error)
  const [name, setName] = useState('')
  const [device, setDevice] = useState(() => deviceName(navigator.userAgent))
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Said>()
  const [waits, setWaits] = useState<string>()

  useEffect(() => {
    if (!link.ok) return
    void lookAt(link.value).then(looked => {
      if (!looked.ok) return setProblem(looked.error)
      setInvited(looked.value)
      setName(looked.value.name)
    })
  }, [link])

  const join = async (): Promise<void> => {
    if (!link.ok) return
    setBusy(true)
    const joined = await joinAs(link.value, name.trim(), device.trim())
    if (joined.ok && joined.value.waits !== undefined) setWaits(joined.value.waits)
    else if (joined.ok) window.location.replace('/')
    else {
      setBusy(false)
      setProblem(joined.error)
    }
  }
  const isWhole = nameProblem(name) === undefined && nameProblem(device) === undefined && (invited?.namesake !== true || said === 'new')
  return (
    <main className="join-page">
      <div className="join-card">
        {problem !== undefined ? (
          <>
            <h1>You cannot join with this link</h1>
            <p role="alert">{problem}</p>
          </>
        ) : waits !== undefined ? (
          <Waiting code={waits} />
        ) : invited === undefined ? (
          <Spinner label="Looking at your invitation" />
        ) : (
          <>
            <h1>
              Join <bdi>“{invited.projectName}”</bdi>
            </h1>
            <p>
              {invited.known ? 'Welcome back. This device joins' : 'You are invited'} as {roleLabel(invited.role).toLowerCase()}.{' '}
              {!invited.known && 'Your colleagues see your name beside what you do.'} Nothing about you has been sent yet.
            </p>
            {link.ok && (
              <dl className="hub-facts">
                <HubFacts hub={{origins: [window.location.origin], fingerprint: link.value.fingerprint}} />
              </dl>
            )}
            <form
              onSubmit={event => {
                event.preventDefault()
                if (isWhole) void join()
              }}
            >
              {invited.namesake && <SamePerson name={invited.name} said={said} onSay={setSaid} />}
              <TextField
                label="Your name"
                value={name}
                onInput={setName}
                problem={shownProblem(name)}
                maxLength={80}
                disabled={invited.known}
                autoComplete="name"
              />
              <TextField label="What this device is called" value={device} onInput={setDevice} problem={shownProblem(device)} maxLength={80} />
              <Button type="submit" variant="primary" disabled={busy || !isWhole}>
                {busy ? 'Joining…' : 'Join'}
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
      <h1>Say that this device is yours</h1>
      <p role="status">
        On a device that you have, open Share, then “Your devices”. There is one with this code; choose “It is mine”. This page then goes on by itself.
      </p>
      <p className="device-code">
        Code <strong>{code}</strong>
      </p>
      <p>If you have no other device any more, ask an admin of the project, and tell her the code.</p>
    </>
  )
}
