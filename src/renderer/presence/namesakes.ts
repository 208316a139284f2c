import type {Workspace} from '../state/workspace.ts'
import {listed, say} from '../ui/say.ts'

/** Says when somebody's name cannot be told from another's by reading it, and how the two are shown from then on. */
export function announceNamesakes({project, toasts}: Workspace): void {
  const marked = (): readonly string[] =>
    project.people.all().flatMap(({id, name}) => (project.displayName(id) === name ? [] : [project.displayName(id) ?? name]))
  let told = new Set(marked())
  project.observe(() => {
    const now = marked()
    if (now.some(name => !told.has(name)))
      toasts.show({text: say('Some people here have names that look the same. They are shown as {names}.', {names: listed(now)})})
    told = new Set(now)
  })
}
