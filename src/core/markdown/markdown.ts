import {fromMarkdown} from 'mdast-util-from-markdown'
import {isLinkAddress} from './link-address.ts'

/** What somebody wrote in Markdown, as a tree that says all there is to show. There is no HTML in it and nothing that is loaded; words never hold more than words. */
export type Block =
  | {readonly kind: 'paragraph'; readonly words: readonly Words[]}
  /** `depth`: from 1 on; one further in stands one deeper than the one before it, whatever somebody wrote. */
  | {readonly kind: 'heading'; readonly depth: number; readonly words: readonly Words[]}
  /** `first`: the number that an ordered list begins with. */
  | {readonly kind: 'list'; readonly first?: number; readonly items: readonly (readonly Block[])[]}
  | {readonly kind: 'quote'; readonly blocks: readonly Block[]}
  | {readonly kind: 'code'; readonly text: string}
  | {readonly kind: 'line'}

export type Words =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'strong' | 'emphasis'; readonly words: readonly Words[]}
  | {readonly kind: 'code'; readonly text: string}
  /** Its address is one that may be opened: see {@link isLinkAddress}. */
  | {readonly kind: 'link'; readonly address: string; readonly words: readonly Words[]}
  | {readonly kind: 'break'}

/** UTF-16 units. What is longer, which no schema can bring into force, is shown as it was written. */
const LONGEST = 20_000
/** Signs that may mean something, between two empty lines. No person writes more; the time they take grows with the square of their number. */
const MOST_SIGNS = 400
/** Lists, quotes and emphasis within each other. */
const DEEPEST = 20

/** HTML stands as the words it is, and so do a line that is only indented and a note about where a link goes. */
const OFF = {disable: {null: ['htmlText', 'htmlFlow', 'codeIndented', 'definition']}}

type Node = ReturnType<typeof fromMarkdown>['children'][number]

/** Reads Markdown as CommonMark has it; a line break stays one. Never fails: what cannot be read is shown as it was written. */
export function markdown(text: string): readonly Block[] {
  return text.length > LONGEST || text.split(/\n\s*\n/).some(hasManySigns)
    ? paragraphsOf(text)
    : withoutGaps(fromMarkdown(text, {extensions: [OFF]}).children.flatMap(node => block(node, 0)))
}

/** Headings, as a reader of them goes through: the highest that there is has depth 1, and none is more than one below the one before it. */
function withoutGaps(blocks: readonly Block[]): readonly Block[] {
  const depths = [...new Set(blocks.flatMap(each => (each.kind === 'heading' ? [each.depth] : [])))].sort((one, other) => one - other)
  let last = 0
  return blocks.map(each => {
    if (each.kind !== 'heading') return each
    last = Math.min(depths.indexOf(each.depth) + 1, last + 1)
    return {...each, depth: last}
  })
}

const hasManySigns = (paragraph: string): boolean => (paragraph.match(/[*_[\]<>`!]/g)?.length ?? 0) > MOST_SIGNS

const paragraphsOf = (text: string): readonly Block[] => text.split(/\n\s*\n/).map(paragraph => ({kind: 'paragraph', words: lines(paragraph.trim())}))

function block(node: Node, depth: number): readonly Block[] {
  if (depth > DEEPEST) return [{kind: 'paragraph', words: lines(wordsIn(node))}]
  switch (node.type) {
    case 'paragraph':
      return [{kind: 'paragraph', words: words(node.children, depth)}]
    case 'heading':
      return [{kind: 'heading', depth: node.depth, words: words(node.children, depth)}]
    case 'blockquote':
      return [{kind: 'quote', blocks: node.children.flatMap(child => block(child, depth + 1))}]
    case 'list': {
      const items = node.children.map(item => item.children.flatMap(child => block(child, depth + 1)))
      return [{kind: 'list', ...(node.ordered === true && {first: node.start ?? 1}), items}]
    }
    case 'code':
      return [{kind: 'code', text: node.value}]
    case 'thematicBreak':
      return [{kind: 'line'}]
    default:
      return [{kind: 'paragraph', words: lines(wordsIn(node))}]
  }
}

const words = (nodes: readonly Node[], depth: number): readonly Words[] => nodes.flatMap(node => inline(node, depth))

function inline(node: Node, depth: number): readonly Words[] {
  if (depth > DEEPEST) return lines(wordsIn(node))
  switch (node.type) {
    case 'text':
      return lines(node.value)
    case 'strong':
    case 'emphasis':
      return [{kind: node.type, words: words(node.children, depth + 1)}]
    case 'inlineCode':
      return [{kind: 'code', text: node.value}]
    case 'break':
      return [{kind: 'break'}]
    case 'link':
      return linked(node.url, words(node.children, depth + 1))
    // A picture would be loaded from somewhere: it stands as a way to it.
    case 'image':
      return linked(node.url, lines(node.alt || node.url))
    default:
      return lines(wordsIn(node))
  }
}

const linked = (address: string, shown: readonly Words[]): readonly Words[] => (isLinkAddress(address) ? [{kind: 'link', address, words: shown}] : shown)

const lines = (text: string): readonly Words[] =>
  text
    .split(/\r\n|\r|\n/)
    .flatMap((line, at): readonly Words[] => [...(at > 0 ? [{kind: 'break'} as const] : []), ...(line === '' ? [] : [{kind: 'text', text: line} as const])])

/** All that is written below a node, in a loop: it may be as deep as the text is long. */
function wordsIn(node: Node): string {
  const found: string[] = []
  const left: Node[] = [node]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if ('value' in next) found.push(next.value)
    else if ('children' in next) left.push(...[...next.children].reverse())
  }
  return found.join(' ')
}
