import type {Entity} from '../../core/registry/registry.ts'
import {sharesLetters} from '../../core/text/name-part.ts'
import type {Creation} from '../ui/combobox.tsx'
import type {Option} from '../ui/option-search.ts'
import type {Workspace} from '../state/workspace.ts'
import {entitiesLike, entityOption, namesOf} from './entity-options.ts'
import {isNamed} from './registry-acts.ts'

/**
 * Entities that share a name part with the words, then a new one of their name unless there is one, then such as only look alike (without accents, points or
 * vowel signs), then the other entities: what comes first is what Enter takes.
 */
export function linkOptions(
  workspace: Workspace,
  quote: string,
  creations: readonly Creation[],
): {readonly options: readonly Option[]; readonly offers: ReadonlyMap<string, () => void>} {
  const {alike, others} = entitiesLike(workspace, quote)
  const allNames = (entity: Entity): readonly string[] => [entity.name, ...namesOf(workspace, entity)]
  const isThere = alike.some(entity => isNamed({name: entity.name, aliases: namesOf(workspace, entity)}, quote))
  const sharing = alike.filter(entity => allNames(entity).some(name => sharesLetters(name, quote)))
  const lookalike = alike.filter(entity => !sharing.includes(entity))
  const offered = isThere ? [] : creations.map((creation, at) => ({id: `new:${at}`, creation}))
  const option = (entity: Entity): Option => entityOption(workspace, entity)
  return {
    options: [
      ...sharing.map(option),
      ...offered.map(({id, creation: {label, detail}}) => ({id, label: label(quote), ...(detail !== undefined && {detail})})),
      ...lookalike.map(option),
      ...others.map(option),
    ],
    offers: new Map(offered.map(({id, creation}) => [id, () => creation.create(quote)])),
  }
}
