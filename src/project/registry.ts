import type * as Y from 'yjs'
import * as z from 'zod'
import {plainName} from '../core/person/name.ts'
import type {Claim, Entity} from '../core/registry/registry.ts'
import type {EntrySet} from './entry-sets.ts'
import type {MergeableMap} from './mergeable-map.ts'
import {mergeableMap} from './mergeable-map.ts'
import {ANNOTATOR} from './origin.ts'
import type {Origin} from './origin.ts'

const plain = z.string().transform(plainName)
const act = {by: z.string(), at: z.number()}
const entity = z.object({...act, id: z.string(), name: plain, type: z.string(), aliases: z.array(plain), wikidata: z.string().exactOptional()})
const claim = z.object({
  ...act,
  id: z.string(),
  text: z.string(),
  kind: z.enum(['factual', 'causal', 'prediction', 'normative', 'evaluative']).exactOptional(),
  about: z.array(z.string()),
})

/** The other names of an entity, and the entities that a claim is about. */
export const ALIASES: EntrySet = {field: 'aliases', prefix: 'alias/', shown: plainName}
export const ABOUT: EntrySet = {field: 'about', prefix: 'about/', shown: id => id}

/** An owner's objects that span articles: entities and story-wide claims. */
export interface Registry {
  readonly doc: Y.Doc
  readonly entities: MergeableMap<Entity>
  readonly claims: MergeableMap<Claim>
  transact(change: () => void): void
  observe(listener: () => void): () => void
}

export function registry(doc: Y.Doc, origin: Origin = ANNOTATOR): Registry {
  const entities: Y.Map<Y.Map<unknown>> = doc.getMap('entities')
  const claims: Y.Map<Y.Map<unknown>> = doc.getMap('claims')
  return {
    doc,
    entities: mergeableMap(entities, entity, [ALIASES]),
    claims: mergeableMap(claims, claim, [ABOUT]),
    transact: change => doc.transact(change, origin),
    observe: listener => {
      const listen = (): void => listener()
      entities.observeDeep(listen)
      claims.observeDeep(listen)
      return () => {
        entities.unobserveDeep(listen)
        claims.unobserveDeep(listen)
      }
    },
  }
}
