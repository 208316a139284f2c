import {STANCES} from '../schema/schema.ts'
import type {Selector} from './selector.ts'

/** Random and unique; handed in by the caller, never made here. */
export type AnnotationId = string
export type AnnotatorId = string

/** Who an act is by and when, in milliseconds since 1970 UTC. */
export type Act = {readonly by: AnnotatorId; readonly at: number}

/** What a reference feature points at. `mention` is another annotation of the same set; `unnamed` and `none` are findings, not gaps. */
export type Reference =
  | {readonly kind: 'entity'; readonly id: string}
  | {readonly kind: 'claim'; readonly id: string}
  | {readonly kind: 'mention'; readonly id: AnnotationId}
  | {readonly kind: 'unnamed'}
  | {readonly kind: 'none'}

/** Who takes a stance: the outlet itself, or an entity of the registry. */
export type Holder = {readonly kind: 'outlet'} | {readonly kind: 'entity'; readonly id: string}

/** What a stance is towards: an entity, a story-wide claim, or a topic of the project. */
export type Target =
  | {readonly kind: 'entity'; readonly id: string}
  | {readonly kind: 'claim'; readonly id: string}
  | {readonly kind: 'topic'; readonly id: string}

/** One stance of a claim mention. Two people's stances are two items, each with its author; neither overwrites the other. */
export type Stance = Act & {readonly id: string; readonly holder: Holder; readonly target: Target; readonly value: string}

/** Several labels of one feature, each once, in the order of the schema or, where that is not at hand, of their code units. Never empty: no label is no value. */
type Labels = readonly string[]

export type FeatureValue = string | number | boolean | Reference | Labels | readonly Stance[]
/** By their names, and the stances under {@link STANCES}. */
export type Features = {readonly [name: string]: FeatureValue}

/** What was said under one version of the schema, in its words. The layer is named where it was given, and where it was changed. */
export type Wording = {readonly version: number; readonly layer?: string; readonly features: Features}

export type AnnotationOrigin = 'human' | 'propagated' | 'suggested-accepted' | 'suggested-edited'

/** Somebody looked at it again, and it was right under this version of the schema, too. */
export type StillRight = Act & {readonly version: number}

/** What every annotation says, of whichever kind its layer is. `removed` marks; the record stays until a release purges it. */
type Judged = Act & {
  readonly id: AnnotationId
  readonly layer: string
  readonly features: Features
  readonly editedBy?: AnnotatorId
  readonly editedAt?: number
  readonly origin: AnnotationOrigin
  readonly schemaVersion: number
  readonly confidence?: 1 | 2 | 3
  readonly removed?: Act
  readonly stillRight?: StillRight
  /** How it was said, the earliest first; absent where that is word for word what it says now. */
  readonly said?: readonly Wording[]
}

/** A judgement about words of one article. */
export type SpanAnnotation = Judged & {readonly selector: Selector; readonly from?: never; readonly to?: never}
/** A judgement about an article as a whole. */
export type ArticleAnnotation = Judged & {readonly selector?: never; readonly from?: never; readonly to?: never}
/** A judgement about two annotations of the same set: how one goes to the other. */
export type RelationAnnotation = Judged & {readonly selector?: never; readonly from: AnnotationId; readonly to: AnnotationId}

/** Its kind is told by what it has: see `annotation-kind.ts`. */
export type Annotation = SpanAnnotation | ArticleAnnotation | RelationAnnotation

export const stancesOf = (annotation: Annotation): readonly Stance[] => {
  const value = annotation.features[STANCES]
  return isStances(value) ? value : []
}

export const isReference = (value: FeatureValue | undefined): value is Reference => typeof value === 'object' && !Array.isArray(value)
export const isLabels = (value: FeatureValue | undefined): value is Labels => Array.isArray(value) && typeof value[0] === 'string'
export const isStances = (value: FeatureValue | undefined): value is readonly Stance[] => Array.isArray(value) && typeof value[0] !== 'string'
/** The labels that are chosen. One that was chosen when the feature took only one is one of them. */
export const chosenLabels = (value: FeatureValue | undefined): Labels => (isLabels(value) ? value : typeof value === 'string' && value !== '' ? [value] : [])
