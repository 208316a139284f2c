import type {Annotation, AnnotationId, Features, FeatureValue, Stance, Wording} from '../annotation/annotation.ts'
import {isReference, isStances} from '../annotation/annotation.ts'

/**
 * What an annotation pointed at when its set was finished, where a dataset names what that stands for since: in a feature, or as one end of a stance, in its
 * words of one version of the schema.
 */
export type NameThen = {
  readonly annotation: AnnotationId
  readonly version: number
  readonly feature?: string
  readonly stance?: string
  readonly end?: 'holder' | 'target'
  readonly id: string
}
type Place = Omit<NameThen, 'id'>

/** Most of these in one set. */
export const MOST_NAMES_THEN = 10_000

const keyOf = ({annotation, version, feature, stance, end}: Place): string =>
  JSON.stringify([annotation, version, feature ?? null, stance ?? null, end ?? null])

/** What `then` points at and `now`, which says the same after records were merged, does not. */
export function namesThen(then: readonly Annotation[], now: readonly Annotation[]): readonly NameThen[] {
  const found: NameThen[] = []
  const today = new Map(now.map(annotation => [annotation.id, annotation]))
  for (const annotation of then) {
    const later = today.get(annotation.id)
    if (later === undefined || later === annotation || annotation.removed !== undefined) continue
    const names = new Map<string, string>()
    renamed(later, (place, id) => {
      names.set(keyOf(place), id)
      return id
    })
    renamed(annotation, (place, id) => {
      if ((names.get(keyOf(place)) ?? id) !== id) found.push({...place, id})
      return id
    })
  }
  return found
}

/** Annotations as they were sealed. */
export function asNamedThen(annotations: readonly Annotation[], names: readonly NameThen[]): readonly Annotation[] {
  if (names.length === 0) return annotations
  const then = new Map(names.map(({id, ...place}) => [keyOf(place), id]))
  const touched = new Set(names.map(({annotation}) => annotation))
  return annotations.map(annotation => (touched.has(annotation.id) ? renamed(annotation, (place, id) => then.get(keyOf(place)) ?? id) : annotation))
}

function renamed(annotation: Annotation, to: (place: Place, id: string) => string): Annotation {
  const {id, schemaVersion, features, said} = annotation
  const within = (own: Features, version: number): Features =>
    Object.fromEntries(Object.entries(own).map(([feature, value]) => [feature, renamedValue(value, {annotation: id, version}, feature, to)]))
  if (said === undefined) return {...annotation, features: within(features, schemaVersion)}
  return {...annotation, said: said.map((wording): Wording => ({...wording, features: within(wording.features, wording.version)}))}
}

function renamedValue(value: FeatureValue, at: Pick<Place, 'annotation' | 'version'>, feature: string, to: (place: Place, id: string) => string): FeatureValue {
  if (isReference(value)) return 'id' in value && value.kind !== 'mention' ? {...value, id: to({...at, feature}, value.id)} : value
  if (!isStances(value)) return value
  return value.map((stance): Stance => {
    const place = {...at, stance: stance.id}
    const {holder, target} = stance
    return {
      ...stance,
      holder: holder.kind === 'outlet' ? holder : {...holder, id: to({...place, end: 'holder'}, holder.id)},
      target: {...target, id: to({...place, end: 'target'}, target.id)},
    }
  })
}
