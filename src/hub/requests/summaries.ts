import type {ArticleId} from '../../core/article.ts'
import type {Owner} from '../../core/owner.ts'
import {ownerOf} from '../../core/owner.ts'
import type {ArticleSummary} from '../../ipc/host-api.ts'
import {documentName} from '../../project/document-address.ts'
import type {Project} from '../../project/project.ts'
import type {SetCounts} from '../../storage/project-store.ts'
import type {RequestContext} from './request-context.ts'

/** Counts per article, over the sets that this person may read; of these articles of the project, or of all. */
export async function summaries({folder, project, may, person}: RequestContext, articles: readonly ArticleId[] | null): Promise<readonly ArticleSummary[]> {
  const counts = new Map<ArticleId, SetCounts[]>()
  // Rights to a set depend on its owner alone, and a project has few of those.
  const mayRead = new Map<string, boolean>()
  const names = articles === null ? undefined : setNames(folder.projectId, project, articles)
  for (const set of await folder.store.counts(names)) {
    const {article, owner} = set
    const readable = mayRead.get(owner) ?? may(person, {kind: 'set', article, owner: owner as Owner}) !== 'none'
    mayRead.set(owner, readable)
    if (!readable) continue
    const sets = counts.get(article)
    if (sets === undefined) counts.set(article, [set])
    else sets.push(set)
  }
  const asked = articles === null ? project.articles.ids() : articles.filter(id => project.articles.get(id) !== undefined)
  return asked.map(id => {
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

/** The sets that there can be of these articles: the team's, each person's, and gold. */
function setNames(projectId: string, project: Project, articles: readonly ArticleId[]): readonly string[] {
  const owners: readonly Owner[] = ['team', 'gold', ...project.people.all().map(({id}) => ownerOf(id))]
  return articles.flatMap(article => owners.map(owner => documentName(projectId, {kind: 'set', article, owner})))
}
