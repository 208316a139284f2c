import type {KeyboardEvent, RefObject} from 'react'
import {lazy, Suspense, useEffect, useRef, useState} from 'react'
import type {Commands} from '../annotate/commands.ts'
import {goToText} from '../state/shown-screen.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {escapeMeansOther} from '../ui/escape.ts'
import {FailingPart} from '../ui/failing-part.tsx'
import {Spinner} from '../ui/spinner.tsx'
import type {LaterScreen, Screens, ScreenView} from './screen.ts'
import {shownScreen} from './screen.ts'
import {say} from '../ui/say.ts'
import './screen-frame.css'

type Props = {readonly commands: Commands; readonly screens: Screens; readonly frame: RefObject<HTMLDivElement | null>}

/** The screen that is shown. That of the text stays as it is behind another, and has the focus back where it was. */
export function ScreenFrame({commands, screens, frame}: Props) {
  const workspace = useWorkspace('preferences', 'session', 'worklists', 'project')
  const shown = shownScreen(screens, workspace)
  const [text] = screens
  const isText = shown.id === text.id
  const away = useRef(!isText)
  const behind = useRef<HTMLDivElement>(null)
  const last = useRef<EventTarget>(null)
  const views = useRef<Views>(new Map())
  useEffect(() => {
    if (!isText) {
      away.current = true
      return
    }
    if (!away.current) return
    away.current = false
    // Later, for the text asks for its pane at once, which React does not do meanwhile.
    queueMicrotask(() => {
      const isIn = (): boolean => behind.current?.contains(document.activeElement) ?? false
      if (!isIn() && last.current instanceof HTMLElement) last.current.focus({preventScroll: true})
      if (!isIn()) (workspace.panes.article ?? frame.current)?.focus()
    })
  }, [workspace, frame, isText])
  useEffect(() => {
    const note = ({target}: FocusEvent): void => {
      last.current = target
    }
    const element = behind.current
    element?.addEventListener('focusin', note)
    return () => element?.removeEventListener('focusin', note)
  }, [])
  const back = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing || escapeMeansOther(event.target)) return
    event.preventDefault()
    goToText(workspace)
  }
  const TextView = text.view
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere in a screen goes back to the text; the switcher is the other way
    <div ref={frame} className="screen-frame" tabIndex={-1} onKeyDown={isText ? undefined : back}>
      <div ref={behind} className="screen-frame-text" inert={!isText} style={isText ? undefined : {visibility: 'hidden'}}>
        <TextView commands={commands} isShown={isText} />
      </div>
      {'load' in shown && <Later key={shown.id} screen={shown} views={views.current} commands={commands} frame={frame} />}
    </div>
  )
}

type LaterProps = {readonly screen: LaterScreen; readonly views: Views} & Omit<Props, 'screens'>

/** What came stays: gone to again, a screen is there at once. */
type Views = Map<string, ScreenView>

function Later({screen, views, commands, frame}: LaterProps) {
  const [View, setView] = useState(() => viewOf(screen, views))
  const tryAgain = (): void => {
    views.delete(screen.id)
    setView(viewOf(screen, views))
  }
  return (
    <div className="screen-frame-other">
      <FailingPart onTryAgain={tryAgain}>
        <Suspense fallback={<Spinner label={say('Opening {title}', {title: screen.title})} />}>
          <View commands={commands} />
          <Arrival frame={frame} />
        </Suspense>
      </FailingPart>
    </div>
  )
}

function viewOf(screen: LaterScreen, views: Views): ScreenView {
  const view = views.get(screen.id) ?? lazy(async () => ({default: await screen.load()}))
  views.set(screen.id, view)
  return view
}

/** What the focus was in is behind now: it goes to what the screen begins with. */
function Arrival({frame}: Pick<Props, 'frame'>) {
  useEffect(() => {
    const first = frame.current?.querySelector<HTMLElement>('.screen-frame-other [data-autofocus]')
    ;(first ?? frame.current)?.focus({preventScroll: true})
  }, [frame])
  return null
}
