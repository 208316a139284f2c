import type {Holder, Reference, Target} from '../../core/annotation/annotation.ts'
import type {Resolve} from '../../core/annotation/resolved-references.ts'
import type {MergeableMap} from '../../project/mergeable-map.ts'
import type {Project} from '../../project/project.ts'
import type {Registry} from '../../project/registry.ts'
import {say} from '../ui/say.ts'

/** How entities, claims and topics are called on screen; something removed since still has a name to show. */
export type Names = {
  target(target: Target): string
  holder(holder: Holder): string
  reference(reference: Reference, quoteOf: (id: string) => string | undefined): string
  readonly resolve: Resolve
}

/** What an id stands for now, where records were merged. */
export const resolveIn =
  ({topics}: Project, {entities, claims}: Registry): Resolve =>
  (kind, id) =>
    (kind === 'topic' ? topics : kind === 'entity' ? entities : claims).rootOf(id)

function shown<T extends {readonly id: string}>(records: MergeableMap<T>, id: string, nameOf: (record: T) => string): string | undefined {
  const root = records.rootOf(id)
  const record = records.standing(root)
  if (record === undefined) return undefined
  return records.get(root) === undefined ? say('{name} (removed)', {name: nameOf(record)}) : nameOf(record)
}

export function names(project: Project, registry: Registry): Names {
  const entity = (id: string): string => shown(registry.entities, id, ({name}) => name) ?? say('unknown entity')
  const claim = (id: string): string => shown(registry.claims, id, ({text}) => text) ?? say('unknown claim')
  return {
    resolve: resolveIn(project, registry),
    target: target => {
      if (target.kind === 'entity') return entity(target.id)
      return target.kind === 'claim' ? claim(target.id) : (shown(project.topics, target.id, ({name}) => name) ?? say('unknown topic'))
    },
    holder: holder => (holder.kind === 'outlet' ? say('the outlet') : entity(holder.id)),
    reference: (reference, quoteOf) => {
      switch (reference.kind) {
        case 'entity':
          return entity(reference.id)
        case 'claim':
          return claim(reference.id)
        case 'mention':
          return quoteOf(reference.id) ?? say('a removed annotation')
        case 'unnamed':
          return say('an unnamed source')
        case 'none':
          return say('nobody')
        default:
          return reference satisfies never
      }
    },
  }
}
