import type {Sentence, Value} from '../language/message.ts'
import {Message, message} from '../language/message.ts'
import type {DraftFields, DraftPart, PartId, PartKind, SchemaDraft} from './draft.ts'
import {draftParts, isRemoved, partsWithin, WHOLE, wholeFields} from './draft.ts'
import {formerHolders} from './former-holders.ts'
import {labelWordsTaken} from './label-words.ts'
import {keyHolders, keyTaken, shownLabel} from './draft-keys.ts'
import {parentNames, partsInTree} from './draft-tree.ts'
import {draftedSchema} from './drafted-schema.ts'
import {parseNewSchema} from './schema-file.ts'

/** What keeps a draft from being published, with its place, so that it stands beside the field. */
export type DraftProblem = {readonly part: PartId; readonly field?: string; readonly problem: Sentence}

type FieldProblem = {readonly field: string; readonly problem: Sentence}

/** All that is wrong with names, keys, labels and parents, each with its place; else the first of what a schema is refused for. Empty: it can be published. */
export function draftProblems(draft: SchemaDraft): readonly DraftProblem[] {
  const all = draftParts(draft)
  const parts = partsInTree(all).map(({part}) => part)
  const found = [...wholeProblems(draft, parts), ...partProblems(parts), ...(draft.origin.from === 'in-force' ? formerNames(all, parts) : [])]
  if (found.length > 0) return found
  const {schema, places} = draftedSchema(draft)
  const parsed = parseNewSchema(schema)
  return parsed.ok ? [] : [{part: partAt(parsed.error, places, parts), problem: parsed.error}]
}

function wholeProblems(draft: SchemaDraft, parts: readonly DraftPart[]): readonly DraftProblem[] {
  const {name} = wholeFields(draft)
  return [
    ...(isSaid(name) ? [] : [{part: WHOLE, field: 'name', problem: message('The schema has no name yet. Write one.')}]),
    ...(parts.length > 0 ? [] : [{part: WHOLE, field: 'layers', problem: message('There is no layer yet. Add one.')}]),
  ]
}

function partProblems(parts: readonly DraftPart[]): readonly DraftProblem[] {
  const holder = keyHolders(parts)
  const within = partsWithin(parts)
  const byId = new Map(parts.map(part => [part.id, part]))
  const wordsTaken = labelWordsTaken(parts)
  const before = new Set<PartId>()
  const names = new Map<PartId, Set<unknown>>()
  return parts.flatMap(part => {
    before.add(part.id)
    const {fields} = part
    const taken = names.get(part.in) ?? new Set()
    const isTaken = taken.has(fields.name)
    names.set(part.in, taken.add(fields.name))
    const other = holder(part)
    const found: readonly FieldProblem[] = [
      ...nameProblem(part.part, fields.name, isTaken),
      ...(isSaid(fields.label) ? [] : [{field: 'label', problem: message('It has no label yet. Write one.')}]),
      ...keyProblem(part),
      ...(other !== undefined && before.has(other.id) && typeof fields.key === 'string'
        ? [{field: 'key', problem: keyTaken(fields.key, other, byId.get(other.in)?.fields.kind === 'stances')}]
        : []),
      ...(part.part === 'feature' ? featureProblems(fields, within(part.id)) : []),
      ...(part.part === 'label' ? [...parentProblem(part, within(part.in)), ...wordsTaken(part).map(problem => ({field: 'label', problem}))] : []),
    ]
    return found.map(each => ({part: part.id, ...each}))
  })
}

/** What annotations say under a name that a part had would be read as the part that has it now. */
function formerNames(all: readonly DraftPart[], standing: readonly DraftPart[]): readonly DraftProblem[] {
  const formerHolder = formerHolders(all)
  return standing.flatMap(part => {
    const former = formerHolder(part)
    if (former === undefined) return []
    const label = shownLabel(former)
    const problem = isRemoved(former)
      ? message(
          'This name is that of “{label}”, which is taken out: what annotations say of that would be read as this. Give it another name, or bring “{label}” back.',
          {label},
        )
      : message('This name was that of “{label}”: what annotations say of that would be read as this. Give it another name.', {label})
    return [{part: part.id, field: 'name', problem}]
  })
}

const isSaid = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

/** Of layers and features, as annotations, files and other programs have them. */
export const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,199}$/

function nameProblem(part: PartKind, name: unknown, isTaken: boolean): readonly FieldProblem[] {
  const problem = !isSaid(name)
    ? message('It has no name yet. Write one.')
    : part !== 'label' && !PLAIN_NAME.test(name as string)
      ? message('A name begins with a letter from A to Z, and holds such letters, digits, - and _. Write it so.')
      : isTaken
        ? message('This name is taken already. Give it another.')
        : undefined
  return problem === undefined ? [] : [{field: 'name', problem}]
}

function keyProblem({part, fields: {key}}: DraftPart): readonly FieldProblem[] {
  const problem = keyFormProblem(part, typeof key === 'string' ? key : '')
  return problem === undefined ? [] : [{field: 'key', problem}]
}

/** Why something is no key for a part of that kind, whatever has it. */
export function keyFormProblem(part: PartKind, key: string): Sentence | undefined {
  if (key === '') return part === 'layer' ? message('A layer has a key. Write a letter from a to z.') : undefined
  if (part !== 'label') return /^[a-z]$/.test(key) ? undefined : message('This key is one letter from a to z. Write one.')
  return /^[\p{L}\p{N}]$/u.test(key) && key.length === 1 ? undefined : message('A key is one letter or digit, as one types it. Write one.')
}

function featureProblems({kind, to, min, max}: DraftFields, labels: readonly DraftPart[]): readonly FieldProblem[] {
  if (kind === 'choice' || kind === 'choices' || kind === 'stances') {
    if (labels.length === 0) return [{field: 'labels', problem: message('It has no labels yet. Add one.')}]
    if (labels.every(({fields}) => fields.retired === true))
      return [{field: 'labels', problem: message('All its labels are retired, so that there is nothing to choose. Keep one, or take the feature out.')}]
  }
  if (kind === 'reference' && !(Array.isArray(to) && to.length > 0))
    return [{field: 'to', problem: message('It points at nothing yet. Choose what it may point at.')}]
  if (kind === 'number' && typeof min === 'number' && typeof max === 'number' && min > max)
    return [{field: 'max', problem: message('The largest number is below the smallest. Exchange them.')}]
  return []
}

/** Labels that are kinds of each other, in a circle, or of one that is not there. */
function parentProblem({fields: {name, parent: said}}: DraftPart, labels: readonly DraftPart[]): readonly FieldProblem[] {
  if (said === undefined) return []
  const parents = parentsIn(labels)
  const parent = parents.get(name)
  if (parent === undefined) return [{field: 'parent', problem: message('The label that it stands under is not there any more. Choose another place for it.')}]
  const seen = new Set<unknown>()
  for (let at: unknown = parent; at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === name) return [{field: 'parent', problem: message('This label stands under itself. Choose another place for it.')}]
    seen.add(at)
  }
  return []
}

const parentsOf = new WeakMap<readonly DraftPart[], ReadonlyMap<unknown, unknown>>()

function parentsIn(labels: readonly DraftPart[]): ReadonlyMap<unknown, unknown> {
  const parents = parentsOf.get(labels) ?? parentsAmong(labels)
  parentsOf.set(labels, parents)
  return parents
}

function parentsAmong(labels: readonly DraftPart[]): ReadonlyMap<unknown, unknown> {
  const over = parentNames(labels)
  return new Map(labels.map(label => [label.fields.name, over(label)]))
}

/** The part that a problem is about: the innermost place that it names, and within a layer the feature that it names. */
function partAt(problem: Sentence, places: ReadonlyMap<string, PartId>, parts: readonly DraftPart[]): PartId {
  const [place = ''] = /^schema(?:\.layers\[\d+\](?:\.features\[\d+\](?:\.choices\[\d+\])?)?)?/.exec(named(problem, 'place') ?? '') ?? []
  const part = places.get(place) ?? WHOLE
  const feature = named(problem, 'feature')
  return parts.find(each => each.in === part && each.fields.name === feature)?.id ?? part
}

/** What stands in a place of a sentence, or of the problem told in it. */
function named(problem: Value | undefined, name: string): string | undefined {
  if (!(problem instanceof Message)) return undefined
  const {[name]: own, problem: inner} = problem.values
  return typeof own === 'string' ? own : named(inner, name)
}
