import {useEffect, useRef, useState} from 'react'
import {isWebAddress} from '../../core/article/web-address.ts'
import type {NearbyHub} from '../../ipc/share-api.ts'
import {formatInvitation, parseInvitation} from '../../sync/invitation-link.ts'
import {Button} from '../ui/button.tsx'
import {TextField} from '../ui/text-field.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {JoinDialog} from './join-dialog.tsx'
import {say, tell} from '../ui/say.ts'

/** The way to other people's projects: by an invitation, or by looking around on the network. */
export function ElsewhereSection({mayLook}: {readonly mayLook: boolean}) {
  const {host} = useWorkspace()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [joining, setJoining] = useState<string>()
  const [nearby, setNearby] = useState<readonly NearbyHub[] | 'looking'>()
  const section = useRef<HTMLElement>(null)
  // It is the last section: what it answers would lie below what is on screen.
  useEffect(() => {
    if (problem !== undefined || Array.isArray(nearby)) section.current?.scrollIntoView({block: 'nearest'})
  }, [problem, nearby])
  const open = (): void => {
    const parsed = parseInvitation(text)
    if (!parsed.ok) return setProblem(tell(parsed.error))
    setProblem(undefined)
    if (host.desktop !== undefined) return setJoining(text.trim())
    visit(formatInvitation(parsed.value).browserLink)
  }
  const visit = (url: string): void => {
    if (!isWebAddress(url)) return setProblem(say('This is not an address of a web page, so it was not opened.'))
    if (host.desktop === undefined) window.open(url, '_blank', 'noopener')
    else void host.desktop.openLink(url)
  }
  const look = async (): Promise<void> => {
    setNearby('looking')
    const found = await host.requests.discover()
    setNearby(found.ok ? found.value : [])
    if (!found.ok) setProblem(tell(found.error))
  }
  return (
    <section ref={section} aria-labelledby="share-elsewhere">
      <h3 id="share-elsewhere">{say('Projects of others')}</h3>
      <form
        className="share-row"
        onSubmit={event => {
          event.preventDefault()
          open()
        }}
      >
        <TextField label={say('Invitation link')} value={text} onInput={setText} dir="ltr" {...(problem !== undefined && {problem})} />
        <Button type="submit" disabled={text.trim() === ''}>
          {host.desktop === undefined ? say('Open in the browser') : say('Join…')}
        </Button>
        {mayLook && (
          <Button disabled={nearby === 'looking'} onClick={() => void look()}>
            {nearby === 'looking' ? say('Looking…') : say('Look nearby')}
          </Button>
        )}
      </form>
      {joining !== undefined && host.desktop !== undefined && <JoinDialog link={joining} desktop={host.desktop} onClose={() => setJoining(undefined)} />}
      <div role="status">
        {Array.isArray(nearby) && nearby.length === 0 && (
          <p className="settings-fact">{say('No shared project announces itself on this network. An invitation link works without that.')}</p>
        )}
      </div>
      {Array.isArray(nearby) && nearby.length > 0 && (
        <ul className="share-list">
          {nearby.map(hub => (
            <li key={hub.origin}>
              <span className="share-name">
                <bdi>{hub.name}</bdi>
              </span>
              <code>{hub.origin}</code>
              <Button size="small" variant="quiet" aria-label={say('Open {name}', {name: hub.name})} onClick={() => visit(hub.origin)}>
                {say('Open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
