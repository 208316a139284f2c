import {useEffect, useLayoutEffect, useRef} from 'react'
import type {Commands} from '../annotate/commands.ts'
import {looksOf} from '../state/look.ts'
import {registerLooks} from '../article/look.ts'
import {droppedFiles} from '../state/picked-file.ts'
import {FollowBanner} from '../presence/follow-banner.tsx'
import {InvitationsFromOutside} from '../share/invitations-from-outside.tsx'
import {SharingNews} from '../share/sharing-news.tsx'
import {WaitingNews} from '../share/waiting-news.tsx'
import {Banner} from '../ui/banner.tsx'
import {keepFocus} from '../ui/keep-focus.ts'
import {ToastRegion} from '../ui/toast-region.tsx'
import {isSame, useMade, useWorkspace} from '../state/use-workspace.ts'
import {goToScreen, isTextShown, screenOf} from '../state/shown-screen.ts'
import {Dialogs} from './dialogs.tsx'
import {Header} from './header.tsx'
import {OpeningBanner} from './opening-banner.tsx'
import {RoundBanner} from './round-banner.tsx'
import type {Screens} from './screen.ts'
import {shownScreen} from './screen.ts'
import {ScreenFrame} from './screen-frame.tsx'
import {ScreenSwitcher} from './screen-switcher.tsx'
import {SpokenNews} from './spoken-news.tsx'
import {SchemaBanner} from './schema-banner.tsx'
import {UnsavedWords} from './unsaved-words.tsx'
import {VersionBanner} from './version-banner.tsx'
import {useShortcuts} from './use-shortcuts.ts'
import {WorkDialog} from './work-dialog.tsx'
import {say} from '../ui/say.ts'
import './app.css'

/** The window: header, one of its screens, and whatever stands over it. */
export function App({commands, screens}: {readonly commands: Commands; readonly screens: Screens}) {
  const workspace = useWorkspace('project', 'preferences', 'session', 'worklists')
  const schema = workspace.project.schema()
  const saving = useMade(['connection', 'sharing', 'unwritten'], each => each.saveState(), isSame)
  const {articleSize} = workspace.preferences.get()
  const shown = shownScreen(screens, workspace).id
  const frame = useRef<HTMLDivElement>(null)

  useShortcuts(workspace, commands, screens)
  useEffect(() => keepFocus(document, () => (isTextShown(workspace) ? workspace.panes.article : frame.current)?.focus()), [workspace])
  useLayoutEffect(() => registerLooks(looksOf(schema)), [schema])
  useLayoutEffect(() => document.documentElement.style.setProperty('--article-size', `${articleSize / 16}rem`), [articleSize])

  // Left at a screen that is not offered to her any more.
  useEffect(() => {
    if (screenOf(workspace) !== shown) goToScreen(workspace, shown)
  }, [workspace, shown])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere; the import command is the other way
    <div
      className="app"
      onDragOver={event => {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault()
      }}
      onDrop={event => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        void droppedFiles(event.dataTransfer).then(files => {
          if (files.length > 0) workspace.view.update(before => ({...before, dialog: {kind: 'import', files}}))
          else workspace.toasts.show({text: say('There was no .txt or .md file in what you dropped.')})
        })
      }}
    >
      <button type="button" className="skip-link" onClick={() => (isTextShown(workspace) ? workspace.panes.article : frame.current)?.focus()}>
        {say('Skip to the text')}
      </button>
      <Header commands={commands} />
      <ScreenSwitcher screens={screens} />
      {saving.kind === 'shut-out' && (
        <Banner tone="error" title={say('You are signed out.')}>
          {saving.why}
        </Banner>
      )}
      {saving.kind === 'not-saved' && (
        <Banner tone="warning" title={say('Not saved.')}>
          {saving.why}
        </Banner>
      )}
      <SchemaBanner />
      <VersionBanner />
      <RoundBanner />
      <OpeningBanner />
      <UnsavedWords lost={workspace.unsaved.lost} />
      <SharingNews />
      <WaitingNews />
      <FollowBanner />
      <ScreenFrame commands={commands} screens={screens} frame={frame} />
      <Dialogs commands={commands} screens={screens} />
      <WorkDialog />
      <InvitationsFromOutside />
      <ToastRegion toasts={workspace.toasts} />
      <SpokenNews saving={saving.kind} />
    </div>
  )
}
