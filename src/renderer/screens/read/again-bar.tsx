import {Check, ChevronDown, ChevronUp, X} from 'lucide-react'
import {differenceWords} from '../../../core/schema/difference-words.ts'
import {stoodByUnder} from '../../../core/schema/older-version.ts'
import type {SchemaDifference} from '../../../core/schema/schema-diff.ts'
import {COMMANDS} from '../../../ipc/commands.ts'
import type {OlderAnnotation} from '../../../ipc/schema-api.ts'
import {stopLookingAgain} from '../../annotate/again-commands.ts'
import {atOnce} from '../../annotate/command.ts'
import type {Commands} from '../../annotate/commands.ts'
import {titleHere} from '../../state/command-words.ts'
import {readSchema} from '../../state/read-schema.ts'
import {lookedAt, stillToLookAt} from '../../state/still-to-look-at.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {Workspace} from '../../state/workspace.ts'
import {Button} from '../../ui/button.tsx'
import {IconButton} from '../../ui/icon-button.tsx'
import {listed, rich, say, tell} from '../../ui/say.ts'
import './text-bar.css'

/** While somebody goes through what was made under an older version: where she is, what became otherwise, and what to do about it. */
export function AgainBar({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace('view', 'sets', 'project')
  const {again} = workspace.view.get()
  const item = lookedAt(workspace)
  if (again === undefined || item === undefined) return null
  const does = (id: 'again.stillRight' | 'again.next' | 'again.previous') => ({
    keys: COMMANDS[id].keys,
    onClick: () => void commands[id](workspace, atOnce),
  })
  return (
    <div className="text-bar" data-tone="again">
      <p role="status">
        {rich('To look at again, {now, number} of {all, number}: {what}', {now: again.at + 1, all: again.found, what: <bdi>{whatOf(workspace, item)}</bdi>})}
      </p>
      <Button
        size="small"
        variant="primary"
        icon={<Check aria-hidden="true" />}
        aria-disabled={!commands['again.stillRight'](workspace) || undefined}
        {...does('again.stillRight')}
      >
        {titleHere('again.stillRight')}
      </Button>
      <IconButton label={titleHere('again.previous')} icon={<ChevronUp />} size="small" {...does('again.previous')} />
      <IconButton label={titleHere('again.next')} icon={<ChevronDown />} size="small" {...does('again.next')} />
      <IconButton
        label={say('Stop looking at them')}
        icon={<X />}
        size="small"
        onClick={() => {
          stopLookingAgain(workspace)
          workspace.panes.article?.focus()
        }}
      />
    </div>
  )
}

function whatOf(workspace: Workspace, item: OlderAnnotation): string {
  const still = stillToLookAt(workspace, item)
  if (still === 'gone') return say('It is not there any more.')
  // Until the article is here it is as the hub said.
  if (still === 'elsewhere') return listed(item.changes.map(tell))
  if (still.length === 0) return say('It is looked at.')
  if (workspace.current()?.readOnly() === true) return say('You may read this article, not annotate it.')
  return listed(still.map(each => wordsOf(workspace, item, each)))
}

function wordsOf({project, opened, writtenSchema}: Workspace, {article, annotation}: OlderAnnotation, difference: SchemaDifference): string {
  const schema = writtenSchema()
  const found = opened(article)?.set.get(annotation)
  const version = found === undefined ? schema.version : stoodByUnder(found, schema)
  const before = project.versions.all().find(kept => kept.version >= version && kept.schema !== undefined)?.schema ?? schema
  return tell(differenceWords(difference, readSchema(before), readSchema(schema)))
}
