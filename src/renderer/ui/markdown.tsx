import type {ReactNode} from 'react'
import {createContext, createElement, Fragment, use, useMemo} from 'react'
import {isLinkAddress} from '../../core/markdown/link-address.ts'
import type {Block, Words} from '../../core/markdown/markdown.ts'
import {markdown} from '../../core/markdown/markdown.ts'
import './markdown.css'

/** Which addresses this window can open. Of others the address stands there, to be copied. */
export const OpenableContext = createContext<(address: string) => boolean>(isLinkAddress)

type Props = {
  readonly text: string
  /** How deep the heading is that it stands under. */
  readonly below: number
  /** Where nothing can be pressed, as in a tip: links are words, and so are headings. */
  readonly plain?: boolean
}

/** What somebody wrote in Markdown. Each part of it has the direction of its own words; nothing in it is HTML, and nothing is loaded. */
export function Markdown({text, below, plain = false}: Props) {
  const blocks = useMemo(() => markdown(text), [text])
  return <div className="markdown">{blockList(blocks, {below, plain})}</div>
}

type Given = Omit<Props, 'text'>

const together = (nodes: readonly ReactNode[]): ReactNode => createElement(Fragment, undefined, ...nodes)
const blockList = (blocks: readonly Block[], given: Given): ReactNode => together(blocks.map(block => blockNode(block, given)))

const DEEPEST_HEADING = 6

function blockNode(block: Block, given: Given): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p dir="auto">{wordList(block.words, given)}</p>
    case 'heading':
      // A tip is no part of what the headings of a window are an outline of.
      if (given.plain)
        return (
          <p dir="auto" className="markdown-heading">
            {wordList(block.words, given)}
          </p>
        )
      return createElement(`h${Math.min(DEEPEST_HEADING, given.below + block.depth)}`, {dir: 'auto'}, wordList(block.words, given))
    case 'list': {
      const items = together(block.items.map(item => createElement('li', undefined, itemNode(item, given))))
      return block.first === undefined ? (
        <ul dir="auto">{items}</ul>
      ) : (
        <ol dir="auto" start={block.first}>
          {items}
        </ol>
      )
    }
    case 'quote':
      return <blockquote dir="auto">{blockList(block.blocks, given)}</blockquote>
    case 'code':
      return (
        <pre dir="auto">
          <code>{block.text}</code>
        </pre>
      )
    case 'line':
      return <hr />
  }
}

/** The words of an item stand beside its sign. */
const itemNode = (item: readonly Block[], given: Given): ReactNode =>
  together(item.map((block, at) => (at === 0 && block.kind === 'paragraph' ? wordList(block.words, given) : blockNode(block, given))))

const wordList = (words: readonly Words[], given: Given): ReactNode => together(words.map(each => wordNode(each, given)))

function wordNode(words: Words, given: Given): ReactNode {
  switch (words.kind) {
    case 'text':
      return words.text
    case 'strong':
      return <strong>{wordList(words.words, given)}</strong>
    case 'emphasis':
      return <em>{wordList(words.words, given)}</em>
    case 'code':
      return <code>{words.text}</code>
    case 'link':
      return given.plain ? wordList(words.words, given) : <Link address={words.address}>{wordList(words.words, given)}</Link>
    case 'break':
      return <br />
  }
}

function Link({address, children}: {readonly address: string; readonly children: ReactNode}) {
  const opens = use(OpenableContext)
  if (opens(address))
    return (
      <a href={address} target="_blank" rel="noopener noreferrer" title={address}>
        {children}
      </a>
    )
  return (
    <>
      {children} (<bdi className="markdown-address">{address}</bdi>)
    </>
  )
}
