import {Ellipsis, Redo2, Search, Undo2, Users} from 'lucide-react'
import type {CommandId} from '../../ipc/commands.ts'
import {commandSpec, isCommandId} from '../../ipc/commands.ts'
import {atOnce} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {titleOf} from '../annotate/command-title.ts'
import {MentionsButton} from '../discussion/mentions-button.tsx'
import {ColleaguesMenu} from '../presence/colleagues-menu.tsx'
import {Button} from '../ui/button.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import {Menu} from '../ui/menu.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {SaveStatus} from './save-status.tsx'
import {keysOf} from '../state/own-keys.ts'
import {say} from '../ui/say.ts'
import './header.css'

const MENU: readonly CommandId[] = [
  'file.projects',
  'file.import',
  'file.importFolder',
  'file.importDataset',
  'file.export',
  'file.schema',
  'file.share',
  'article.metadata',
  'view.focusArticle',
  'annotate.registry',
  'article.all',
  'view.snapWords',
  'view.colours',
  'view.larger',
  'view.smaller',
  'view.theme',
  'file.check',
  'help.guidelines',
  'help.keys',
  'file.settings',
]
const SEPARATED: ReadonlySet<CommandId> = new Set(['file.import', 'article.metadata', 'view.snapWords', 'file.check'])

/** Which project this is, whether it is saved, and the ways to everything else. */
export function Header({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const {person} = workspace.session.get()
  const {snap} = workspace.preferences.get()
  return (
    <header className="header">
      <h1 className="header-project" dir="auto">
        {workspace.project.name() || workspace.session.get().projectName}
      </h1>
      <Button
        className="header-search"
        variant="plain"
        icon={<Search aria-hidden="true" />}
        keys={commandSpec('view.palette').keys ?? ''}
        onClick={() => commands['view.palette'](workspace, atOnce)}
      >
        {say('Find a command or an article')}
      </Button>
      <div className="header-end">
        <ColleaguesMenu />
        <MentionsButton run={() => commands['discussion.nextMention'](workspace, atOnce)} />
        <SaveStatus state={workspace.saveState()} />
        <IconButton
          label={titleOf(workspace, 'edit.undo')}
          icon={<Undo2 />}
          keys={commandSpec('edit.undo').keys ?? ''}
          disabled={!commands['edit.undo'](workspace)}
          onClick={() => commands['edit.undo'](workspace, atOnce)}
        />
        <IconButton
          label={titleOf(workspace, 'edit.redo')}
          icon={<Redo2 />}
          keys={commandSpec('edit.redo').keys ?? ''}
          disabled={!commands['edit.redo'](workspace)}
          onClick={() => commands['edit.redo'](workspace, atOnce)}
        />
        <Button className="header-listed" size="small" icon={<Users aria-hidden="true" />} onClick={() => commands['file.share'](workspace, atOnce)}>
          {say('Share')}
        </Button>
        <Button
          className="header-listed"
          size="small"
          variant="primary"
          disabled={!commands['file.export'](workspace)}
          onClick={() => commands['file.export'](workspace, atOnce)}
        >
          {say('Export')}
        </Button>
        <Button
          className="header-person header-listed"
          size="small"
          variant="quiet"
          onClick={() => commands['file.settings'](workspace, atOnce)}
          title={say('You: {name}', {name: person.name})}
        >
          <bdi>{person.name}</bdi>
        </Button>
        <Menu
          label={say('More')}
          icon={<Ellipsis />}
          align="end"
          items={MENU.map(id => {
            const keys = keysOf(workspace, id)
            return {
              id,
              label: titleOf(workspace, id),
              disabled: !commands[id](workspace),
              ...(keys !== undefined && {keys}),
              ...(id === 'view.snapWords' && {checked: snap === 'word'}),
              ...(SEPARATED.has(id) && {separated: true}),
            }
          })}
          onChoose={id => isCommandId(id) && commands[id](workspace, atOnce)}
        />
      </div>
    </header>
  )
}
