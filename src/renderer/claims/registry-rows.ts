import {inCodeUnits} from '../../core/code-unit-order.ts'
import {readType, typeLabel} from '../../core/schema/entity-types.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {pointerKey} from '../../core/annotation/pointers.ts'
import type {ClaimKind} from '../../core/registry/registry.ts'
import {otherNames} from '../../core/registry/registry.ts'
import type {Resolve} from '../../core/annotation/resolved-references.ts'
import type {RegistryUse} from '../../ipc/registry-api.ts'
import type {MergeableMap} from '../../project/mergeable-map.ts'
import type {Project} from '../../project/project.ts'
import type {Registry} from '../../project/registry.ts'
import {inCellOrder} from '../ui/cell-order.ts'
import {fold, foldedWords, holdsFolded} from '../ui/fold.ts'
import type {Sorting} from '../ui/data-table.tsx'
import {say} from '../ui/say.ts'

export const CLAIM_KINDS: readonly {readonly value: ClaimKind; readonly label: string}[] = [
  {value: 'factual', label: say('Factual')},
  {value: 'causal', label: say('Causal')},
  {value: 'prediction', label: say('Prediction')},
  {value: 'normative', label: say('Normative')},
  {value: 'evaluative', label: say('Evaluative')},
]

export type RegistryKind = 'entity' | 'claim' | 'topic'

/**
 * One row of the registry's table. `isRemoved`: it was taken out and can be brought back. How often it is pointed at is `undefined`
 * until the hub has counted, and while a round keeps others' work closed.
 */
export type RegistryRow = {
  readonly id: string
  readonly name: string
  /** Of an entity its type, of a claim its kind; empty for none. */
  readonly type: string
  /** What that is called; empty where nobody said it. */
  readonly typeWords: string
  readonly others: readonly string[]
  readonly wikidata: string
  readonly mentions: number | undefined
  readonly articles: number | undefined
  readonly isRemoved: boolean
}

export type RegistryFilter = {readonly query: string; readonly type: string; readonly state: 'all' | 'unused' | 'removed'}

type Use = {readonly mentions: number; readonly articles: number}
const UNUSED: Use = {mentions: 0, articles: 0}
const UNCOUNTED = {mentions: undefined, articles: undefined}

/** How often each is pointed at, what was merged into it too. */
export function usesOf(use: RegistryUse, resolve: Resolve): ReadonlyMap<string, Use> {
  const found = new Map<string, {mentions: number; readonly articles: Set<number>}>()
  for (const {kind, id, mentions, articles} of use.uses) {
    const key = pointerKey({kind, id: resolve(kind, id)})
    const counted = found.get(key) ?? {mentions: 0, articles: new Set()}
    found.set(key, counted)
    counted.mentions += mentions
    for (const article of articles) counted.articles.add(article)
  }
  return new Map([...found].map(([key, {mentions, articles}]) => [key, {mentions, articles: articles.size}]))
}

export function registryRows(
  {project, registry}: {readonly project: Project; readonly registry: Registry},
  kind: RegistryKind,
  uses: ReadonlyMap<string, Use> | undefined,
): readonly RegistryRow[] {
  const {entities, claims} = registry
  const countOf = (id: string) => (uses === undefined ? UNCOUNTED : (uses.get(pointerKey({kind, id})) ?? UNUSED))
  if (kind === 'entity')
    return withRemoved(entities).map(([entity, isRemoved]) => ({
      id: entity.id,
      name: entity.name,
      type: readType(project.schema(), entity.type),
      typeWords: typeLabel(project.schema(), entity.type) ?? '',
      others: otherNames(entity, entities.mergedInto(entity.id)),
      wikidata: entity.wikidata ?? '',
      ...countOf(entity.id),
      isRemoved,
    }))
  if (kind === 'claim')
    return withRemoved(claims).map(([claim, isRemoved]) => ({
      id: claim.id,
      name: claim.text,
      type: claim.kind ?? '',
      typeWords: CLAIM_KINDS.find(({value}) => value === claim.kind)?.label ?? '',
      others: claim.about.flatMap(id => entities.standing(entities.rootOf(id))?.name ?? []),
      wikidata: '',
      ...countOf(claim.id),
      isRemoved,
    }))
  return withRemoved(project.topics).map(([{id, name}, isRemoved]) => ({
    id,
    name,
    type: '',
    typeWords: '',
    others: [],
    wikidata: '',
    ...countOf(id),
    isRemoved,
  }))
}

/** Those that are listed, and those that were taken out and can be brought back. */
function withRemoved<T extends {readonly id: string}>(records: MergeableMap<T>): readonly (readonly [T, boolean])[] {
  const removed = records.removed().filter(({id}) => records.rootOf(id) === id)
  return [...records.all().map(each => [each, false] as const), ...removed.map(each => [each, true] as const)]
}

export function filteredRows(rows: readonly RegistryRow[], {query, type, state}: RegistryFilter): readonly RegistryRow[] {
  const words = foldedWords(query)
  return rows.filter(row => {
    if (row.isRemoved !== (state === 'removed') || (state === 'unused' && row.mentions !== 0) || (type !== '' && row.type !== type)) return false
    const known = fold([row.name, ...row.others, row.wikidata].join(' '))
    return words.every(word => holdsFolded(known, word))
  })
}

/** By a column; by name, then by id, where that says nothing. */
export function sortedRows(rows: readonly RegistryRow[], {column, descending}: Sorting): readonly RegistryRow[] {
  const of = (row: RegistryRow): string | number => {
    if (column === 'mentions' || column === 'articles') return row[column] ?? -1
    if (column === 'type') return row.typeWords
    if (column === 'wikidata') return row.wikidata
    return column === 'others' ? row.others.join(', ') : row.name
  }
  return [...rows].sort((a, b) => (descending ? -1 : 1) * inCellOrder(of(a), of(b)) || inCellOrder(a.name, b.name) || inCodeUnits(a.id, b.id))
}

/** Everything that stands for one row: itself, and what was merged into it. */
export function pointersFor(records: MergeableMap<{readonly id: string}>, kind: RegistryKind, id: string): readonly Pointer[] {
  return [id, ...[...records.roots()].flatMap(([one, root]) => (root === id && one !== id ? [one] : []))].map(each => ({kind, id: each}))
}
