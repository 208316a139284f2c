import type {Act, Annotation, ArticleAnnotation, Reference, Stance} from '../core/annotation/annotation.ts'
import type {Selector} from '../core/annotation/selector.ts'

/*
 * What of a record is as we write it is told here at a glance: an export or a check reads hundreds of thousands. `undefined` says nothing against the rest; the shapes of
 * `annotation-record.ts` decide about it.
 */

type Plain = {readonly [field: string]: unknown}
type Fields = Omit<ArticleAnnotation, 'id' | 'features' | 'selector' | 'from' | 'to'>

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

const ORIGINS: ReadonlySet<unknown> = new Set<Annotation['origin']>(['human', 'propagated', 'suggested-accepted', 'suggested-edited'])
const isOrigin = (value: unknown): value is Annotation['origin'] => ORIGINS.has(value)

/** The fields of an annotation but for where it is, that nobody has edited since but for its labels, and nobody has removed. */
export function plainFields(plain: Plain): Fields | undefined {
  if ('removed' in plain || 'confidence' in plain || 'stillRight' in plain) return undefined
  const {by, at, layer, origin, schemaVersion, editedBy, editedAt} = plain
  if (!isText(by) || !isNumber(at) || !isText(layer) || !isOrigin(origin) || !isWhole(schemaVersion)) return undefined
  if (!('editedBy' in plain) && !('editedAt' in plain)) return {layer, origin, schemaVersion, by, at}
  return isText(editedBy) && isNumber(editedAt) ? {layer, origin, schemaVersion, by, at, editedBy, editedAt} : undefined
}

export function plainSelector(value: unknown): Selector | undefined {
  if (!isPlain(value)) return undefined
  const {start, end, quote, prefix, suffix} = value
  if (Object.keys(value).length !== 5) return undefined
  if (!isWhole(start) || !isWhole(end) || start < 0 || end <= 0 || !isText(quote) || !isText(prefix) || !isText(suffix)) return undefined
  return {start, end, quote, prefix, suffix}
}

export function plainReference(value: unknown): Reference | undefined {
  if (!isPlain(value)) return undefined
  const {kind, id} = value
  if (kind === 'unnamed' || kind === 'none') return {kind}
  return (kind === 'entity' || kind === 'claim' || kind === 'mention') && isText(id) ? {kind, id} : undefined
}

/** A stance that stands. */
export function plainStance(value: unknown): Stance | undefined {
  if (!isPlain(value) || 'removed' in value) return undefined
  const {id, value: label} = value
  const [act, holder, target] = [plainAct(value), plainHolder(value.holder), plainTarget(value.target)]
  return act !== undefined && holder !== undefined && target !== undefined && isText(id) && isText(label)
    ? {...act, id, holder, target, value: label}
    : undefined
}

const plainAct = ({by, at}: Plain): Act | undefined => (isText(by) && isNumber(at) ? {by, at} : undefined)

function plainHolder(value: unknown): Stance['holder'] | undefined {
  if (!isPlain(value)) return undefined
  const {kind, id} = value
  if (kind === 'outlet') return {kind}
  return kind === 'entity' && isText(id) ? {kind, id} : undefined
}

function plainTarget(value: unknown): Stance['target'] | undefined {
  if (!isPlain(value)) return undefined
  const {kind, id} = value
  return (kind === 'entity' || kind === 'claim' || kind === 'topic') && isText(id) ? {kind, id} : undefined
}
