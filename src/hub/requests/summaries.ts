import type {Owner} from '../../core/owner.ts'
import type {ArticleSummary} from '../../ipc/host-api.ts'
import type {SetCounts} from '../../storage/project-store.ts'
import type {RequestContext} from './request-context.ts'

/** Counts per article over the sets that this person may read. */
export async function summaries({folder, project, may, person}: RequestContext): Promise<readonly ArticleSummary[]> {
  const counts = new Map<string, SetCounts[]>()
  // Rights to a set depend on its owner alone, and a project has few of those.
  const mayRead = new Map<string, boolean>()
  for (const set of await folder.store.counts()) {
    const {article, owner} = set
    const readable = mayRead.get(owner) ?? may(person, {kind: 'set', article, owner: owner as Owner}) !== 'none'
    mayRead.set(owner, readable)
    if (!readable) continue
    const sets = counts.get(article)
    if (sets === undefined) counts.set(article, [set])
    else sets.push(set)
  }
  return project.articles.all().map(({id}) => {
    const sets = counts.get(id) ?? []
    const layers: {[layer: string]: number} = {}
    for (const set of sets) for (const [layer, count] of Object.entries(set.layers)) layers[layer] = (layers[layer] ?? 0) + count
    return {
      article: id,
      layers,
      readBy: [...new Set(sets.flatMap(set => set.readBy))],
      doneBy: [...new Set(sets.flatMap(set => set.doneBy))],
    }
  })
}
