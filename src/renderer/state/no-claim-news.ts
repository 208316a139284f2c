import type {Annotation, AnnotationId, AnnotatorId} from '../../core/annotation/annotation.ts'
import {isClaimMention} from '../../core/schema/claim-layers.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'

/** Tells when a claim of somebody else's comes to stand where this person has said that there is none, once for each. */
export function onClaimDespite(set: AnnotationSet, about: {me(): AnnotatorId; schema(): Schema}, tell: (claim: Annotation) => void): void {
  const told = new Set<AnnotationId>()
  set.observe(({annotations, local}) => {
    const me = about.me()
    if (local || set.readMarks().get(me)?.state !== 'no-claim') return
    const [claim, ...others] = [...annotations]
      .flatMap(id => set.get(id) ?? [])
      .filter(each => isClaimMention(about.schema(), each) && each.removed === undefined && each.by !== me && !told.has(each.id))
    if (claim === undefined) return
    for (const {id} of [claim, ...others]) told.add(id)
    tell(claim)
  })
}
