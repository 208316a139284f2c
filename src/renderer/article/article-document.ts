import {Schema} from 'prosemirror-model'
import type {Node as ProseMirrorNode} from 'prosemirror-model'
import type {Span} from '../../core/text/span.ts'

/** Characters per line at the article's measure; only the height a paragraph is given before it is laid out depends on it. */
const CHARACTERS_PER_LINE = 74

/** How a paragraph stands on the page. */
export function paragraphElement(node: ProseMirrorNode): {readonly dom: HTMLElement; readonly contentDOM: HTMLElement} {
  const dom = document.createElement('p')
  // Each paragraph has its own direction: an Arabic quote in an English article reads right to left.
  dom.dir = 'auto'
  // A blank line parts two paragraphs; as a paragraph of its own it would double the gap.
  if (node.content.size === 0) dom.className = 'blank'
  dom.style.setProperty('--lines', String(Math.max(1, Math.ceil(node.content.size / CHARACTERS_PER_LINE))))
  return {dom, contentDOM: dom}
}

const schema = new Schema({
  nodes: {
    doc: {content: 'paragraph+'},
    paragraph: {
      content: 'text*',
      toDOM: paragraphElement,
    },
    text: {},
  },
})

/** One paragraph per line of the text, one text node in each. */
export function articleDocument(text: string, lines: readonly Span[]): ProseMirrorNode {
  const {doc, paragraph} = schema.nodes
  if (doc === undefined || paragraph === undefined) throw new Error('The article schema has no paragraph.')
  return doc.create(
    null,
    lines.map(({start, end}) => paragraph.create(null, start === end ? null : schema.text(text.slice(start, end)))),
  )
}
