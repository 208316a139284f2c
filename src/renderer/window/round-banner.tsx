import {counted} from '../../core/counted.ts'
import {closedOn, isAnnotatorIn} from '../../core/round/blindness.ts'
import {Banner} from '../ui/banner.tsx'
import {useWorkspace} from '../state/use-workspace.ts'

/** Stands while the article on screen is in a closed round: what it means for whoever is at this window. */
export function RoundBanner() {
  const {project, session, view, current} = useWorkspace()
  const rounds = closedOn(project.rounds.all(), view.get().article ?? '')
  if (rounds.length === 0) return null
  const closed = rounds.find(({unreadable}) => unreadable === undefined)
  const {id, role} = session.get().person
  const isIn = closed === undefined || isAnnotatorIn(closed, id)
  const works = isIn && role !== 'reader'
  // What is in her list is for the hub to know: it takes nothing on other articles from her.
  const isListed = closed?.worklists !== true || current()?.document.readOnly() !== true
  const isGiven = works && isListed
  const some = closed?.articles === undefined ? '' : `It is of ${counted(closed.articles.length, 'article')}. `
  return (
    <Banner tone="info" title={closed === undefined ? 'Everybody works alone.' : `An independent round is on: “${closed.name}”.`}>
      {closed === undefined && 'What stands there about a round cannot be read, so it counts as closed. Ask the people who run the project. '}
      {some}
      {!isIn && 'You are not one of its annotators, so this article is closed to you. '}
      {works && !isListed && 'This article is not in your list of this round. You can read it, not annotate it. '}
      {isGiven
        ? 'Your work is yours alone until the round is opened. Nobody sees it, and you see nobody else’s.'
        : 'Nobody sees what the others mark until the round is opened.'}
    </Banner>
  )
}
