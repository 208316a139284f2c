import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Span} from '../../core/text/span.ts'
import type {Store} from './store.ts'
import {createStore} from './store.ts'
import type {View} from './view.ts'
import type {Presence} from './presence.ts'

/** Whom this window follows. It goes on when she is away for a while, and ends with whatever this person does herself. */
export interface Following {
  readonly person: Store<AnnotatorId | undefined>
  start(person: AnnotatorId): void
  stop(): void
}

export function createFollowing(given: {
  presence: Pick<Presence, 'colleagues' | 'selections'>
  view: Store<View>
  open: (article: ArticleId) => void
  reveal: (span: Span) => void
}): Following {
  const {presence, view} = given
  const person = createStore<AnnotatorId | undefined>(undefined)
  let led = false
  let before = view.get()
  let shown: Span | undefined

  const stop = (): void => {
    shown = undefined
    person.set(undefined)
  }
  const follow = (): void => {
    const whom = person.get()
    const article = presence.colleagues.get().find(each => each.id === whom)?.article
    if (whom === undefined || article === undefined) return
    const {article: here, opening} = view.get()
    if (article !== here) {
      shown = undefined
      led = true
      given.open(article)
      led = false
      return
    }
    const span = presence.selections.get().find(each => each.by === whom && each.article === article)?.span
    if (opening.state !== 'ready' || span === undefined || (span.start === shown?.start && span.end === shown.end)) return
    shown = span
    given.reveal(span)
  }

  view.subscribe(() => {
    const now = view.get()
    const then = before
    before = now
    if (person.get() === undefined) return
    const own =
      (now.article !== then.article && !led) ||
      (now.selection !== then.selection && now.selection !== undefined) ||
      (now.selected !== then.selected && now.selected !== undefined)
    if (own) stop()
    // The article is put on the page after this change was told.
    else if (now.opening.state === 'ready' && then.opening.state !== 'ready') requestAnimationFrame(follow)
  })
  presence.colleagues.subscribe(follow)
  presence.selections.subscribe(follow)
  return {
    person,
    start: whom => {
      shown = undefined
      person.set(whom)
      follow()
    },
    stop,
  }
}
