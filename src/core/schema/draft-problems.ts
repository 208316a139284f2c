import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {DraftPart, PartId, SchemaDraft} from './draft.ts'
import {draftParts, inDraftOrder, isRemoved, WHOLE} from './draft.ts'
import {draftedSchema} from './drafted-schema.ts'
import {parseNewSchema} from './schema-file.ts'

/** What keeps a draft from being published, with its place, so that it stands beside the field. */
export type DraftProblem = {readonly part: PartId; readonly field?: string; readonly problem: Sentence}

/** All that is wrong with names, keys and parents, each with its place; else the first of what a schema is refused for. Empty: it can be published. */
export function draftProblems(draft: SchemaDraft): readonly DraftProblem[] {
  const parts = draftParts(draft)
    .filter(part => !isRemoved(part))
    .sort(inDraftOrder)
  const found = [WHOLE, ...parts.map(({id}) => id)].flatMap(id => problemsWithin(parts.filter(part => part.in === id)))
  if (found.length > 0) return found
  const {schema, places} = draftedSchema(draft)
  const parsed = parseNewSchema(schema)
  return parsed.ok ? [] : [{part: partAt(`${parsed.error}`, places, parts), problem: parsed.error}]
}

/** Of what stands beside each other: layers, features of a layer, or labels of a feature. */
function problemsWithin(parts: readonly DraftPart[]): readonly DraftProblem[] {
  return [
    ...doubled(parts, 'name', () => message('This name is taken already. Give it another.')),
    ...doubled(parts, 'key', key => message('The key {key} is taken already. Choose another.', {key})),
    ...parts.flatMap(({id, fields}) => (isSaid(fields.label) ? [] : [{part: id, field: 'label', problem: message('It has no label yet. Write one.')}])),
    ...inCircles(parts),
  ]
}

const isSaid = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

function doubled(parts: readonly DraftPart[], field: 'name' | 'key', problem: (value: string) => Message): readonly DraftProblem[] {
  const seen = new Set<string>()
  return parts.flatMap(({id, fields}) => {
    const value = fields[field]
    if (typeof value !== 'string') return []
    const same = field === 'key' ? value.toLowerCase() : value
    return seen.size === seen.add(same).size ? [{part: id, field, problem: problem(value)}] : []
  })
}

/** Labels that are kinds of each other, in a circle. */
function inCircles(labels: readonly DraftPart[]): readonly DraftProblem[] {
  const parents = new Map(labels.map(({fields}) => [fields.name, fields.parent]))
  return labels.flatMap(({id, fields}) => {
    const seen = new Set<unknown>()
    for (let at = fields.parent; at !== undefined && !seen.has(at); at = parents.get(at)) {
      if (at === fields.name) return [{part: id, field: 'parent', problem: message('This label stands under itself. Choose another place for it.')}]
      seen.add(at)
    }
    return []
  })
}

/** The part that a sentence is about: the innermost place that it begins with, and within a layer the feature that it names. */
function partAt(sentence: string, places: ReadonlyMap<string, PartId>, parts: readonly DraftPart[]): PartId {
  const [place = ''] = /^schema(?:\.layers\[\d+\](?:\.features\[\d+\](?:\.choices\[\d+\])?)?)?/.exec(sentence) ?? []
  const part = places.get(place) ?? WHOLE
  const [, feature] = /the feature (\S+) /.exec(sentence) ?? []
  return parts.find(each => each.in === part && each.fields.name === feature)?.id ?? part
}
