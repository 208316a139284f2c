import {typeLabel} from '../../core/schema/entity-types.ts'
import {likeness} from '../../core/text/name-part.ts'
import type {Entity} from '../../core/registry/registry.ts'
import {otherNames} from '../../core/registry/registry.ts'
import type {Option} from '../ui/option-search.ts'
import type {Workspace} from '../state/workspace.ts'

export const namesOf = ({registry}: Workspace, entity: Entity): readonly string[] => otherNames(entity, registry.entities.mergedInto(entity.id))

/** An entity in a list of choices: its name, what it is, and the other names by which it is found. */
export function entityOption(workspace: Workspace, entity: Entity): Option {
  const detail = typeLabel(workspace.project.schema(), entity.type)
  return {id: `entity:${entity.id}`, label: entity.name, keywords: namesOf(workspace, entity), ...(detail !== undefined && {detail})}
}

/** Entities by how much their names have in common with these words, the most first; those without anything in common apart. */
export function entitiesLike(workspace: Workspace, words: string): {readonly alike: readonly Entity[]; readonly others: readonly Entity[]} {
  const ranked = workspace.registry.entities
    .all()
    .map(entity => ({entity, rank: Math.max(...[entity.name, ...namesOf(workspace, entity)].map(name => likeness(name, words)))}))
    .sort((a, b) => b.rank - a.rank || a.entity.name.localeCompare(b.entity.name))
  return {alike: ranked.filter(({rank}) => rank > 0).map(({entity}) => entity), others: ranked.filter(({rank}) => rank === 0).map(({entity}) => entity)}
}
