import {knowsClaims} from '../../core/schema/claim-layers.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {say} from '../ui/say.ts'

/** How an article in which there is nothing to mark is spoken of. */
export type NoClaimWords = {readonly title: string; readonly one: string}

/** Of claims, where the schema knows some; else of annotations of any kind. */
export const noClaimWords = (schema: Schema): NoClaimWords =>
  knowsClaims(schema) ? {title: say('Read, no claim here'), one: say('A claim')} : {title: say('Read, nothing to mark here'), one: say('An annotation')}
