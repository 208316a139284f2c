import type {Feature, Layer, ReferenceFeature, ReferenceKind, Role} from './schema.ts'
import {kindOfLayer} from './schema.ts'

/** Kinds of which a feature of a role points to one at least. */
export const ROLE_TARGETS: Readonly<Record<Role, readonly ReferenceKind[]>> = {
  attribution: ['entity', 'mention'],
  cue: ['mention'],
  identity: ['entity', 'claim'],
}

/** The feature that says who speaks. In a layer of which no feature says its role: the one that points to an entity and may find that nobody is named. */
export function attributionFeature(layer: Layer | undefined): ReferenceFeature | undefined {
  const references = referencesOf(layer)
  if (saysRoles(layer)) return references.find(({role}) => role === 'attribution')
  return references.find(({to}) => to.includes('entity') && (to.includes('unnamed') || to.includes('none')))
}

/** The feature that says which entity, or which story-wide claim, the marked words name. In a layer of which no feature says its role: see below. */
export function identityFeature(layer: Layer | undefined, kind: 'entity' | 'claim'): ReferenceFeature | undefined {
  // What marks no words names nothing.
  if (layer !== undefined && kindOfLayer(layer) !== 'span') return undefined
  const pointing = referencesOf(layer).filter(({to}) => to.includes(kind))
  if (saysRoles(layer)) return pointing.find(({role}) => role === 'identity')
  if (kind === 'claim') return pointing[0]
  // What can point to entities only is no attribution.
  return pointing[0]?.to.length === 1 ? pointing[0] : undefined
}

const referencesOf = (layer: Layer | undefined): readonly ReferenceFeature[] =>
  layer?.features.filter((feature): feature is ReferenceFeature => feature.kind === 'reference') ?? []

/** Schemas of earlier versions said no roles, and what a feature means was read from what it can point to. */
const saysRoles = (layer: Layer | undefined): boolean => layer?.features.some(({role}: Feature) => role !== undefined) === true
