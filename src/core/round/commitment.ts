import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, concatBytes, utf8ToBytes} from '@noble/hashes/utils.js'
import * as z from 'zod'
import type {Annotation, Features, FeatureValue, Wording} from '../annotation/annotation.ts'
import {isLabels, isStances} from '../annotation/annotation.ts'
import type {ReadMark} from '../article/article-label.ts'
import type {ArticleId} from '../article/article.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {RoundId} from './owner.ts'
import {asNamedThen} from './names-then.ts'
import type {Finish} from './worklist.ts'

/** What an annotator says on one article. */
export type SaidOn = {readonly article: ArticleId; readonly annotations: readonly Annotation[]; readonly readMarks: Iterable<ReadMark>}

/**
 * What stands in an annotator's set, as one text that is the same wherever it is made, after a merge in any order. JSON without spaces, the keys of each object in the order of their code units, annotations and stances in that of their ids, labels in
 * their own. What is marked as removed is not in it, nor under which of her names she wrote, nor the words around a quote, which follow from the text.
 */
export const canonicalSet = ({article, annotations, readMarks}: SaidOn): string =>
  canonical([
    'claimlight-set',
    1,
    article,
    annotations
      .filter(({removed}) => removed === undefined)
      .sort((a, b) => inCodeUnits(a.id, b.id))
      .map(said),
    [...readMarks].map(({state, at}) => ({at, state})).sort((a, b) => a.at - b.at || inCodeUnits(a.state, b.state)),
  ])

/** SHA-256 of the nonce and then the text in UTF-8, in hex. Without the nonce nobody can try what it may have been made of. */
export const commitmentTo = (said: SaidOn, nonce: Uint8Array): string => bytesToHex(sha256(concatBytes(nonce, utf8ToBytes(canonicalSet(said)))))

/** Whether a set is what was finished. `nonce`: 32 bytes in base64url; anything else made no commitment. */
export const isSealed = (said: SaidOn, {commitment, named = []}: Pick<Finish, 'commitment' | 'named'>, nonce: string): boolean =>
  NONCE.test(nonce) && commitmentTo({...said, annotations: asNamedThen(said.annotations, named)}, z.core.util.base64urlToUint8Array(nonce)) === commitment

export const NONCE = /^[\w-]{43}$/

/** What is signed when somebody finishes an article. */
export const finishText = (projectId: string, round: RoundId, finish: Pick<Finish, 'article' | 'commitment' | 'by' | 'at' | 'signedAs'>): string => {
  const {article, commitment, by, at, signedAs} = finish
  return JSON.stringify(['claimlight', 'finish', signedAs?.project ?? projectId, round, article, commitment, at, signedAs?.by ?? by])
}

function said(annotation: Annotation): object {
  const {by: _by, editedBy: _editedBy, removed: _removed, layer, features, said: wordings, selector, ...rest} = annotation
  const {prefix: _prefix, suffix: _suffix, ...words} = selector ?? {}
  const own = inOwnWords(annotation.schemaVersion, wordings ?? [{version: annotation.schemaVersion, layer, features}])
  return {...rest, ...(selector && {selector: words}), ...own}
}

/** As it was said, whatever the schema in force reads that as. */
function inOwnWords(made: number, wordings: readonly Wording[]): object {
  const said = wordings.map(({version, layer, features}) => ({version, layer, features: featuresInOrder(features)}))
  const [first, ...later] = said
  return first?.version === made && later.length === 0 ? {layer: first.layer, features: first.features} : {said}
}

const featuresInOrder = (features: Features): object => Object.fromEntries(Object.entries(features).map(([name, value]) => [name, inOrder(value)]))

function inOrder(value: FeatureValue): unknown {
  if (isStances(value)) return [...value].sort((a, b) => inCodeUnits(a.id, b.id)).map(({by: _by, ...stance}) => stance)
  return isLabels(value) ? [...value].sort(inCodeUnits) : value
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${fields
    .sort(([a], [b]) => inCodeUnits(a, b))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join(',')}}`
}
