import type {Annotation, AnnotationId} from '../../core/annotation/annotation.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {isFocusIn} from '../ui/focus-in.ts'
import type {TheirAct} from './spoken.ts'
import {actSpoken, colleaguesSpoken} from './spoken.ts'

/** Milliseconds in which colleagues' work is collected before it is told, so that it does not talk over everything. */
const COLLECTED = 2_000

/** Says each of this person's acts on the annotations of an article, and tells of colleagues' work there. Returns how to stop. */
export function speakActs(workspace: Workspace, article: OpenArticle): () => void {
  const {set} = article
  const known = new Map<AnnotationId, Annotation>(set.all().map(annotation => [annotation.id, annotation]))
  let theirs = new Map<AnnotationId, TheirAct>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = (): void => {
    timer = undefined
    const text = colleaguesSpoken(workspace, article, [...theirs.values()])
    theirs = new Map()
    if (text !== undefined) workspace.announcer.tell(text)
  }
  const stop = set.observe(({annotations, local}) => {
    const changes = [...annotations].flatMap(id => {
      const after = set.get(id)
      const before = known.get(id)
      if (after !== undefined) known.set(id, after)
      return after === undefined ? [] : [{before, after}]
    })
    const [only] = changes
    if (local) {
      const text = only === undefined || changes.length > 1 ? undefined : actSpoken(workspace, article, only.before, only.after)
      if (text !== undefined) workspace.announcer.say(text, () => !speaksItself())
      return
    }
    for (const {before, after} of changes) {
      const act = theirAct(before, after)
      if (act.by !== workspace.act().by) theirs.set(after.id, act)
    }
    if (theirs.size > 0) timer ??= setTimeout(tell, COLLECTED)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

function theirAct(before: Annotation | undefined, after: Annotation): TheirAct {
  if (after.removed !== undefined) return {by: after.removed.by, deed: 'removed', annotation: after}
  if (before === undefined) return {by: after.by, deed: 'marked', annotation: after}
  return {by: after.editedBy ?? after.by, deed: 'changed', annotation: after}
}

/** A field of the details says what is chosen in it, where it keeps the focus. */
const speaksItself = (): boolean => isFocusIn('.annotation-details')
