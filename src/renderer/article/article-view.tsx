import {useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState} from 'react'
import type {ReactNode, Ref} from 'react'
import type {Extent} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import type {Highlight, HighlightIndex} from './highlight-index.ts'
import type {Reader} from './reader.ts'
import {openReader} from './reader.ts'
import {PresenceFlags} from './presence-flags.tsx'
import type {Presence} from './presence-flags.tsx'
import type {Mark} from './reading-view.ts'
import type {RelationLine} from './relation-lines.tsx'
import {RelationLines} from './relation-lines.tsx'
import {ResizeHandles} from './resize-handles.tsx'
import type {Snap} from './surface.ts'
import {say} from '../ui/say.ts'
import './article.css'

export type ArticleViewProps = {
  readonly text: string
  /** What the text is called by a screen reader: the article's title. */
  readonly label: string
  /** BCP 47 */
  readonly language?: string | undefined
  readonly highlights: HighlightIndex
  /** Drawn strongest, and has handles. */
  readonly selected: string | undefined
  /** The one that the selected words can be added to; drawn stronger. */
  readonly beside?: string | undefined
  /** Painted in place of the selected one. */
  readonly preview?: Highlight | undefined
  readonly marks?: readonly Mark[]
  readonly presence?: readonly Presence[]
  /** Drawn over the text. */
  readonly relations?: readonly RelationLine[]
  /** Places that a search found. */
  readonly hits?: readonly Span[]
  /** The one of them that the person is at; told apart from the others. */
  readonly hit?: Span | undefined
  /** Places on which annotators did not agree. */
  readonly disputed?: readonly Span[]
  /** The one of them that the person is at. */
  readonly disputedHere?: Span | undefined
  readonly snap: Snap
  /** The text can be focused and selected in. */
  onOpened?(): void
  /** Snapped and trimmed; `undefined` when nothing is selected. */
  onSelection(span: Span | undefined): void
  /** Click, or Enter at the caret: the annotations there, innermost first. None: the click went beside all of them. */
  onPick(ids: readonly string[], offset: number): void
  /** Enter at the caret, where it means something else than a click. */
  onEnter?(ids: readonly string[], offset: number): void
  onResize(id: string, extent: Extent): void
  /** Prevent the event's default to show another menu than the browser's. */
  onContextMenu?(ids: readonly string[], offset: number, event: MouseEvent): void
  /** Shown above the text and scrolled with it. */
  readonly children?: ReactNode
}

export type ArticleViewHandle = {
  focus(): void
  /** Scrolls the span into view unless it is there already. */
  reveal(span: Span): void
  /** Selects and focuses. */
  select(span: Span): void
  /** Brings the caret to the words and leaves the focus where it is. */
  place(extent: Extent): void
  caret(): number | undefined
  /** Snapped and trimmed. */
  selection(): Span | undefined
  /** In pixels of the window; `undefined` while the span is too far from the screen to be laid out. */
  rectOf(span: Span): DOMRect | undefined
}

const NO_MARKS: readonly Mark[] = []
const NOBODY: readonly Presence[] = []
const NO_SPANS: readonly Span[] = []
const NO_RELATIONS: readonly RelationLine[] = []

/** An article's text to read and select in, with its annotations painted over it. It knows no project and changes nothing. */
export function ArticleView(props: ArticleViewProps & {readonly ref?: Ref<ArticleViewHandle>}) {
  const {text, label, language, highlights, selected, beside, preview, snap} = props
  const {marks = NO_MARKS, presence = NOBODY, hits = NO_SPANS, hit, relations = NO_RELATIONS, disputed = NO_SPANS, disputedHere} = props
  const scroller = useRef<HTMLDivElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const mount = useRef<HTMLDivElement>(null)
  const live = useRef<HTMLDivElement>(null)
  const spoken = useRef<HTMLElement>(null)
  const spokenId = useId()
  const latest = useRef(props)
  const [reader, setReader] = useState<Reader | undefined>(undefined)

  useLayoutEffect(() => {
    latest.current = props
  })

  useLayoutEffect(() => {
    const opened = openReader({
      text,
      label,
      language,
      highlights,
      scroller: scroller.current as HTMLElement,
      page: page.current as HTMLElement,
      mount: mount.current as HTMLElement,
      live: live.current as HTMLElement,
      spoken: spoken.current as HTMLElement,
      latest: () => latest.current,
    })
    setReader(opened)
    return () => opened.close()
  }, [text, label, language, highlights])

  useLayoutEffect(() => reader?.show({selected, beside, preview}), [reader, selected, beside, preview])
  useLayoutEffect(() => reader?.show({presence}), [reader, presence])
  useLayoutEffect(() => reader?.show({hits, hit}), [reader, hits, hit])
  useLayoutEffect(() => reader?.show({disputed, disputedHere}), [reader, disputed, disputedHere])
  useLayoutEffect(() => reader?.setMarks(marks), [reader, marks])

  useEffect(() => {
    if (reader !== undefined) latest.current.onOpened?.()
  }, [reader])

  useImperativeHandle(
    props.ref,
    () => ({
      focus: () => reader?.focus(),
      reveal: span => reader?.reveal(span),
      select: span => reader?.select(span),
      place: extent => reader?.place(extent),
      caret: () => reader?.caret(),
      selection: () => reader?.selection(),
      rectOf: span => reader?.rectOf(span),
    }),
    [reader],
  )

  return (
    <div className="article" ref={scroller}>
      <div className="article-page" ref={page}>
        {props.children}
        <div className="article-text" ref={mount} />
        <section id={spokenId} className="article-spoken" aria-label={say('Highlights, paragraph by paragraph')} ref={spoken} />
        {reader !== undefined && relations.length > 0 && <RelationLines lines={relations} surface={reader.surface} />}
        {reader !== undefined && <PresenceFlags presence={presence} surface={reader.surface} />}
        {reader !== undefined && selected !== undefined && (
          <ResizeHandles
            id={selected}
            highlights={highlights}
            surface={reader.surface}
            snap={snap}
            onResize={(id, extent) => latest.current.onResize(id, extent)}
          />
        )}
      </div>
      <div className="article-announcement" aria-live="polite" ref={live} />
    </div>
  )
}
