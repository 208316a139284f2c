import type {ArticleEntry} from '../../core/article.ts'
import type {Project} from '../../project/project.ts'

/** The articles in list order: by position, and by id where two people added one at once. */
export const articlesInOrder = (project: Project): readonly ArticleEntry[] =>
  [...project.articles.all()].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
