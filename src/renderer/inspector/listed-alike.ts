import type {Annotation} from '../../core/annotation/annotation.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {missingLabels} from '../annotate/missing-labels.ts'
import type {ListedAnnotation} from '../state/open-article.ts'

/** Whether a list of annotations shows the same of both. It shows nothing of what somebody writes in her own words, but that it is still to be written. */
export const areListedAlike = (before: readonly ListedAnnotation[], now: readonly ListedAnnotation[], schema: Schema): boolean =>
  before === now ||
  (before.length === now.length &&
    now.every((each, at) => {
      const {annotation, anchoring} = before[at] as ListedAnnotation
      return (
        each.annotation === annotation ||
        JSON.stringify([shownOf(annotation, schema), anchoring]) === JSON.stringify([shownOf(each.annotation, schema), each.anchoring])
      )
    }))

function shownOf(annotation: Annotation, schema: Schema): unknown {
  const {features, editedAt: _at, editedBy: _by, ...rest} = annotation
  const written = new Set(layerNamed(schema, annotation.layer)?.features.flatMap(({name, kind}) => (kind === 'text' ? [name] : [])))
  return {...rest, features: Object.entries(features).filter(([name]) => !written.has(name)), missing: missingLabels(schema, annotation)}
}
