import {quotesOf} from '../text/extent.ts'
import type {Selector} from './selector.ts'

/** What the words of an annotation would be as a name: without what shows that something stands between them. */
export const wordsAsName = ({quote, parts}: Selector): string => (parts && quotesOf(quote, parts)?.join(' ')) ?? quote
