import type {Annotation} from '../annotation/annotation.ts'
import {identityFeature} from './roles.ts'
import type {Schema} from './schema.ts'

/**
 * Whether an annotation is a mention of a claim, so that "nothing to claim here" cannot stand beside it: its words can be those of a
 * story-wide claim. In a schema that knows no claims, every annotation is what an article can be without.
 */
export const isClaimMention = (schema: Schema, {layer}: Annotation): boolean =>
  !knowsClaims(schema) || schema.layers.some(each => each.name === layer && identityFeature(each, 'claim') !== undefined)

/** Whether the words of some layer can be those of a story-wide claim. */
export const knowsClaims = ({layers}: Schema): boolean => layers.some(layer => identityFeature(layer, 'claim') !== undefined)
