import type {Block, Words} from './markdown.ts'
import {markdown} from './markdown.ts'

/** What is said in Markdown without its signs: for searching it, and for where only a line of text has room. */
export const plainWordsOf = (text: string): string => markdown(text).map(blockWords).join('\n')

function blockWords(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return said(block.words)
    case 'list':
      return block.items.map(item => item.map(blockWords).join('\n')).join('\n')
    case 'quote':
      return block.blocks.map(blockWords).join('\n')
    case 'code':
      return block.text
    case 'line':
      return ''
  }
}

const said = (words: readonly Words[]): string => words.map(each => ('words' in each ? said(each.words) : each.kind === 'break' ? '\n' : each.text)).join('')
