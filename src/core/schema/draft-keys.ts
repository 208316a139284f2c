import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {DraftPart, PartId} from './draft.ts'
import {inDraftOrder, isRemoved, partsWithin, renamed} from './draft.ts'

/** Where a key is heard: everywhere in the text, or only while an annotation of a layer is selected, or while a field has the focus. */
type Reach = {readonly everywhere: boolean; readonly layer?: PartId; readonly feature?: PartId}

/** Finds what has a key already where that of a part is heard. `key`: another one than it has. */
export type KeyHolder = (part: DraftPart, key?: string) => DraftPart | undefined

/** Of all parts that stand: those that come first have the key. */
export function keyHolders(parts: readonly DraftPart[]): KeyHolder {
  const standing = parts.filter(part => !isRemoved(part)).sort(inDraftOrder)
  const byId = new Map(standing.map(part => [part.id, part]))
  const holders = new Map<string, DraftPart[]>()
  const primaries = primariesAmong(standing)
  const reachOf = (part: DraftPart): Reach => reachIn(part, byId, primaries)
  const reaches = new Map(standing.map(part => [part.id, reachOf(part)]))
  for (const part of standing) {
    const key = keyOf(part)
    if (key === undefined) continue
    const others = holders.get(key)
    if (others === undefined) holders.set(key, [part])
    else others.push(part)
  }
  return (part, key = keyOf(part)) => {
    if (key === undefined) return undefined
    const reach = reachOf(part)
    return holders.get(key.toLowerCase())?.find(other => other.id !== part.id && isHeardBeside(reach, reaches.get(other.id) ?? NOWHERE, part, other))
  }
}

const NOWHERE: Reach = {everywhere: false}

const keyOf = ({fields: {key}}: DraftPart): string | undefined => (typeof key === 'string' && key !== '' ? key.toLowerCase() : undefined)

function reachIn(part: DraftPart, byId: ReadonlyMap<PartId, DraftPart>, primaries: ReadonlySet<PartId>): Reach {
  if (part.part === 'layer') return {everywhere: true}
  if (part.part === 'feature') return {everywhere: false, layer: part.in}
  const feature = byId.get(part.in)
  if (feature === undefined) return NOWHERE
  if (feature.fields.kind === 'stances') return {everywhere: true, feature: feature.id}
  return {everywhere: false, feature: feature.id, ...(primaries.has(feature.id) && {layer: feature.in})}
}

/** Of each layer the feature that digits set. */
function primariesAmong(standing: readonly DraftPart[]): ReadonlySet<PartId> {
  const within = partsWithin(standing)
  return new Set(
    standing.flatMap(({part, id, fields: {primary}}) => {
      if (part !== 'layer' || primary === undefined) return []
      const features = within(id)
      const name = renamed(features).get(primary) ?? primary
      return features.flatMap(feature => (feature.fields.name === name ? [feature.id] : []))
    }),
  )
}

/** Two lists of stances may have the same one, with its key. */
function isHeardBeside(one: Reach, other: Reach, part: DraftPart, beside: DraftPart): boolean {
  if (one.feature !== undefined && one.feature === other.feature) return true
  if (one.layer !== undefined && one.layer === other.layer) return true
  if (one.everywhere && other.everywhere) return part.part === 'layer' || beside.part === 'layer'
  return (one.everywhere && other.layer !== undefined) || (other.everywhere && one.layer !== undefined)
}

/** That a key is taken, and what has it. */
export function keyTaken(key: string, holder: DraftPart, isStance: boolean): Message {
  const label = shownLabel(holder)
  if (holder.part === 'layer') return message('The key {key} is taken already: it marks “{label}”. Choose another.', {key, label})
  if (holder.part === 'feature') return message('The key {key} is taken already: it goes to “{label}”. Choose another.', {key, label})
  if (isStance) return message('The key {key} is taken already: it takes the stance “{label}”. Choose another.', {key, label})
  return message('The key {key} is taken already: it chooses “{label}”. Choose another.', {key, label})
}

/** As it is called, or how it is named where it is called nothing yet. */
export const shownLabel = ({fields: {label, name}}: Pick<DraftPart, 'fields'>): string =>
  [label, name].find((each): each is string => typeof each === 'string' && each.trim() !== '') ?? ''
