import {useEffect} from 'react'
import {Button} from '../ui/button.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {Avatar, hueStyle} from './avatar.tsx'
import {nameOf} from './people.ts'
import {say} from '../ui/say.ts'
import './follow-banner.css'

/** Says whom this window follows, and ends it by button or Escape. */
export function FollowBanner() {
  const workspace = useWorkspace()
  const {following} = workspace
  const person = following.person.get()
  const active = person !== undefined

  useEffect(() => {
    if (!active) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('dialog[open]') === null) following.stop()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [active, following])

  const away = active && !workspace.presence.colleagues.get().some(each => each.id === person)
  const name = active ? nameOf(workspace, person) : ''
  return (
    <div className="follow-banner" role="status" style={active ? hueStyle(person) : undefined}>
      {active && (
        <>
          <Avatar id={person} name={name} small />
          <span>{away ? say('{name} is away. You follow when {name} is back.', {name}) : say('You follow {name}.', {name})}</span>
          <Button size="small" onClick={following.stop}>
            {say('Stop')}
          </Button>
        </>
      )}
    </div>
  )
}
