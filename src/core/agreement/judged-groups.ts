import type {AnnotationId, AnnotatorId} from '../annotation/annotation.ts'
import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Layer, Schema} from '../schema/schema.ts'
import {kindOfLayer} from '../schema/schema.ts'
import type {JudgedText, Judgement} from './judgement.ts'
import type {Matching} from './mark-groups.ts'
import {groupsIn} from './mark-groups.ts'
import {markedText} from './marks.ts'

/** What several annotators said of the same: marks that are matched, relations whose ends are, or an article. What one said several times of it is together. */
export type JudgedGroup = {readonly text: JudgedText; readonly members: ReadonlyMap<AnnotatorId, readonly Judgement[]>}

/** All that was said in a layer, each once, in the order of texts and of places in them. Yields the part that is done. */
export function* judgedGroups(
  schema: Schema,
  texts: readonly JudgedText[],
  layer: Layer,
  matching: Matching,
): Generator<number, Result<readonly JudgedGroup[]>> {
  const groups: JudgedGroup[] = []
  for (const [at, text] of texts.entries()) {
    const own = groupsInText(schema, text, layer, matching)
    if (!own.ok) return own
    groups.push(...own.value)
    yield (at + 1) / texts.length
  }
  return ok(groups)
}

function groupsInText(schema: Schema, text: JudgedText, layer: Layer, matching: Matching): Result<readonly JudgedGroup[]> {
  const kind = kindOfLayer(layer)
  switch (kind) {
    case 'span':
      return markGroups(text, layer.name, matching)
    case 'article':
      return ok(articleGroup(text, layer.name))
    case 'relation':
      return relationGroups(schema, text, layer.name, matching)
    default:
      return kind satisfies never
  }
}

function markGroups(text: JudgedText, layer: string, matching: Matching): Result<readonly JudgedGroup[]> {
  const groups = groupsIn(markedText(text, layer), matching)
  return groups.ok ? ok(groups.value.map(group => ({text, members: new Map([...group].map(([annotator, {said}]) => [annotator, said]))}))) : groups
}

function articleGroup(text: JudgedText, layer: string): readonly JudgedGroup[] {
  const members = new Map<AnnotatorId, readonly Judgement[]>()
  for (const [annotator, said] of text.readers) {
    const own = said.filter(each => each.layer === layer)
    if (own.length > 0) members.set(annotator, own)
  }
  return members.size === 0 ? [] : [{text, members}]
}

/** Relations are the same whose ends are matched, the first to the first. One that lacks an end is in none. */
function relationGroups(schema: Schema, text: JudgedText, layer: string, matching: Matching): Result<readonly JudgedGroup[]> {
  const ends = endsIn(schema, text, matching)
  if (!ends.ok) return ends
  const groups = new Map<string, Map<AnnotatorId, Judgement[]>>()
  for (const [annotator, said] of text.readers)
    for (const judgement of said) {
      if (judgement.layer !== layer) continue
      const [from, to] = [judgement.from, judgement.to].map(id => ends.value.get(endKey(annotator, id ?? '')))
      if (from === undefined || to === undefined) continue
      const key = `${from} ${to}`
      const group = groups.get(key) ?? new Map<AnnotatorId, Judgement[]>()
      groups.set(key, group)
      group.set(annotator, [...(group.get(annotator) ?? []), judgement])
    }
  return ok([...groups.values()].map(members => ({text, members})))
}

const endKey = (annotator: AnnotatorId, id: AnnotationId): string => JSON.stringify([annotator, id])

/** In which group each annotation of a text is that a relation may go from or to. */
function endsIn(schema: Schema, text: JudgedText, matching: Matching): Result<ReadonlyMap<string, number>> {
  const places = new Map<string, number>()
  let group = 0
  for (const layer of schema.layers) {
    if (kindOfLayer(layer) === 'relation') continue
    const groups = groupsInText(schema, text, layer, matching)
    if (!groups.ok) return groups
    for (const {members} of groups.value) {
      for (const [annotator, said] of members) for (const {id} of said) places.set(endKey(annotator, id), group)
      group++
    }
  }
  return ok(places)
}
