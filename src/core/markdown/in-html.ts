import type {Block, Words} from './markdown.ts'
import {markdown} from './markdown.ts'

const SIGNS: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}

/** Text as it stands in HTML, between tags or in an attribute. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, sign => SIGNS[sign] ?? sign)

/** Markdown as HTML for a page of its own. `below`: how deep the heading is that it stands under. */
export const htmlOf = (text: string, below: number): string =>
  markdown(text)
    .map(block => blockHtml(block, below))
    .join('\n')

const DEEPEST_HEADING = 6

function blockHtml(block: Block, below: number): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p dir="auto">${wordsHtml(block.words)}</p>`
    case 'heading': {
      const tag = `h${Math.min(DEEPEST_HEADING, below + block.depth)}`
      return `<${tag} dir="auto">${wordsHtml(block.words)}</${tag}>`
    }
    case 'list': {
      const items = block.items.map(item => `<li>${itemHtml(item, below)}</li>`).join('\n')
      return block.first === undefined ? `<ul dir="auto">\n${items}\n</ul>` : `<ol dir="auto" start="${block.first}">\n${items}\n</ol>`
    }
    case 'quote':
      return `<blockquote dir="auto">\n${block.blocks.map(each => blockHtml(each, below)).join('\n')}\n</blockquote>`
    case 'code':
      return `<pre dir="auto"><code>${escaped(block.text)}</code></pre>`
    case 'line':
      return '<hr>'
  }
}

/** The words of an item stand beside its sign. */
const itemHtml = (item: readonly Block[], below: number): string =>
  item.map((block, at) => (at === 0 && block.kind === 'paragraph' ? wordsHtml(block.words) : blockHtml(block, below))).join('\n')

const wordsHtml = (words: readonly Words[]): string => words.map(wordHtml).join('')

function wordHtml(words: Words): string {
  switch (words.kind) {
    case 'text':
      return escaped(words.text)
    case 'strong':
      return `<strong>${wordsHtml(words.words)}</strong>`
    case 'emphasis':
      return `<em>${wordsHtml(words.words)}</em>`
    case 'code':
      return `<code>${escaped(words.text)}</code>`
    case 'link':
      return `<a href="${escaped(words.address)}" rel="noreferrer">${wordsHtml(words.words)}</a>`
    case 'break':
      return '<br>\n'
  }
}
