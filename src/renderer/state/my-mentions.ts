import type {AnnotationId, AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Mention, Mentions} from '../../project/mentions.ts'
import type {Preferences} from './preferences.ts'
import type {Store} from './store.ts'

/** The comments that call this person and that she has not seen yet. */
export interface MyMentions {
  unseen(): readonly Mention[]
  /** She has the thread of this annotation before her. */
  see(annotation: AnnotationId): void
  /** Where comments write whom they call; `undefined` while this person may not. */
  index(): Mentions | undefined
}

/** A reader cannot write down what she has seen: her window remembers so many. */
const REMEMBERED = 500

export function createMyMentions(given: {
  index: Mentions
  readOnly: () => boolean
  /** This person, and whom an admin has joined with her. */
  me: () => readonly AnnotatorId[]
  blindOn: (article: ArticleId) => boolean
  preferences: Store<Preferences>
}): MyMentions {
  const {index, preferences} = given
  const mayWrite = (): boolean => !given.readOnly()
  const unseen = (): readonly Mention[] => {
    const {seenMentions} = preferences.get()
    return given
      .me()
      .flatMap(index.of)
      .filter(({comment, article}) => !seenMentions.includes(comment) && !given.blindOn(article))
  }
  return {
    unseen,
    see: annotation => {
      const now = unseen().filter(mention => mention.annotation === annotation)
      if (now.length === 0) return
      if (mayWrite()) return index.seen(now)
      preferences.update(before => ({...before, seenMentions: [...before.seenMentions, ...now.map(({comment}) => comment)].slice(-REMEMBERED)}))
    },
    index: () => (mayWrite() ? index : undefined),
  }
}
