import {useEffect, useState} from 'react'
import {differenceWords} from '../../core/schema/difference-words.ts'
import {schemaDiff} from '../../core/schema/schema-diff.ts'
import {lookAgain} from '../annotate/again-commands.ts'
import {askOlder} from '../state/ask-older.ts'
import {readSchema} from '../state/read-schema.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {Banner} from '../ui/banner.tsx'
import {say, tell} from '../ui/say.ts'

/** Changes that are told of in a line. */
const TOLD = 3

/** Stands once a new version is in force that somebody else published, until it is read: what is otherwise, and how much of this person's own work it concerns. */
export function VersionBanner() {
  const workspace = useWorkspace('project', 'session', 'preferences')
  const {project, session, preferences} = workspace
  const {projectId, person} = session.get()
  const {version} = project.schema()
  const told = preferences.get().seenVersions[projectId]
  const seen = seenBy(workspace, told)
  const isNews = seen !== undefined && seen < version && project.schemaProblem() === undefined && isOfOthers(workspace, seen)
  const mine = useMine(workspace, isNews ? version : undefined)
  useEffect(() => {
    if (!isNews && told !== version) read(workspace)
  }, [workspace, isNews, told, version])
  if (!isNews) return null
  return (
    <Banner
      tone="info"
      title={say('Version {version} of the schema is in force.', {version})}
      onDismiss={() => read(workspace)}
      {...(mine > 0 && {
        action: {
          label: say('Go through them'),
          run: () => {
            read(workspace)
            void lookAgain(workspace, {by: person.id})
          },
        },
      })}
    >
      {changesSince(workspace, seen)}{' '}
      {mine > 0 &&
        say('{mine, plural, one {# annotation of yours is to be looked at again.} other {# annotations of yours are to be looked at again.}}', {mine})}
    </Banner>
  )
}

/** The version that this person has read of, or published: what came before hers she was shown on the way to it. */
const seenBy = ({project, session}: Workspace, told: number | undefined): number | undefined =>
  told === undefined ? undefined : Math.max(told, ...project.versions.all().flatMap(({version, by}) => (by === session.get().person.id ? [version] : [])))

function read({project, session, preferences}: Workspace): void {
  const {projectId} = session.get()
  const {version} = project.schema()
  preferences.update(before => ({...before, seenVersions: {...before.seenVersions, [projectId]: version}}))
}

/** Whether any version since was published by somebody else. */
const isOfOthers = ({project, session}: Workspace, seen: number): boolean =>
  project.versions.all().some(({version, by}) => version > seen && by !== session.get().person.id)

function changesSince({project, writtenSchema}: Workspace, seen: number): string {
  const [before, after] = [project.versions.all().find(kept => kept.version >= seen && kept.schema !== undefined)?.schema, writtenSchema()]
  if (before === undefined) return ''
  const told = schemaDiff(before, after).map(each => tell(differenceWords(each, readSchema(before), readSchema(after))))
  const more = told.length - TOLD
  return [...told.slice(0, TOLD), ...(more > 0 ? [say('{more, plural, one {# more change} other {# more changes}}', {more})] : [])]
    .map(each => `${each}.`)
    .join(' ')
}

/** How much of her own work is to be looked at again under a version. */
function useMine({host, session}: Workspace, version: number | undefined): number {
  const [mine, setMine] = useState<{readonly of: number; readonly many: number}>()
  const me = session.get().person.id
  useEffect(() => {
    let isAsked = true
    if (version !== undefined)
      void askOlder(host, {by: me}).then(found => {
        if (isAsked && found.ok) setMine({of: version, many: found.value.found})
      })
    return () => {
      isAsked = false
    }
  }, [host, me, version])
  return mine !== undefined && mine.of === version ? mine.many : 0
}
