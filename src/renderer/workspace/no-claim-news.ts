import type {Annotation, AnnotationId, AnnotatorId} from '../../core/annotation.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'

/** Tells when a claim of somebody else's comes to stand where this person has said that there is none, once for each. */
export function onClaimDespite(set: AnnotationSet, me: () => AnnotatorId, tell: (claim: Annotation) => void): void {
  const told = new Set<AnnotationId>()
  set.observe(({annotations, local}) => {
    if (local || set.readMarks().get(me())?.state !== 'no-claim') return
    const [claim, ...others] = [...annotations]
      .map(set.get)
      .filter(each => each !== undefined && each.layer === 'claim' && each.removed === undefined && each.by !== me() && !told.has(each.id)) as Annotation[]
    if (claim === undefined) return
    for (const {id} of [claim, ...others]) told.add(id)
    tell(claim)
  })
}
