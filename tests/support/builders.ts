import type {SpanAnnotation} from '../../src/core/annotation/annotation.ts'
import {articleId, countWords, normalText} from '../../src/core/article/article.ts'
import type {ArticleEntry} from '../../src/core/article/article.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'

/** A text with everything that breaks offsets: an emoji family, a decomposed accent before NFC, Arabic, Hebrew, Chinese, CRLF. */
export const MIXED_TEXT = normalText(
  'Sea ice melts faster, says Zoe\u0308 👩‍👩‍👧.\r\nقال الوزير إن السلام قريب.\r\nהשלום קרוב, אמר השר.\r\n和平即将到来。\r\nSea ice returns.',
)

export function anArticle(text: string, metadata: Partial<ArticleEntry> = {}): ArticleEntry & {text: string} {
  const normal = normalText(text)
  return {
    id: articleId(normal),
    text: normal,
    position: 0,
    words: countWords(normal),
    length: normal.length,
    title: 'An article',
    sourceName: 'article.txt',
    warnings: [],
    ...metadata,
  }
}

let made = 0

/** A claim about the first occurrence of `quote`; throws when the article does not hold it, since then the test is wrong. */
export function aClaim(article: {text: string}, quote: string, fields: Partial<SpanAnnotation> = {}): SpanAnnotation {
  const start = article.text.indexOf(quote)
  const selector = selectorOf(article.text, {start, end: start + quote.length})
  if (!selector.ok) throw new Error(`The article does not hold "${quote}".`)
  made++
  return {
    id: `claim-${made}`,
    layer: 'claim',
    selector: selector.value,
    features: {},
    by: 'alice',
    at: 1_700_000_000_000 + made,
    origin: 'human',
    schemaVersion: 1,
    ...fields,
  }
}
