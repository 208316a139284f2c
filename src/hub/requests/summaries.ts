import type {Owner} from '../../core/owner.ts'
import type {ArticleSummary} from '../../ipc/host-api.ts'
import type {SetCounts} from '../../storage/project-store.ts'
import type {RequestContext} from './request-context.ts'

/** Counts per article over the sets that this person may read. */
export async function summaries({folder, project, may, person}: RequestContext): Promise<readonly ArticleSummary[]> {
  const counts = new Map<string, SetCounts[]>()
  for (const set of await folder.store.counts()) {
    if (may(person, {kind: 'set', article: set.article, owner: set.owner as Owner}) === 'none') continue
    counts.set(set.article, [...(counts.get(set.article) ?? []), set])
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
