import {FileText} from 'lucide-react'
import {useEffect, useRef} from 'react'
import type {ArticleViewHandle} from '../../article/article-view.tsx'
import {ArticleView} from '../../article/article-view.tsx'
import {atOnce} from '../../annotate/command.ts'
import type {Commands} from '../../annotate/commands.ts'
import {resize} from '../../annotate/edit-annotations.ts'
import {disputedIn} from '../../annotate/earlier-commands.ts'
import {hitHere, hitsIn} from '../../annotate/search-commands.ts'
import {relateHere, relateToPicked, relating} from '../../annotate/relate.ts'
import {partsToExtend} from '../../annotate/part-commands.ts'
import {select, selectWords} from '../../annotate/select.ts'
import {nextPicked} from '../../annotate/pick.ts'
import {AnnotateToolbar} from '../../annotate/toolbar.tsx'
import {usePresenceIn} from '../../presence/use-presence-in.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {Spinner} from '../../ui/spinner.tsx'
import {drawnRelations} from '../../state/drawn-relations.ts'
import {isSame, useMade, useWorkspace} from '../../state/use-workspace.ts'
import {AgainBar} from './again-bar.tsx'
import {ArticleHeader} from './article-header.tsx'
import {HitBar} from './hit-bar.tsx'
import {LockBar} from './lock-bar.tsx'
import {RelatingBar} from './relating-bar.tsx'
import {ReadMarks} from './read-marks.tsx'
import {say, tell} from '../../ui/say.ts'
import './article-pane.css'

/** The middle of the window: toolbar, the article's text, and what to do once it is read. */
export function ArticlePane({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace('view', 'sets', 'project', 'preferences', 'connection', 'session', 'worklists', 'earlier')
  const {opening, article: id, selected, preview} = workspace.view.get()
  const article = workspace.current()
  const entry = id === undefined ? undefined : workspace.project.articles.get(id)
  const view = useRef<ArticleViewHandle>(null)
  // A press takes the focus from the field that asks: who asked is noted before.
  const asking = useRef(workspace.panes.pointing)
  const relations = useMade(
    ['view', 'sets', 'project', 'preferences'],
    ({view: {get}, project, preferences}) =>
      article === undefined ? [] : drawnRelations(article, get().selected, project.schema(), preferences.get().hiddenLayers),
    isSame,
  )
  const disputed = useMade(
    ['earlier', 'project'],
    ({earlier}) => (article === undefined ? [] : disputedIn(earlier.current()).flatMap(({span}) => span ?? [])),
    isSame,
  )
  const presence = usePresenceIn(workspace, article?.id, article?.text.length ?? 0)

  useEffect(() => {
    workspace.panes.article = {
      focus: () => {
        workspace.panes.showPane?.('main')
        view.current?.focus()
      },
      reveal: span => view.current?.reveal(span),
      select: span => view.current?.select(span),
      place: extent => view.current?.place(extent),
      caret: () => view.current?.caret(),
    }
    return () => {
      workspace.panes.article = undefined
    }
  }, [workspace])

  if (opening.state === 'failed') {
    return (
      <div className="article-pane">
        <Banner
          tone="error"
          title={say('This article cannot be shown.')}
          {...(id !== undefined && {action: {label: say('Try again'), run: () => void workspace.open(id)}})}
        >
          {opening.problem}
        </Banner>
      </div>
    )
  }
  if (opening.state === 'none' || entry === undefined) {
    return (
      <div className="article-pane">
        <EmptyState
          title={say('No article is open')}
          icon={<FileText />}
          actions={
            <Button variant="primary" onClick={() => commands['file.import'](workspace, atOnce)}>
              {say('Import articles…')}
            </Button>
          }
        >
          {workspace.articles().length === 0 ? say('Import .txt and .md files to begin.') : say('Choose an article on the left, or import .txt and .md files.')}{' '}
          {say('You can also drop them anywhere on this window.')}
        </EmptyState>
      </div>
    )
  }
  if (article === undefined) {
    return (
      <div className="article-pane">
        <Spinner label={say('Opening {title}', {title: entry.title})} />
      </div>
    )
  }
  const readOnly = article.readOnly()
  const pick = (id: string | undefined): void => {
    if (id === undefined) workspace.view.update(before => ({...before, selected: undefined, beside: undefined}))
    else select(workspace, id)
  }
  /** Unless something else in it was asked for, an article that was found opens where it was found. */
  const showFirstHit = (): void => {
    const [hit] = hitsIn(workspace)
    const {selected: now, selection} = workspace.view.get()
    if (hit === undefined || now !== undefined || selection !== undefined) return
    view.current?.place(hit)
    view.current?.reveal(hit)
  }
  return (
    <section
      className="article-pane"
      aria-label={say('Article')}
      data-shortcuts="article"
      onPointerDownCapture={() => {
        asking.current = workspace.panes.pointing
      }}
    >
      {readOnly ? <LockBar commands={commands} article={article} /> : <AnnotateToolbar commands={commands} />}
      <RelatingBar />
      <AgainBar commands={commands} />
      <HitBar commands={commands} />
      <div className="article-scroll">
        <ArticleView
          ref={view}
          key={article.id}
          text={article.text}
          label={entry.title}
          language={entry.language}
          highlights={article.highlights}
          selected={readOnly ? undefined : selected}
          beside={partsToExtend(workspace)?.annotation.id}
          preview={preview}
          marks={article.furniture}
          presence={presence}
          relations={relations}
          hits={hitsIn(workspace)}
          hit={hitHere(workspace)}
          disputed={disputed}
          disputedHere={workspace.earlier.at()?.span}
          snap={workspace.preferences.get().snap}
          // Whoever opens an article by key, or from the palette, reads on in it.
          onOpened={() => {
            if (document.activeElement === document.body) view.current?.focus()
            showFirstHit()
          }}
          onSelection={selection => selectWords(workspace, selection)}
          onPick={ids => {
            if (relating(workspace) !== undefined) relateToPicked(workspace, ids)
            else if (asking.current?.(ids) !== true) pick(nextPicked(ids, workspace.view.get().selected))
          }}
          onEnter={ids => {
            const {selected: now} = workspace.view.get()
            if (relateHere(workspace, ids)) return
            if (now !== undefined && ids.includes(now)) commands['annotate.details'](workspace, atOnce)
            else pick(ids[0])
          }}
          onResize={(annotation, extent) => {
            const done = resize(workspace, article, annotation, extent)
            if (!done.ok) workspace.toasts.show({text: tell(done.error), tone: 'error', here: true})
          }}
        >
          <ArticleHeader entry={entry} furniture={article.furniture.length} />
        </ArticleView>
      </div>
      {!readOnly && <ReadMarks commands={commands} article={article} />}
    </section>
  )
}
