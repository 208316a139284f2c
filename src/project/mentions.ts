import type * as Y from 'yjs'
import * as z from 'zod'
import type {AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import type {ArticleId} from '../core/article/article.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import type {Origin} from './origin.ts'
import {ANNOTATOR} from './origin.ts'

/** Somebody is called to a comment. It holds no words: those are in the discussion. */
export type Mention = {
  readonly to: AnnotatorId
  readonly by: AnnotatorId
  readonly at: number
  readonly article: ArticleId
  readonly annotation: AnnotationId
  readonly comment: string
}

/**
 * Whom comments call, across all articles, so that nobody has to open each discussion to learn of it. Kept in the team's
 * registry document, which every window has open; an entry goes when the person called has seen it or the comment is done with.
 */
export interface Mentions {
  /** Those of a person that are not seen yet, the oldest first. */
  of(person: AnnotatorId): readonly Mention[]
  /** What a comment mentions now; entries of those it mentioned before go. */
  put(comment: Omit<Mention, 'to'>, to: readonly AnnotatorId[], before: readonly AnnotatorId[]): void
  seen(mentions: readonly Mention[]): void
  /** A comment or a thread is done with. */
  drop(comments: readonly string[]): void
  observe(listener: () => void): () => void
}

const shape: z.ZodType<Mention> = z.object({
  to: z.string(),
  by: z.string(),
  at: z.number(),
  article: articleIdShape,
  annotation: z.string(),
  comment: z.string(),
})

export function mentions(doc: Y.Doc, origin: Origin = ANNOTATOR): Mentions {
  const entries: Y.Map<unknown> = doc.getMap('mentions')
  const keyOf = (comment: string, to: AnnotatorId): string => `${comment}/${to}`
  let all: readonly Mention[] | undefined
  entries.observe(() => {
    all = undefined
  })
  const list = (): readonly Mention[] => {
    all ??= [...entries.values()]
      .map(value => shape.safeParse(value))
      .flatMap(parsed => (parsed.success ? [parsed.data] : []))
      .sort((a, b) => a.at - b.at || (a.comment < b.comment ? -1 : 1))
    return all
  }
  const transact = (change: () => void): void => doc.transact(change, origin)
  return {
    of: person => list().filter(({to}) => to === person),
    put: (comment, to, before) =>
      transact(() => {
        for (const person of before) if (!to.includes(person)) entries.delete(keyOf(comment.comment, person))
        // Who was called by the comment before it was edited has been told already.
        for (const person of to) if (!before.includes(person)) entries.set(keyOf(comment.comment, person), {...comment, to: person})
      }),
    seen: seen =>
      transact(() => {
        for (const {comment, to} of seen) entries.delete(keyOf(comment, to))
      }),
    drop: comments =>
      transact(() => {
        for (const {comment, to} of list()) if (comments.includes(comment)) entries.delete(keyOf(comment, to))
      }),
    observe: listener => {
      const listen = (): void => listener()
      entries.observe(listen)
      return () => entries.unobserve(listen)
    },
  }
}
