import type {Annotation, Features, FeatureValue, Reference, Stance} from './annotation.ts'
import {isReference, isStances} from './annotation.ts'
import {withFeatures} from './wording.ts'

/** What an id of an entity, a story-wide claim or a topic stands for now, where records were merged. */
export type Resolve = (kind: 'entity' | 'claim' | 'topic', id: string) => string

/** What an annotation says, with everything that it points at named by what that stands for. The same object where nothing was merged. */
export function resolvedAnnotation(annotation: Annotation, resolve: Resolve): Annotation {
  let isSame = true
  const features = Object.entries(annotation.features).map(([name, value]) => {
    const next = resolvedValue(value, resolve)
    isSame &&= next === value
    return [name, next] as const
  })
  if (isSame) return annotation
  const {said} = annotation
  const resolved = (own: Features): Features => Object.fromEntries(Object.entries(own).map(([name, value]) => [name, resolvedValue(value, resolve)]))
  return {...annotation, features: Object.fromEntries(features), ...(said !== undefined && {said: withFeatures(said, resolved)})}
}

function resolvedValue(value: FeatureValue, resolve: Resolve): FeatureValue {
  if (isReference(value)) return resolvedPointer<Reference>(value, resolve)
  if (!isStances(value)) return value
  const stances = value.map(stance => resolvedStance(stance, resolve))
  return stances.every((stance, at) => stance === value[at]) ? value : stances
}

function resolvedStance(stance: Stance, resolve: Resolve): Stance {
  const [holder, target] = [resolvedPointer(stance.holder, resolve), resolvedPointer(stance.target, resolve)]
  return holder === stance.holder && target === stance.target ? stance : {...stance, holder, target}
}

/** Where something points. A mention is an annotation of the same set, and those are not merged. */
export function resolvedPointer<T extends {readonly kind: string; readonly id?: string}>(pointer: T, resolve: Resolve): T {
  const {kind, id} = pointer
  if (id === undefined || (kind !== 'entity' && kind !== 'claim' && kind !== 'topic')) return pointer
  const root = resolve(kind, id)
  return root === id ? pointer : {...pointer, id: root}
}
