import type {Annotation} from '../annotation/annotation.ts'
import type {Schema} from './schema.ts'

/**
 * Whether an annotation is a mention of a claim, so that "nothing to claim here" cannot stand beside it: its layer can point to a story-wide
 * claim. In a schema that knows no claims, every annotation is what an article can be without.
 */
export function isClaimMention({layers}: Schema, {layer}: Annotation): boolean {
  const claims = layers.filter(({features}) => features.some(feature => feature.kind === 'reference' && feature.to.includes('claim')))
  return claims.length === 0 || claims.some(({name}) => name === layer)
}
