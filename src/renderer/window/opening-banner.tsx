import {useEffect} from 'react'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {Banner} from '../ui/banner.tsx'
import {dayOf, say} from '../ui/say.ts'

/** Stands once somebody else has opened a round, until it is read: also for whoever was away then. */
export function OpeningBanner() {
  const workspace = useWorkspace('project', 'session', 'preferences')
  const {project, session, preferences} = workspace
  const {projectId, person} = session.get()
  const last = lastOpening(workspace)
  const seen = preferences.get().seenOpenings[projectId]
  const news = project.rounds
    .all()
    .flatMap(({id, name, opened}) => (opened !== undefined && opened.at > (seen ?? last) && opened.by !== person.id ? [{id, name, opened}] : []))
  const [first] = news.sort((a, b) => b.opened.at - a.opened.at)
  const isNews = first !== undefined
  useEffect(() => {
    if (!isNews && seen !== last) read(workspace)
  }, [workspace, isNews, seen, last])
  if (first === undefined) return null
  return (
    <Banner tone="info" title={say('The round “{name}” is opened.', {name: first.name})} onDismiss={() => read(workspace)}>
      {say('{person} opened it on {day}. Everybody can read what was marked in it, and nobody changes that any more. What you do now goes to the team.', {
        person: project.displayName(first.opened.by) ?? say('Somebody'),
        day: dayOf(first.opened.at),
      })}
    </Banner>
  )
}

/** When the last round was opened, by the clock of who opened it. */
const lastOpening = ({project}: Workspace): number => Math.max(0, ...project.rounds.all().map(({opened}) => opened?.at ?? 0))

function read(workspace: Workspace): void {
  const {projectId} = workspace.session.get()
  const last = lastOpening(workspace)
  workspace.preferences.update(before => ({...before, seenOpenings: {...before.seenOpenings, [projectId]: last}}))
}
