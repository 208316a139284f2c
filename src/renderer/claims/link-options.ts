import type {Creation} from '../ui/combobox.tsx'
import type {Option} from '../ui/option-search.ts'
import type {Workspace} from '../state/workspace.ts'
import {entitiesLike, entityOption, namesOf} from './entity-options.ts'
import {isNamed} from './registry-acts.ts'

/** Entities that share a name part with the words, then a new one of their name unless there is one, then the other entities. */
export function linkOptions(
  workspace: Workspace,
  quote: string,
  creations: readonly Creation[],
): {readonly options: readonly Option[]; readonly offers: ReadonlyMap<string, () => void>} {
  const {alike, others} = entitiesLike(workspace, quote)
  const isThere = alike.some(entity => isNamed({name: entity.name, aliases: namesOf(workspace, entity)}, quote))
  const offered = isThere ? [] : creations.map((creation, at) => ({id: `new:${at}`, creation}))
  return {
    options: [
      ...alike.map(entity => entityOption(workspace, entity)),
      ...offered.map(({id, creation: {label, detail}}) => ({id, label: label(quote), ...(detail !== undefined && {detail})})),
      ...others.map(entity => entityOption(workspace, entity)),
    ],
    offers: new Map(offered.map(({id, creation}) => [id, () => creation.create(quote)])),
  }
}
