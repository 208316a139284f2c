import type {ArticleId} from '../../core/article/article.ts'
import type {Owner} from '../../core/round/owner.ts'
import {activeOwner} from '../../core/round/blindness.ts'
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
  const rounds = project.rounds.all()
  const shownOn = (article: ArticleId): Owner => activeOwner(rounds, person.id, article)
  // Of many, all are read at once: computing the names of each one's sets would take longer.
  const names =
    articles === null || asked.length > NAMED
      ? undefined
      : asked.map(article => documentName(folder.projectId, {kind: 'set', article, owner: shownOn(article)}))
  const isAsked = new Set(asked)
  const sets = await folder.store.counts(names)
  const mayRead = (article: ArticleId, owner: Owner): boolean => may(person, {kind: 'set', article, owner}) !== 'none'
  const read: {readonly article: ArticleId; readonly owner: Owner}[] = []
  const counted = new Map<ArticleId, Counting>()
  for (const {article, owner, layers, readBy, doneBy} of sets) {
    await turn()
    const shown = shownOn(article)
    if (owner !== shown || !isAsked.has(article) || !mayRead(article, shown)) continue
    read.push({article, owner: shown})
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
  // A round that began meanwhile closes what was open before, and one that ended has others' work to count.
  const areStill = rounds === project.rounds.all() && read.every(({article, owner}) => mayRead(article, owner))
  return areStill ? found : summaries(context, articles)
}

type Counted = Pick<RequestContext, 'project' | 'may' | 'person'> & {readonly folder: Pick<RequestContext['folder'], 'projectId' | 'store'>}
type Counting = {readonly layers: {[layer: string]: number}; readonly readBy: Set<string>; readonly doneBy: Set<string>}
