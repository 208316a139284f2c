import type {Annotation, Reference} from '../annotation/annotation.ts'
import {isReference} from '../annotation/annotation.ts'
import type {Word} from './mapping.ts'
import {readWord} from './mapping.ts'
import {attributionFeature, identityFeature} from './roles.ts'
import type {Choice, Layer, ReferenceFeature, Schema} from './schema.ts'
import {featureNamed, layerNamed, primaryFeature} from './schema.ts'

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
export const entityTypes = (schema: Schema): readonly Choice[] => typesIn(schema)?.choices ?? []

/** Whose labels the types of entities are: the layer, and its primary feature. */
export function typesIn({layers}: Schema): {readonly layer: string; readonly feature: string; readonly choices: readonly Choice[]} | undefined {
  for (const layer of layers) {
    const primary = primaryFeature(layer)
    if (namesEntities(layer) && primary !== undefined) return {layer: layer.name, feature: primary.name, choices: primary.choices}
  }
  return undefined
}

/**
 * A type as it is read under a schema. The record of an entity keeps the word it was given and no version: a type of the schema is itself, also one that was taken away and
 * came back; any other is what it was mapped to when it was taken away last. In a schema without types each stays what it is.
 */
export function readType(schema: Schema, type: string): string {
  const types = typesIn(schema)
  if (types === undefined || types.choices.some(({value}) => value === type)) return type
  const reads = (schema.mappings ?? []).flatMap(mapping => {
    const {layer, feature, label, version} = mapping
    if (label !== type || feature === undefined) return []
    const read = readWord(schema, {layer, feature, label}, version - 1)
    const isOfTypes = read.layer === types.layer && read.feature === types.feature
    // Where its layer or feature is gone, and nothing is read as that, its labels can be read as types elsewhere.
    return isOfTypes || isGone(schema, read) ? (read.label ?? []) : []
  })
  return reads.at(-1) ?? type
}

function isGone(schema: Schema, {layer, feature}: Word): boolean {
  const named = layerNamed(schema, layer)
  return named === undefined || (feature !== undefined && featureNamed(named, feature) === undefined)
}

/** Of an entity whose type nobody gave, as in a project whose schema has none. */
export const UNTYPED = 'OTHER'

/** What a type is called; nothing where nobody gave one. One of another schema is told as what it is: kept and exported. */
export function typeLabel(schema: Schema, type: string): string | undefined {
  const read = readType(schema, type)
  const known = entityTypes(schema).find(({value}) => value === read)?.label
  return known ?? (read === UNTYPED ? undefined : `${read} (not in the schema)`)
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
