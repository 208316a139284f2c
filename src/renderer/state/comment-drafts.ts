import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {UnsavedText} from './unsaved-texts.ts'

/** A comment that is being written: a new one on an annotation, or what one that stands there is to say. `where`, as a person is told. */
export type CommentDraft = UnsavedText & {readonly article: ArticleId; readonly annotation: AnnotationId; readonly comment?: string}

/** What was typed and not sent, of all articles, under the id of the annotation, or of the comment that it is to change: no two are alike. */
export interface CommentDrafts {
  of(id: string): string | undefined
  /** Instead of what was typed there before. */
  write(draft: CommentDraft): void
  drop(id: string): void
  /** Takes out those that fulfil this. */
  take(isWanted: (draft: CommentDraft) => boolean): readonly CommentDraft[]
  isEmpty(): boolean
}

const keyOf = ({annotation, comment}: CommentDraft): string => comment ?? annotation

export function commentDrafts(): CommentDrafts {
  const drafts = new Map<string, CommentDraft>()
  return {
    of: id => drafts.get(id)?.text,
    write: draft => drafts.set(keyOf(draft), draft),
    drop: id => drafts.delete(id),
    take: isWanted => {
      const taken = [...drafts.values()].filter(isWanted)
      for (const draft of taken) drafts.delete(keyOf(draft))
      return taken
    },
    isEmpty: () => drafts.size === 0,
  }
}
