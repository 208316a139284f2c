import type {AnnotatorId} from '../annotation/annotation.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import {bestAlignment} from './gamma/best-alignment.ts'
import {COMBINED} from './gamma/dissimilarity.ts'
import {MOST_UNITS} from './gamma/gamma.ts'
import type {Mark, MarkedText} from './marks.ts'
import {inTextOrder} from './marks.ts'
import {placeKey} from './place-key.ts'
import {edgesOf, sharedPart} from './span-agreement.ts'

/** When marks of several annotators are taken for the same: the same words, words of which they share a part (intersection by union), or what γ aligns. */
export type Matching = {readonly by: 'exact'} | {readonly by: 'overlap'; readonly least: number} | {readonly by: 'gamma'}

export const matchingName = (matching: Matching): string => (matching.by === 'overlap' ? `overlap:${matching.least}` : matching.by)

/** Marks that are taken for the same, one at most of each annotator. */
export type MarkGroup = ReadonlyMap<AnnotatorId, Mark>

/** All marks of a text, each in one group, in text order. */
export function groupsIn({title, marks}: MarkedText, matching: Matching): Result<readonly MarkGroup[]> {
  switch (matching.by) {
    case 'exact':
      return ok(samePlaces(marks))
    case 'overlap':
      return ok(byOverlap(samePlaces(marks), matching.least))
    case 'gamma':
      return aligned(title, marks)
    default:
      return matching satisfies never
  }
}

function samePlaces(marks: MarkedText['marks']): readonly MarkGroup[] {
  const groups = new Map<string, Map<AnnotatorId, Mark>>()
  for (const [annotator, own] of marks)
    for (const mark of own) {
      const key = placeKey(mark)
      const known = groups.get(key)
      if (known === undefined) groups.set(key, new Map([[annotator, mark]]))
      else known.set(annotator, mark)
    }
  return inOrder(groups.values())
}

const firstOf = (group: MarkGroup): Mark => group.values().next().value as Mark
const inOrder = (groups: Iterable<MarkGroup>): readonly MarkGroup[] => [...groups].sort((a, b) => inTextOrder(firstOf(a), firstOf(b)))

/**
 * Groups are joined whose marks share the most, first to last, as long as none gets two marks of one annotator and each two marks of it share so much. Of pairs that
 * share as much the earlier in the text comes first, so that nobody’s place among the annotators matters.
 */
function byOverlap(places: readonly MarkGroup[], least: number): readonly MarkGroup[] {
  const spans = places.map(firstOf)
  const pairs = edgesOf(spans, spans, (a, b) => (a === b ? 0 : sharedPart(a, b)))
    .filter(({a, b, worth}) => a < b && worth >= least)
    .sort((x, y) => y.worth - x.worth || x.a - y.a || x.b - y.b)
  const groups: (MarkGroup | undefined)[] = [...places]
  const groupAt = places.map((_, at) => at)
  const members = places.map((_, at) => [at])
  for (const {a, b} of pairs) {
    const [into, from] = [groupAt[a] as number, groupAt[b] as number]
    const [one, other] = [groups[into], groups[from]]
    if (into === from || one === undefined || other === undefined) continue
    if ([...other.keys()].some(annotator => one.has(annotator))) continue
    const [own, joining] = [members[into] as number[], members[from] as number[]]
    if (!own.every(x => joining.every(y => sharedPart(spans[x] as Mark, spans[y] as Mark) >= least))) continue
    groups[into] = new Map([...one, ...other])
    groups[from] = undefined
    for (const member of joining) groupAt[member] = into
    own.push(...joining)
  }
  return inOrder(groups.filter(group => group !== undefined))
}

/** By γ’s best alignment of places alone. What stands between two parts of a mark counts as marked there. */
function aligned(title: string, marks: MarkedText['marks']): Result<readonly MarkGroup[]> {
  const annotators = [...marks.keys()]
  if (annotators.length < 2) return ok(samePlaces(marks))
  const count = [...marks.values()].reduce((sum, own) => sum + own.length, 0)
  const units = annotators.map(annotator => (marks.get(annotator) ?? []).map(mark => ({start: mark.start, end: mark.end, label: '', mark})))
  const best = count > MOST_UNITS ? undefined : bestAlignment(units, COMBINED)
  if (best === undefined)
    return refused(
      message('{name} has {count, number} annotations, too many or too many over each other to be matched by γ. Match by exact words or by overlap.', {
        name: title,
        count,
      }),
    )
  return ok(
    inOrder(
      best.groupings.map(
        grouping => new Map(grouping.units.map(({unit, annotator}) => [annotators[annotator] as AnnotatorId, (unit as (typeof units)[number][number]).mark])),
      ),
    ),
  )
}
