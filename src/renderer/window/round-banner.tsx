import {isBlind} from '../../core/round/round.ts'
import {Banner} from '../ui/banner.tsx'
import {useWorkspace} from '../state/use-workspace.ts'

/** Stands while an independent round is closed: what it means for whoever is at this window. */
export function RoundBanner() {
  const {project, session} = useWorkspace()
  const rounds = project.rounds.all()
  if (!isBlind(rounds)) return null
  const closed = rounds.find(({state, unreadable}) => state === 'closed' && unreadable === undefined)
  const mayAnnotate = session.get().person.role !== 'reader'
  return (
    <Banner tone="info" title={closed === undefined ? 'Everybody works alone.' : `An independent round is on: “${closed.name}”.`}>
      {closed === undefined && 'What stands there about a round cannot be read, so it counts as closed. Ask the people who run the project. '}
      {mayAnnotate
        ? 'Your work is yours alone until the round is opened. Nobody sees it, and you see nobody else’s.'
        : 'Nobody sees what the others mark until the round is opened.'}
    </Banner>
  )
}
