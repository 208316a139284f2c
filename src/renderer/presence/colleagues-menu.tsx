import {useEffect, useId, useRef, useState} from 'react'
import {commandSpec} from '../../ipc/commands.ts'
import type {MenuItem} from '../ui/menu-list.tsx'
import {MenuList} from '../ui/menu-list.tsx'
import {Popover} from '../ui/popover.tsx'
import {ariaKeys, thisPlatform} from '../ui/shortcuts.ts'
import {Tooltip} from '../ui/tooltip.tsx'
import {goToText} from '../state/shown-screen.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Avatar} from './avatar.tsx'
import {nameOf} from './people.ts'
import {listed, say} from '../ui/say.ts'
import './colleagues-menu.css'

/** More faces would push the header's other things away; the rest is a number, and the menu lists all. */
const FACES = 3

const STOP = 'stop'

/** Who else is here, as faces; opened, where each of them reads, and whom to follow. */
export function ColleaguesMenu() {
  const workspace = useWorkspace()
  const {following, panes} = workspace
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const colleagues = workspace.presence.colleagues.get()
  const followed = following.person.get()

  useEffect(() => {
    panes.showColleagues = () => setOpen(true)
    return () => {
      panes.showColleagues = undefined
    }
  }, [panes])

  if (colleagues.length === 0) return null
  const names = colleagues.map(each => nameOf(workspace, each.id))
  const label = say('{names} {people, plural, one {is} other {are}} here', {names: listed(names), people: names.length})
  const {keys = ''} = commandSpec('view.follow')
  const items: MenuItem[] = colleagues.map(colleague => {
    const title = colleague.article === undefined ? undefined : workspace.project.articles.get(colleague.article)?.title
    const name = nameOf(workspace, colleague.id)
    return {
      id: colleague.id,
      label: title === undefined ? say('Follow {name}', {name}) : say('Follow {name}, who reads “{title}”', {name, title}),
      icon: <Avatar id={colleague.id} name={name} />,
      checked: colleague.id === followed,
    }
  })
  if (followed !== undefined) items.push({id: STOP, label: say('Stop following'), separated: true})
  const close = (refocus: boolean): void => {
    setOpen(false)
    if (refocus) button.current?.focus()
  }
  return (
    <>
      <Tooltip text={label} named keys={keys}>
        <button
          ref={button}
          type="button"
          className="button colleagues-button"
          data-variant="quiet"
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-keyshortcuts={ariaKeys(keys, thisPlatform())}
          onClick={() => setOpen(now => !now)}
          onKeyDown={event => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            setOpen(true)
          }}
        >
          {colleagues.slice(0, FACES).map((each, at) => (
            <Avatar key={each.id} id={each.id} name={names[at] ?? ''} />
          ))}
          {colleagues.length > FACES && <span className="colleagues-more" data-count={`+${colleagues.length - FACES}`} aria-hidden="true" />}
        </button>
      </Tooltip>
      {open && (
        <Popover anchor={button} align="end" onClose={() => close(false)}>
          <MenuList
            id={id}
            label={say('Colleagues who are here')}
            items={items}
            from="first"
            onClose={() => close(true)}
            onChoose={chosen => {
              close(true)
              if (chosen === STOP || chosen === followed) following.stop()
              else {
                goToText(workspace)
                following.start(chosen)
              }
            }}
          />
        </Popover>
      )}
    </>
  )
}
