import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Layer, LayerKind, Schema} from '../schema/schema.ts'
import {kindOfLayer, layerNamed} from '../schema/schema.ts'
import type {Annotation, RelationAnnotation, SpanAnnotation} from './annotation.ts'

/** Of which kind an annotation is, whatever its layer is called and whatever the schema says of that now. */
export const kindOf = (annotation: Annotation): LayerKind =>
  annotation.selector !== undefined ? 'span' : annotation.from !== undefined ? 'relation' : 'article'

export const isSpanAnnotation = (annotation: Annotation): annotation is SpanAnnotation => annotation.selector !== undefined
export const isRelation = (annotation: Annotation): annotation is RelationAnnotation => annotation.from !== undefined

/** Why an annotation of this kind cannot be of a layer; `undefined` where it can. */
export const kindProblem = (layer: Layer, kind: LayerKind): Message | undefined =>
  kindOfLayer(layer) === kind
    ? undefined
    : message(
        'The layer {layer} {kind, select, span {marks words} relation {goes from one annotation to another} other {is about an article as a whole}}, and this annotation {own, select, span {marks words} relation {goes from one annotation to another} other {is about an article as a whole}}. Give it another layer.',
        {layer: layer.name, kind: kindOfLayer(layer), own: kind},
      )

/** As {@link kindProblem}, of what was made under the version of the schema in force: another one may have had the layer otherwise. */
export function kindProblemIn(schema: Schema, name: string, kind: LayerKind, schemaVersion: number): Message | undefined {
  const layer = schemaVersion === schema.version ? layerNamed(schema, name) : undefined
  return layer && kindProblem(layer, kind)
}
