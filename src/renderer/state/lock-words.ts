import {closedOn, isAnnotatorIn} from '../../core/round/blindness.ts'
import type {OpenArticle} from './open-article.ts'
import type {Workspace} from './workspace.ts'
import {say} from '../ui/say.ts'

/** Why nothing can be marked in an article here, and what to do about it; `undefined` where something can be. */
export function lockWords({project, session, mine}: Workspace, {id, readOnly}: Pick<OpenArticle, 'id' | 'readOnly'>): string | undefined {
  if (!readOnly()) return undefined
  if (mine.on(id)?.finished.has(id) === true) return say('You have finished this article. Take that back to go on with it.')
  const me = session.get().person.id
  const closed = closedOn(project.rounds.all(), id).filter(({unreadable}) => unreadable === undefined)
  const hers = closed.find(round => isAnnotatorIn(round, me))
  if (hers?.worklists === true) return say('This article is not in your list of the round “{name}”. You can read it, not annotate it.', {name: hers.name})
  const [other] = closed
  if (hers === undefined && other !== undefined)
    return say('The round “{name}” runs on this article, and you are not one of its annotators. You can read it, not annotate it.', {name: other.name})
  return say('You may read this article, not annotate it.')
}
