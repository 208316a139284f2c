import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import * as Y from 'yjs'
import type {Annotation, AnnotationId, Features, FeatureValue} from '../core/annotation/annotation.ts'
import {isReference} from '../core/annotation/annotation.ts'
import type {RoundId} from '../core/round/owner.ts'

/**
 * Under which id an annotation goes on in a round that is based on an earlier one. Whoever has both finds them by it: the first 32 hex
 * digits of the SHA-256 of this text.
 */
export const copiedId = (round: RoundId, id: AnnotationId): AnnotationId => bytesToHex(sha256(utf8ToBytes(`claimlight copy\n${round}\n${id}`))).slice(0, 32)

/**
 * The number under which copies are written into a document: the same whoever makes them, and no window's. So what was copied can be told from what
 * was made there, and is known when it comes twice.
 */
export const copyNumber = (name: string): number => Number.parseInt(name.slice(0, 8), 16)

/** What stands in a set, as it goes on in another round; what points at an annotation of the set points at its copy. */
export function copiedAnnotations(annotations: readonly Annotation[], round: RoundId): readonly Annotation[] {
  const to = (id: AnnotationId): AnnotationId => copiedId(round, id)
  const featureTo = (value: FeatureValue): FeatureValue => (isReference(value) && value.kind === 'mention' ? {kind: 'mention', id: to(value.id)} : value)
  const featuresTo = (features: Features): Features => Object.fromEntries(Object.entries(features).map(([name, value]) => [name, featureTo(value)]))
  return annotations
    .filter(({removed}) => removed === undefined)
    .map(annotation => {
      const {features, said} = annotation
      // How it was said, too: that is what is written of it.
      const wordings = said && {said: said.map(wording => ({...wording, features: featuresTo(wording.features)}))}
      const copy = {...annotation, id: to(annotation.id), features: featuresTo(features), ...wordings}
      return copy.from === undefined ? copy : {...copy, from: to(copy.from), to: to(copy.to)}
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A registry as it goes on in another round, record by record, under the ids that annotations name. */
export function copiedRegistry(from: Y.Doc, number: number): Uint8Array {
  const copy = new Y.Doc()
  copy.clientID = number
  copy.transact(() => {
    for (const kind of ['entities', 'claims'])
      for (const [id, record] of from.getMap(kind))
        if (record instanceof Y.Map) copy.getMap(kind).set(id, new Y.Map(Object.entries(record.toJSON() as {readonly [field: string]: unknown})))
  })
  const update = Y.encodeStateAsUpdate(copy)
  copy.destroy()
  return update
}
