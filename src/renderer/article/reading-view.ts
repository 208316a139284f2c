import {EditorState, Plugin, TextSelection} from 'prosemirror-state'
import {Decoration, DecorationSet, EditorView} from 'prosemirror-view'
import {spokenIn} from '../../core/article/article-language.ts'
import {paragraphAt, paragraphs} from '../../core/text/paragraph.ts'
import type {Span} from '../../core/text/span.ts'
import {slice} from '../../core/text/span.ts'
import {articleDocument, paragraphElement} from './article-document.ts'
import {watchPress} from './press.ts'
import {guardText} from './text-guard.ts'
import {textPositions} from './text-position.ts'
import type {TextPositions} from './text-position.ts'

/** A stretch of page furniture: dimmed, never removed, and the reason is told to who asks. */
export type Mark = {readonly span: Span; readonly reason: string}

/** What the person has selected: `head` is where the caret is. */
export type Caret = {readonly anchor: number; readonly head: number}

/** The text of an article on screen: caret and selection as in an editor, and no way to change a word. */
export interface ReadingView {
  readonly dom: HTMLElement
  readonly positions: TextPositions
  caret(): Caret
  /** Takes in where the browser has the caret, of which it may not have told yet. */
  catchUp(): void
  /** Selects and focuses. */
  select(caret: Caret): void
  /** Puts the caret there and leaves the focus where it is. */
  place(caret: Caret): void
  setMarks(marks: readonly Mark[]): void
  close(): void
}

export type Reading = {
  readonly text: string
  readonly label: string
  readonly language: string | undefined
  readonly onCaret: (caret: Caret) => void
  readonly onEnter: () => void
}

export function readingView(mount: HTMLElement, {text, label, language, onCaret, onEnter}: Reading): ReadingView {
  const lines = paragraphs(text)
  const silent = typeof EditContext === 'function'
  let decorations = DecorationSet.empty
  let positions: TextPositions | undefined
  const press = watchPress(document)
  let keyCame = false

  const view = new EditorView(mount, {
    state: EditorState.create({doc: articleDocument(text, lines), plugins: [new Plugin({filterTransaction: change => !change.docChanged})]}),
    // With an EditContext the element has a caret although it is not editable, and input reaches only that context.
    editable: () => !silent,
    // The page notes on paragraphs whether they are laid out: no change of the text.
    nodeViews: {paragraph: node => ({...paragraphElement(node), ignoreMutation: ({type}) => type === 'attributes'})},
    decorations: () => decorations,
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-readonly': 'true',
      'aria-label': label,
      lang: spokenIn(language).lang,
      // Offsets belong to the words as published: no translation, no correction, no on-screen keyboard.
      translate: 'no',
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
      inputmode: 'none',
      'data-gramm': 'false',
      tabindex: '0',
    },
    dispatchTransaction(change) {
      const before = view.state.selection
      view.updateState(view.state.apply(change))
      if (!view.state.selection.eq(before)) onCaret(caret())
    },
    handleDOMEvents: {
      copy: (_, event) => copyTo(event.clipboardData, event),
      cut: (_, event) => copyTo(event.clipboardData, event),
      // A drag over selected words is a selection too: the browser would carry them off, and the next key would act on the old ones.
      mousedown: (_, event) => {
        if (event.button === 0 && !event.shiftKey && isOnSelection(event)) document.getSelection()?.removeAllRanges()
        return false
      },
      dragstart: refuse,
      paste: refuse,
      beforeinput: refuse,
      // A file dropped on the article is an import, which the window around it takes.
      dragover: (_, event) => (holdsFiles(event) ? true : refuse(_, event)),
      drop: (_, event) => (holdsFiles(event) ? true : refuse(_, event)),
      // The browser gives the focus back without the caret, or with one at the start of the text. A press brings a caret of its own.
      focus: () => {
        keyCame = false
        if (!press.begins()) showSelection()
        return false
      },
      keydown: (_, event) => {
        readSelection()
        keyCame = true
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return false
        event.preventDefault()
        onEnter()
        return true
      },
    },
  })

  // ProseMirror takes a caret at the start of the text, soon after the focus came, for one that the browser put there, and takes it back.
  const selectionMoved = (): void => {
    if (keyCame && document.activeElement === view.dom) readSelection()
  }
  window.addEventListener('selectionchange', selectionMoved, {capture: true})
  const stopGuard = silent ? guardText(view.dom) : () => {}
  if (silent) view.dom.editContext = deafContext()
  positions = textPositions(lines, view.dom)

  function caret(): Caret {
    const {anchor, head} = view.state.selection
    return {anchor: (positions as TextPositions).offsetOf(anchor), head: (positions as TextPositions).offsetOf(head)}
  }

  /** The browser tells of a new selection after the next key may have come: a command must find what is on screen. */
  function readSelection(): void {
    const seen = document.getSelection()
    if (seen?.anchorNode == null || seen.focusNode === null || !view.dom.contains(seen.anchorNode) || !view.dom.contains(seen.focusNode)) return
    const anchor = view.posAtDOM(seen.anchorNode, seen.anchorOffset)
    const head = view.posAtDOM(seen.focusNode, seen.focusOffset)
    const {selection, doc} = view.state
    if (anchor !== selection.anchor || head !== selection.head)
      view.dispatch(view.state.tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))))
  }

  function isOnSelection({clientX, clientY}: MouseEvent): boolean {
    const seen = document.getSelection()
    if (seen === null || seen.isCollapsed || !view.dom.contains(seen.anchorNode)) return false
    return [...seen.getRangeAt(0).getClientRects()].some(
      ({left, right, top, bottom}) => left <= clientX && clientX <= right && top <= clientY && clientY <= bottom,
    )
  }

  function showSelection(): void {
    if (positions === undefined) return
    const {anchor, head} = caret()
    const from = positions.pointOf(anchor)
    const to = positions.pointOf(head)
    document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset)
  }

  function setSelection({anchor, head}: Caret): void {
    const {positionOf} = positions as TextPositions
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, positionOf(anchor), positionOf(head))))
  }

  function selected(): Span {
    const {anchor, head} = caret()
    return {start: Math.min(anchor, head), end: Math.max(anchor, head)}
  }

  function copyTo(data: DataTransfer | null, event: Event): boolean {
    readSelection()
    const span = selected()
    if (span.start === span.end) return true
    data?.setData('text/plain', slice(text, span))
    event.preventDefault()
    return true
  }

  return {
    dom: view.dom,
    positions,
    caret,
    catchUp: readSelection,
    select(wanted) {
      view.dom.focus({preventScroll: true})
      setSelection(wanted)
      view.focus()
    },
    place(wanted) {
      const seen = document.getSelection()
      const isElsewhere = document.activeElement !== view.dom
      // Else the words that were selected would still look so, and the browser would tell of them again.
      if (isElsewhere && seen?.anchorNode != null && view.dom.contains(seen.anchorNode)) seen.removeAllRanges()
      setSelection(wanted)
      if (!isElsewhere) showSelection()
    },
    setMarks(marks) {
      decorations = DecorationSet.create(
        view.state.doc,
        marks.flatMap(mark => furniture(mark)),
      )
      view.updateState(view.state)
    },
    close() {
      window.removeEventListener('selectionchange', selectionMoved, {capture: true})
      stopGuard()
      press.close()
      view.destroy()
    },
  }

  /** The reason sits on the paragraph, so that the text stays one node; the dimming itself is painted to the letter. */
  function furniture({span, reason}: Mark): Decoration[] {
    const first = paragraphAt(lines, span.start)
    const last = paragraphAt(lines, Math.max(span.start, span.end - 1))
    return lines.slice(first, last + 1).map((line, at) => {
      const from = line.start + first + at
      return Decoration.node(from, from + (line.end - line.start) + 2, {title: reason, 'aria-description': reason})
    })
  }
}

function refuse(_: EditorView, event: Event): boolean {
  event.preventDefault()
  return true
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes what is typed and forgets it. */
function deafContext(): EditContext {
  const context = new EditContext()
  context.addEventListener('textupdate', () => {
    context.updateText(0, context.text.length, '')
    context.updateSelection(0, 0)
  })
  return context
}
