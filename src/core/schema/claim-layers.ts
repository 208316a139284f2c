import type {Annotation} from '../annotation/annotation.ts'
import type {Layer, Schema} from './schema.ts'

/**
 * Whether an annotation is a mention of a claim, so that "nothing to claim here" cannot stand beside it: its layer can point to a story-wide
 * claim. In a schema that knows no claims, every annotation is what an article can be without.
 */
export const isClaimMention = (schema: Schema, {layer}: Annotation): boolean =>
  !knowsClaims(schema) || schema.layers.some(each => each.name === layer && pointsToClaims(each))

/** Whether some layer of it can point to a story-wide claim. */
export const knowsClaims = ({layers}: Schema): boolean => layers.some(pointsToClaims)

const pointsToClaims = ({features}: Layer): boolean => features.some(feature => feature.kind === 'reference' && feature.to.includes('claim'))
