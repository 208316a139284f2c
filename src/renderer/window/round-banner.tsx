import {closedOn, isAnnotatorIn} from '../../core/round/blindness.ts'
import {isTextShown} from '../state/shown-screen.ts'
import {Banner} from '../ui/banner.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'

/** Stands while the text of an article is shown that is in a closed round: what it means for whoever is at this window. */
export function RoundBanner() {
  const workspace = useWorkspace()
  const {project, session, view, current} = workspace
  if (!isTextShown(workspace)) return null
  const rounds = closedOn(project.rounds.all(), view.get().article ?? '')
  if (rounds.length === 0) return null
  const {id, role} = session.get().person
  const known = rounds.filter(({unreadable}) => unreadable === undefined)
  const closed = known.find(each => isAnnotatorIn(each, id)) ?? known[0]
  const other = known.find(each => each !== closed)
  const isIn = closed === undefined || isAnnotatorIn(closed, id)
  const works = isIn && role !== 'reader'
  // What is in her list is for the hub to know: it takes nothing on other articles from her.
  const isListed = closed?.worklists !== true || current()?.document.readOnly() !== true
  const isGiven = works && isListed
  return (
    <Banner tone="info" title={closed === undefined ? say('Everybody works alone.') : say('An independent round is on: “{name}”.', {name: closed.name})}>
      {closed === undefined && `${say('What stands there about a round cannot be read, so it counts as closed. Ask the people who run the project.')} `}
      {closed?.articles !== undefined &&
        `${say('It is of {articles, plural, =0 {no articles} one {# article} other {# articles}}.', {articles: closed.articles.length})} `}
      {closed !== undefined &&
        other !== undefined &&
        works &&
        `${say('Another round is on here too: “{other}”. Neither knew of the other. Your work goes to “{name}”. What was done in the other is kept. Ask the people who run the project to open one of them.', {name: closed.name, other: other.name})} `}
      {!isIn && `${say('You are not one of its annotators, so this article is closed to you.')} `}
      {works && !isListed && `${say('This article is not in your list of this round. You can read it, not annotate it.')} `}
      {isGiven
        ? say('Your work is yours alone until the round is opened. Nobody sees it, and you see nobody else’s.')
        : say('Nobody sees what the others mark until the round is opened.')}
    </Banner>
  )
}
