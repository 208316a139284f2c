import type {ArticleId} from '../../core/article/article.ts'
import type {Owner} from '../../core/round/owner.ts'
import {activeOwner} from '../../core/round/round.ts'
import type {ArticleSummary} from '../../ipc/host-api.ts'
import {documentName} from '../../project/document-address.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {RequestContext} from './request-context.ts'

/** Articles whose sets are asked for by name. */
const NAMED = 200

/** Counts per article in the set that this person works in, which her window lists; of these articles of the project, or of all. */
export async function summaries(context: Counted, articles: readonly ArticleId[] | null): Promise<readonly ArticleSummary[]> {
  const {folder, project, may, person} = context
  const asked = articles === null ? project.articles.ids() : [...new Set(articles)].filter(id => project.articles.get(id) !== undefined)
  // Work of others that was opened is nobody's to count here: the window does not list it.
  const shown = activeOwner(project.rounds.all(), person.id)
  // Of many, all are read at once: computing the names of each one's sets would take longer.
  const names =
    articles === null || asked.length > NAMED ? undefined : asked.map(article => documentName(folder.projectId, {kind: 'set', article, owner: shown}))
  const isAsked = new Set(asked)
  const sets = await folder.store.counts(names)
  // Rights to a set depend on its owner alone, and a project has few of those.
  const mayRead = (article: ArticleId, owner: string): boolean => owner === shown && may(person, {kind: 'set', article, owner: owner as Owner}) !== 'none'
  const rights = new Map<string, {readonly article: ArticleId; readonly readable: boolean}>()
  const counted = new Map<ArticleId, Counting>()
  for (const {article, owner, layers, readBy, doneBy} of sets) {
    const right = rights.get(owner) ?? {article, readable: mayRead(article, owner)}
    rights.set(owner, right)
    await turn()
    if (!right.readable || !isAsked.has(article)) continue
    const counting = counted.get(article) ?? {layers: {}, readBy: new Set(), doneBy: new Set()}
    counted.set(article, counting)
    for (const [layer, count] of Object.entries(layers)) counting.layers[layer] = (counting.layers[layer] ?? 0) + count
    for (const by of readBy) counting.readBy.add(by)
    for (const by of doneBy) counting.doneBy.add(by)
  }
  const found: ArticleSummary[] = []
  for (const article of asked) {
    await turn()
    const {layers = {}, readBy = [], doneBy = []} = counted.get(article) ?? {}
    found.push({article, layers, readBy: [...readBy], doneBy: [...doneBy]})
  }
  // A round that began meanwhile closes what was open before.
  const areStill = [...rights].every(([owner, {article, readable}]) => readable === mayRead(article, owner))
  return areStill ? found : summaries(context, articles)
}

type Counted = Pick<RequestContext, 'project' | 'may' | 'person'> & {readonly folder: Pick<RequestContext['folder'], 'projectId' | 'store'>}
type Counting = {readonly layers: {[layer: string]: number}; readonly readBy: Set<string>; readonly doneBy: Set<string>}
