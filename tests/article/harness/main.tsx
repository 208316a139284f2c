import {createRef} from 'react'
import {flushSync} from 'react-dom'
import {createRoot} from 'react-dom/client'
import '../../../src/renderer/ui/theme.css'
import '../../../src/renderer/ui/base.css'
import type {Span} from '../../../src/core/text/span.ts'
import {ArticleView} from '../../../src/renderer/article/article-view.tsx'
import type {ArticleViewHandle, ArticleViewProps} from '../../../src/renderer/article/article-view.tsx'
import {highlightIndex} from '../../../src/renderer/article/highlight-index.ts'
import type {Highlight, HighlightIndex} from '../../../src/renderer/article/highlight-index.ts'
import type {Look} from '../../../src/renderer/article/look.ts'
import {registerLooks} from '../../../src/renderer/article/look.ts'
import {LOOKS} from './looks.ts'
import './harness.css'

/** What a test may open the viewer with. */
export type Opened = {
  readonly text: string
  readonly highlights?: readonly Highlight[]
} & Partial<Pick<ArticleViewProps, 'label' | 'language' | 'selected' | 'marks' | 'presence' | 'hits' | 'hit' | 'snap'>>

/** The page's side of the tests: opens articles and keeps what the viewer reported. */
export type Harness = {
  open(opened: Opened): void
  change(part: Partial<Opened>): void
  /** Registers these in place of the others. */
  looks(looks: readonly Look[]): void
  index: HighlightIndex
  view: ArticleViewHandle
  selections: (Span | undefined)[]
  picks: {readonly ids: readonly string[]; readonly offset: number}[]
  menus: {readonly ids: readonly string[]; readonly offset: number}[]
  resizes: {readonly id: string; readonly span: Span}[]
}

registerLooks(LOOKS)
const root = createRoot(document.getElementById('root') as HTMLElement)
const view = createRef<ArticleViewHandle>()
let opened: Opened = {text: ''}

const harness: Harness = {
  open(next) {
    opened = next
    harness.index = highlightIndex(next.text)
    harness.index.set(next.highlights ?? [])
    harness.selections = []
    harness.picks = []
    harness.menus = []
    harness.resizes = []
    render()
  },
  change(part) {
    opened = {...opened, ...part}
    render()
  },
  looks: registerLooks,
  index: highlightIndex(''),
  get view() {
    return view.current as ArticleViewHandle
  },
  selections: [],
  picks: [],
  menus: [],
  resizes: [],
}

function render(): void {
  const {text, selected, label = 'Ceasefire talks', snap = 'grapheme', language = 'en', marks, presence, hits, hit} = opened
  flushSync(() =>
    root.render(
      <ArticleView
        ref={view}
        text={text}
        label={label}
        language={language}
        highlights={harness.index}
        selected={selected}
        {...(marks === undefined ? {} : {marks})}
        {...(presence === undefined ? {} : {presence})}
        {...(hits === undefined ? {} : {hits})}
        hit={hit}
        snap={snap}
        onSelection={span => harness.selections.push(span)}
        onPick={(ids, offset) => harness.picks.push({ids, offset})}
        onContextMenu={(ids, offset) => harness.menus.push({ids, offset})}
        onResize={(id, span) => {
          harness.resizes.push({id, span})
          const old = harness.index.get(id)
          if (old !== undefined) harness.index.put({...old, ...span})
        }}
      />,
    ),
  )
}

declare global {
  var harness: Harness
}
globalThis.harness = harness
