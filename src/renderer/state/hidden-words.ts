import type {ArticleId} from '../../core/article/article.ts'
import {hiddenFrom} from '../../core/round/hidden-fields.ts'
import type {HiddenDetail} from '../../core/round/round.ts'
import type {Workspace} from './workspace.ts'
import {listed, say} from '../ui/say.ts'

const WORDS: Readonly<Record<HiddenDetail, string>> = {
  outlet: say('outlet', {}, 'what a round hides of an article'),
  author: say('author', {}, 'what a round hides of an article'),
  published: say('date', {}, 'what a round hides of an article'),
  url: say('web address', {}, 'what a round hides of an article'),
}

/** Whether a round hides something of an article from this person: then she does not edit its details either. */
export const hidesDetails = ({project, session}: Pick<Workspace, 'project' | 'session'>, article: ArticleId): boolean =>
  hiddenFrom(project.rounds.all(), session.get().person.id, article).size > 0

/** What of an article is hidden from this person; `undefined` for nothing. */
export function hiddenWords({project, session}: Pick<Workspace, 'project' | 'session'>, article: ArticleId): string | undefined {
  const hidden = hiddenFrom(project.rounds.all(), session.get().person.id, article)
  if (hidden.size === 0) return undefined
  return say('hidden in this round: {details}', {details: listed([...hidden].map(detail => WORDS[detail]))})
}
