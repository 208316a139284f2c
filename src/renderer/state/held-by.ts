import type {Annotation, AnnotatorId, Reference} from '../../core/annotation/annotation.ts'
import {isReference, stancesOf} from '../../core/annotation/annotation.ts'
import {relationsAt} from '../../core/annotation/relation.ts'
import type {HeldBy} from '../../project/step-replay.ts'
import type {Change} from '../../project/step.ts'
import type {Discussions} from './discussions.ts'
import type {OpenArticles} from './open-articles.ts'

const KINDS: Readonly<Record<string, 'entity' | 'claim' | 'topic'>> = {entities: 'entity', claims: 'claim', topics: 'topic'}

/** Who holds to what this person made: a comment on an annotation, a relation that goes to it or from it; what a colleague points at in an article that is open here. */
export const heldByOthers =
  (given: {readonly me: () => AnnotatorId; readonly discussions: () => Discussions; readonly articles: () => Pick<OpenArticles, 'get' | 'all'>}): HeldBy =>
  ({document, map, record}, {changes}) => {
    const me = given.me()
    const kind = KINDS[map]
    if (kind === undefined) {
      const comment = given
        .discussions()
        .of(document)
        ?.discussion?.thread(record)
        .find(({by, removed}) => by !== me && removed === undefined)
      if (comment !== undefined) return {by: comment.by, deed: 'commented'}
      const article = map === 'annotations' ? given.articles().get(document) : undefined
      const own = article && takenBy(changes)
      const relation = article && relationsAt(article.set.all(), [record]).find(({id}) => own?.has(id) !== true)
      return relation && {by: relation.by, deed: 'used'}
    }
    for (const {set} of given.articles().all()) {
      for (const annotation of set.all()) {
        const by = annotation.removed === undefined ? pointerBy(annotation, {kind, id: record}, me) : undefined
        if (by !== undefined) return {by, deed: 'used'}
      }
    }
    return undefined
  }

/** Found once for all changes of a step. */
const taken = new WeakMap<readonly Change[], ReadonlySet<string>>()

/** A relation that a step brings or takes by itself holds nothing of it. */
function takenBy(changes: readonly Change[]): ReadonlySet<string> {
  const known = taken.get(changes) ?? new Set(changes.filter(({field}) => field === 'removed').map(({record}) => record))
  taken.set(changes, known)
  return known
}

type Pointer = {readonly kind: 'entity' | 'claim' | 'topic'; readonly id: string}

/** Somebody else through whom an annotation points there. */
function pointerBy(annotation: Annotation, to: Pointer, me: AnnotatorId): AnnotatorId | undefined {
  const points = (reference: Reference | Pointer | {readonly kind: 'outlet'}): boolean =>
    'id' in reference && reference.kind === to.kind && reference.id === to.id
  const stance = stancesOf(annotation).find(({by, target, holder}) => by !== me && (points(target) || points(holder)))
  if (stance !== undefined) return stance.by
  const editor = annotation.editedBy ?? annotation.by
  return editor !== me && Object.values(annotation.features).some(value => isReference(value) && points(value)) ? editor : undefined
}
