import type {Annotation, AnnotationId, AnnotatorId} from '../../core/annotation/annotation.ts'
import {isTakenFrom} from '../../core/annotation/co-authors.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'

/** Tells when somebody else removes what this person has worked on, once for each removal and not for those of before. */
export function onTakenFrom(set: AnnotationSet, me: () => AnnotatorId, tell: (taken: readonly Annotation[]) => void): void {
  const told = new Map<AnnotationId, number | undefined>()
  const isNews = (annotation: Annotation | undefined): annotation is Annotation =>
    annotation !== undefined && isTakenFrom(annotation, me()) && told.get(annotation.id) !== annotation.removed?.at
  const taken = (annotations: readonly (Annotation | undefined)[]): readonly Annotation[] => {
    const news = annotations.filter(isNews)
    for (const {id, removed} of news) told.set(id, removed?.at)
    return news
  }
  taken(set.all())
  set.observe(({annotations, local}) => {
    const news = taken([...annotations].map(set.get))
    if (news.length > 0 && !local) tell(news)
  })
}
