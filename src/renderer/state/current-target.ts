import type {Target} from '../../core/annotation/annotation.ts'
import type {Project} from '../../project/project.ts'
import type {Registry} from '../../project/registry.ts'
import type {Preferences} from './preferences.ts'
import type {Store} from './store.ts'
import type {View} from './view.ts'

type Known = {readonly preferences: Store<Preferences>; readonly project: Project; readonly registry: Registry}

/** What stances are taken towards now, remembered for each project. */
export interface CurrentTarget {
  set(target: Target | undefined): void
  /** What is in her own registry alone is nothing to name in others' work. */
  dropUnknown(): void
}

export function currentTarget(given: Known & {readonly view: Store<View>; readonly projectId: () => string; readonly changed: () => void}): CurrentTarget {
  const {view, preferences, registry} = given
  return {
    set: target => {
      view.update(before => ({...before, target}))
      const kept = target === undefined ? '' : `${target.kind}:${target.id}`
      preferences.update(before => ({...before, lastTarget: {...before.lastTarget, [given.projectId()]: kept}}))
      given.changed()
    },
    dropUnknown: () => {
      const {target} = view.get()
      const records = target?.kind === 'entity' ? registry.entities : target?.kind === 'claim' ? registry.claims : undefined
      if (target !== undefined && records !== undefined && records.get(target.id) === undefined) view.update(before => ({...before, target: undefined}))
    },
  }
}

/** The one chosen last time, if it is still there. */
export function rememberedTarget({projectId, preferences, project, registry}: Known & {readonly projectId: string}): Target | undefined {
  const [kind, id] = preferences.get().lastTarget[projectId]?.split(/:(.*)/s) ?? []
  if (id === undefined) return undefined
  if (kind === 'topic') return project.topics.get(id) && {kind, id}
  if (kind === 'entity') return registry.entities.get(id) && {kind, id}
  return kind === 'claim' ? registry.claims.get(id) && {kind, id} : undefined
}
