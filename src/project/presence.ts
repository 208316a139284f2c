import * as z from 'zod'
import type {AnnotatorId} from '../core/annotation/annotation.ts'
import type {ArticleId} from '../core/article/article.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import type {Span} from '../core/text/span.ts'

/**
 * Where one window of a person is, as it travels beside the project document and is never kept. `by` is set by the hub
 * from who signed in. `span` is what she has selected, in the article she reads.
 */
export type WindowPresence = {readonly by: AnnotatorId; readonly article?: ArticleId; readonly span?: Span}

const offset = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const shape: z.ZodType<WindowPresence> = z.object({
  by: z.string().min(1).max(64),
  article: articleIdShape.exactOptional(),
  span: z
    .object({start: offset, end: offset})
    .refine(({start, end}) => start <= end)
    .exactOptional(),
})

/** Reads what another window says of itself; `undefined` for anything that is no presence. Unknown fields are dropped. */
export function parsePresence(state: unknown): WindowPresence | undefined {
  const parsed = shape.safeParse(state)
  if (!parsed.success) return undefined
  const {by, article, span} = parsed.data
  // A selection without its article says nothing.
  return article === undefined ? {by} : {by, article, ...(span !== undefined && {span})}
}
