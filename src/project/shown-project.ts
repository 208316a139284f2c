import type {AnnotatorId} from '../core/annotation/annotation.ts'
import type {ArticleEntry} from '../core/article/article.ts'
import {hiddenFrom, shownArticle} from '../core/round/hidden-fields.ts'
import type {Round} from '../core/round/round.ts'
import type {Project} from './project.ts'

/** A project as it is shown to somebody: without the details of articles that a closed round hides from her. What she writes goes into the project as it is. */
export function shownProject(project: Project, rounds: () => readonly Round[], person: () => AnnotatorId): Project {
  const {articles} = project
  const made = new WeakMap<ArticleEntry, {readonly rounds: readonly Round[]; readonly person: AnnotatorId; readonly entry: ArticleEntry}>()
  const shown = (entry: ArticleEntry): ArticleEntry => {
    const [now, who] = [rounds(), person()]
    const known = made.get(entry)
    if (known !== undefined && known.rounds === now && known.person === who) return known.entry
    const fresh = {rounds: now, person: who, entry: shownArticle(entry, hiddenFrom(now, who, entry.id))}
    made.set(entry, fresh)
    return fresh.entry
  }
  let list: {readonly of: readonly ArticleEntry[]; readonly rounds: readonly Round[]; readonly shown: readonly ArticleEntry[]} | undefined
  const maybe = (entry: ArticleEntry | undefined): ArticleEntry | undefined => entry && shown(entry)
  return {
    ...project,
    articles: {
      ...articles,
      get: id => maybe(articles.get(id)),
      standing: id => maybe(articles.standing(id)),
      all: () => {
        const of = articles.all()
        const now = rounds()
        if (list?.of !== of || list.rounds !== now) list = {of, rounds: now, shown: of.map(shown)}
        return list.shown
      },
      removed: () => articles.removed().map(shown),
    },
  }
}
