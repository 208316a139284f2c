import type {Holder, Reference, Target} from '../../core/annotation.ts'
import type {Project} from '../../project/project.ts'
import type {Registry} from '../../project/registry.ts'

/** How entities, claims and topics are called on screen; something deleted since still has a name to show. */
export type Names = {
  target(target: Target): string
  holder(holder: Holder): string
  reference(reference: Reference, quoteOf: (id: string) => string | undefined): string
}

export function names(project: Project, registry: Registry): Names {
  const entity = (id: string): string => registry.entities.get(id)?.name ?? 'unknown entity'
  const claim = (id: string): string => registry.claims.get(id)?.text ?? 'unknown claim'
  return {
    target: target => {
      if (target.kind === 'entity') return entity(target.id)
      return target.kind === 'claim' ? claim(target.id) : (project.topics.get(target.id)?.name ?? 'unknown topic')
    },
    holder: holder => (holder.kind === 'outlet' ? 'the outlet' : entity(holder.id)),
    reference: (reference, quoteOf) => {
      switch (reference.kind) {
        case 'entity':
          return entity(reference.id)
        case 'claim':
          return claim(reference.id)
        case 'mention':
          return quoteOf(reference.id) ?? 'a removed annotation'
        case 'unnamed':
          return 'an unnamed source'
        case 'none':
          return 'nobody'
        default:
          return reference satisfies never
      }
    },
  }
}
