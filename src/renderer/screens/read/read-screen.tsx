import type {ReactNode} from 'react'
import {useEffect, useMemo, useRef, useState} from 'react'
import {flushSync} from 'react-dom'
import type {Commands} from '../../annotate/commands.ts'
import {ArticleList} from '../../articles/article-list.tsx'
import {Inspector} from '../../inspector/inspector.tsx'
import {useWorkspace} from '../../state/use-workspace.ts'
import {FailingPart} from '../../ui/failing-part.tsx'
import type {PaneName} from '../../ui/narrow-panes.tsx'
import {NarrowPanes} from '../../ui/narrow-panes.tsx'
import type {PanesHandle} from '../../ui/panes.tsx'
import {Panes} from '../../ui/panes.tsx'
import {inLetters} from '../../ui/rem.ts'
import {useMedia} from '../../ui/use-media.ts'
import {ArticlePane} from './article-pane.tsx'
import {useFocusAcross} from './use-focus-across.ts'
import {useNarrowKeys} from './use-narrow-keys.ts'
import {say} from '../../ui/say.ts'
import './read-screen.css'

/** Below this the three panes do not fit beside each other. */
const NARROW = '(max-width: 56rem)'

/** Width of a window, in CSS pixels, in which annotations and their details stand side by side from the first start on. */
const SPACIOUS = 1800

const held = (pane: ReactNode): ReactNode => <FailingPart>{pane}</FailingPart>

/** Reading and annotating: the articles, the text of one, and what is marked in it. */
export function ReadScreen({commands, isShown}: {readonly commands: Commands; readonly isShown: boolean}) {
  const workspace = useWorkspace('preferences')
  const {articlesOpen, inspectorOpen} = workspace.preferences.get()
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
  useNarrowKeys(workspace, isNarrow && isShown, pane)
  const onFocus = useFocusAcross(isNarrow, setPane)
  const beside = useRef<PanesHandle>(null)
  useEffect(() => {
    workspace.panes.widen = isNarrow || !isShown ? undefined : (name, by) => beside.current?.widen(name, by)
    return () => {
      workspace.panes.widen = undefined
    }
  }, [workspace, isNarrow, isShown])

  const panes = useMemo(
    () => ({
      articles: held(<ArticleList commands={commands} />),
      article: held(<ArticlePane commands={commands} />),
      inspector: held(<Inspector commands={commands} />),
    }),
    [commands],
  )
  const laidOut = isNarrow ? (
    <NarrowPanes
      shown={pane}
      onShow={setPane}
      panes={[
        {name: 'start', label: say('Articles'), content: panes.articles},
        {name: 'main', label: say('Text'), content: panes.article},
        {name: 'end', label: say('Annotations'), content: panes.inspector},
      ]}
    />
  ) : (
    <Panes
      ref={beside}
      storage={localStorage}
      start={{
        label: say('Articles'),
        content: panes.articles,
        open: articlesOpen,
        onOpenChange: setArticlesOpen,
        width: inLetters(270),
        minWidth: inLetters(200),
        maxWidth: inLetters(480),
      }}
      main={{label: say('Text'), content: panes.article, minWidth: inLetters(420)}}
      end={{
        label: say('Annotations'),
        content: panes.inspector,
        open: inspectorOpen,
        onOpenChange: setInspectorOpen,
        width: inLetters(window.innerWidth >= SPACIOUS ? 680 : 340),
        minWidth: inLetters(260),
        maxWidth: inLetters(900),
      }}
    />
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus is
    <div className="read-screen" onFocus={onFocus}>
      {laidOut}
    </div>
  )
}
