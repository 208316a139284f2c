import {useEffect, useLayoutEffect, useMemo, useState} from 'react'
import {flushSync} from 'react-dom'
import type {Commands} from '../annotate/commands.ts'
import {looksOf} from '../state/look.ts'
import {registerLooks} from '../article/look.ts'
import {ArticleList} from '../articles/article-list.tsx'
import {droppedFiles} from '../state/picked-file.ts'
import {Inspector} from '../inspector/inspector.tsx'
import {FollowBanner} from '../presence/follow-banner.tsx'
import {InvitationsFromOutside} from '../share/invitations-from-outside.tsx'
import {SharingNews} from '../share/sharing-news.tsx'
import {WaitingNews} from '../share/waiting-news.tsx'
import {Banner} from '../ui/banner.tsx'
import {keepFocus} from '../ui/keep-focus.ts'
import type {PaneName} from '../ui/narrow-panes.tsx'
import {NarrowPanes} from '../ui/narrow-panes.tsx'
import {Panes} from '../ui/panes.tsx'
import {ToastRegion} from '../ui/toast-region.tsx'
import {useMedia} from '../ui/use-media.ts'
import {isSame, useMade, useWorkspace} from '../state/use-workspace.ts'
import {ArticlePane} from '../screens/read/article-pane.tsx'
import {Dialogs} from './dialogs.tsx'
import {Header} from './header.tsx'
import {RoundBanner} from './round-banner.tsx'
import {SchemaBanner} from './schema-banner.tsx'
import {UnsavedWords} from './unsaved-words.tsx'
import {useNarrowKeys} from '../screens/read/use-narrow-keys.ts'
import {useShortcuts} from './use-shortcuts.ts'
import {WorkDialog} from './work-dialog.tsx'
import './app.css'

/** Below this the three panes do not fit beside each other. */
const NARROW = '(max-width: 56rem)'

/** Width of a window, in CSS pixels, in which annotations and their details stand side by side from the first start on. */
const SPACIOUS = 1800

/** The window: header, three panes, and whatever stands over them. */
export function App({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace('project', 'preferences')
  const schema = workspace.project.schema()
  const saving = useMade(['connection', 'sharing', 'unwritten'], each => each.saveState(), isSame)
  const {articleSize, articlesOpen, inspectorOpen} = workspace.preferences.get()
  const setArticlesOpen = (open: boolean): void => workspace.preferences.update(before => ({...before, articlesOpen: open}))
  const setInspectorOpen = (open: boolean): void => workspace.preferences.update(before => ({...before, inspectorOpen: open}))

  const isNarrow = useMedia(NARROW)
  const [pane, setPane] = useState<PaneName>('main')
  useEffect(() => {
    // At once: what asks for a pane goes to something in it next.
    workspace.panes.showPane = name => flushSync(() => setPane(name))
    return () => {
      workspace.panes.showPane = undefined
    }
  }, [workspace])

  useShortcuts(workspace, commands)
  useNarrowKeys(workspace, isNarrow, pane)
  useEffect(() => keepFocus(document, () => workspace.panes.article?.focus()), [workspace])
  useLayoutEffect(() => registerLooks(looksOf(schema)), [schema])
  useLayoutEffect(() => document.documentElement.style.setProperty('--article-size', `${articleSize / 16}rem`), [articleSize])

  const panes = useMemo(
    () => ({articles: <ArticleList commands={commands} />, article: <ArticlePane commands={commands} />, inspector: <Inspector commands={commands} />}),
    [commands],
  )
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
          else workspace.toasts.show({text: 'There was no .txt or .md file in what you dropped.'})
        })
      }}
    >
      <Header commands={commands} />
      {saving.kind === 'shut-out' && (
        <Banner tone="error" title="You are signed out.">
          {saving.why}
        </Banner>
      )}
      {saving.kind === 'not-saved' && (
        <Banner tone="warning" title="Not saved.">
          {saving.why}
        </Banner>
      )}
      <SchemaBanner />
      <RoundBanner />
      <UnsavedWords lost={workspace.unsaved.lost} />
      <SharingNews />
      <WaitingNews />
      <FollowBanner />
      <div className="app-panes">
        {isNarrow ? (
          <NarrowPanes
            shown={pane}
            onShow={setPane}
            panes={[
              {name: 'start', label: 'Articles', content: panes.articles},
              {name: 'main', label: 'Text', content: panes.article},
              {name: 'end', label: 'Annotations', content: panes.inspector},
            ]}
          />
        ) : (
          <Panes
            storage={localStorage}
            start={{label: 'Articles', content: panes.articles, open: articlesOpen, onOpenChange: setArticlesOpen, width: 270, minWidth: 200, maxWidth: 480}}
            main={{label: 'Text', content: panes.article, minWidth: 420}}
            end={{
              label: 'Annotations',
              content: panes.inspector,
              open: inspectorOpen,
              onOpenChange: setInspectorOpen,
              width: window.innerWidth >= SPACIOUS ? 680 : 340,
              minWidth: 260,
              maxWidth: 900,
            }}
          />
        )}
      </div>
      <Dialogs commands={commands} />
      <WorkDialog />
      <InvitationsFromOutside />
      <ToastRegion toasts={workspace.toasts} />
    </div>
  )
}
