import {createElement} from 'react'
import {flushSync} from 'react-dom'
import {createRoot} from 'react-dom/client'
import type {Root} from 'react-dom/client'
import '../../../src/renderer/ui/theme.css'
import {ArticleView} from '../../../src/renderer/article/article-view.tsx'
import {highlightIndex} from '../../../src/renderer/article/highlight-index.ts'
import type {HighlightIndex} from '../../../src/renderer/article/highlight-index.ts'
import {registerLooks} from '../../../src/renderer/article/look.ts'
import {afterPaint, LOOK_NAMES} from './candidate.ts'
import type {Candidate} from './candidate.ts'

const HUES = ['amber', 'green', 'rose', 'violet', 'teal', 'blue', 'slate', 'slate']

let root: Root | undefined

/** The window stands before an article is opened in it: React is there and has drawn once, and the looks are known. */
export function claimlight(text: string): Candidate {
  root ??= createRoot(document.getElementById('root') as HTMLElement)
  const window = root
  flushSync(() => window.render(createElement('div')))
  registerLooks(LOOK_NAMES.map((name, at) => ({name, hue: HUES[at] as string, line: 'solid'})))
  let index: HighlightIndex | undefined
  let selected = false

  return {
    open(highlights) {
      index = highlightIndex(text)
      index.set(highlights)
      const highlighted = index
      flushSync(() =>
        window.render(
          createElement(ArticleView, {
            text,
            label: 'Bench',
            highlights: highlighted,
            selected: undefined,
            snap: 'grapheme',
            onSelection: span => {
              selected = span !== undefined
            },
            onPick: () => {},
            onResize: () => {},
          }),
        ),
      )
    },
    close: () => flushSync(() => window.render(createElement('div'))),
    add(highlights) {
      for (const highlight of highlights) index?.put(highlight)
    },
    // As the browser reports it: the viewer finds out itself what is under the pointer.
    hover(highlight) {
      const range = rangeOf(highlight.start)
      const box = range.getBoundingClientRect()
      const clientX = box.left + box.width / 2
      const clientY = box.top + box.height / 2
      range.startContainer.parentElement?.dispatchEvent(new PointerEvent('pointermove', {clientX, clientY, bubbles: true, pointerType: 'mouse'}))
    },
    painted: afterPaint,
    onSelected(listener) {
      document.addEventListener('pointerup', () => {
        if (selected) listener()
      })
    },
    count: () => [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0),
  }
}

function rangeOf(offset: number): Range {
  let left = offset
  for (const line of document.querySelectorAll('[role=textbox] p')) {
    const node = line.firstChild
    if (node instanceof Text && left < node.length) {
      const range = document.createRange()
      range.setStart(node, left)
      range.setEnd(node, left + 1)
      return range
    }
    left -= (line.textContent?.length ?? 0) + 1
  }
  throw new Error('The bench text has no such offset.')
}
