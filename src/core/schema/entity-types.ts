import type {Annotation, Reference} from '../annotation/annotation.ts'
import {isReference} from '../annotation/annotation.ts'
import {attributionFeature, identityFeature} from './roles.ts'
import type {Choice, Layer, ReferenceFeature, Schema} from './schema.ts'
import {layerNamed, primaryFeature} from './schema.ts'

/** The feature by which annotations of a layer name an entity: as what they are, or as whom they speak of. */
export function entityFeature(layer: Layer | undefined): ReferenceFeature | undefined {
  const speaker = attributionFeature(layer)
  return (
    identityFeature(layer, 'entity') ??
    (speaker?.to.includes('entity') === true
      ? speaker
      : layer?.features.find((feature): feature is ReferenceFeature => feature.kind === 'reference' && feature.to.includes('entity')))
  )
}

/** Whether the words marked in a layer are the name of an entity. */
export const namesEntities = (layer: Layer | undefined): boolean => identityFeature(layer, 'entity') !== undefined

/** The types of entities: the primary labels of the first layer whose annotations name one. */
export function entityTypes({layers}: Schema): readonly Choice[] {
  for (const layer of layers) {
    const primary = primaryFeature(layer)
    if (namesEntities(layer) && primary !== undefined) return primary.choices
  }
  return []
}

/** Of an entity whose type nobody gave, as in a project whose schema has none. */
export const UNTYPED = 'OTHER'

/** What a type is called; nothing where nobody gave one. One of another schema is told as what it is: kept and exported. */
export function typeLabel(schema: Schema, type: string): string | undefined {
  const known = entityTypes(schema).find(({value}) => value === type)?.label
  return known ?? (type === UNTYPED ? undefined : `${type} (not in the schema)`)
}

/** The type that a mention gives the entity it names. */
export function typeOf(schema: Schema, annotation: Annotation): string | undefined {
  const layer = layerNamed(schema, annotation.layer)
  const value = layer?.primary === undefined ? undefined : annotation.features[layer.primary]
  return namesEntities(layer) && typeof value === 'string' ? value : undefined
}

/** The entity that the words of an annotation name. */
export function identityOf(schema: Schema, annotation: Annotation): Reference | undefined {
  const feature = identityFeature(layerNamed(schema, annotation.layer), 'entity')
  const value = feature === undefined ? undefined : annotation.features[feature.name]
  return isReference(value) ? value : undefined
}
