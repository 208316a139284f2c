import {Ellipsis, Redo2, Search, Undo2, Users} from 'lucide-react'
import type {CommandId} from '../../ipc/commands.ts'
import {commandSpec, isCommandId} from '../../ipc/commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {titleOf} from '../annotate/commands.ts'
import {MentionsButton} from '../discussion/mentions-button.tsx'
import {ColleaguesMenu} from '../presence/colleagues-menu.tsx'
import {Button} from '../ui/button.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import {Menu} from '../ui/menu.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {SaveStatus} from './save-status.tsx'
import './header.css'

const MENU: readonly CommandId[] = [
  'file.projects',
  'file.import',
  'file.importFolder',
  'file.importDataset',
  'file.export',
  'file.share',
  'article.metadata',
  'annotate.registry',
  'view.snapWords',
  'view.colours',
  'view.larger',
  'view.smaller',
  'view.theme',
  'file.check',
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
        onClick={commands['view.palette'].run}
      >
        Find a command or an article
      </Button>
      <div className="header-end">
        <ColleaguesMenu />
        <MentionsButton run={commands['discussion.nextMention'].run} />
        <SaveStatus state={workspace.saveState()} />
        <IconButton
          label={titleOf('edit.undo', commands)}
          icon={<Undo2 />}
          keys={commandSpec('edit.undo').keys ?? ''}
          disabled={!commands['edit.undo'].enabled()}
          onClick={commands['edit.undo'].run}
        />
        <IconButton
          label={titleOf('edit.redo', commands)}
          icon={<Redo2 />}
          keys={commandSpec('edit.redo').keys ?? ''}
          disabled={!commands['edit.redo'].enabled()}
          onClick={commands['edit.redo'].run}
        />
        <Button className="header-listed" size="small" icon={<Users aria-hidden="true" />} onClick={commands['file.share'].run}>
          Share
        </Button>
        <Button className="header-listed" size="small" variant="primary" disabled={!commands['file.export'].enabled()} onClick={commands['file.export'].run}>
          Export
        </Button>
        <Button className="header-person header-listed" size="small" variant="quiet" onClick={commands['file.settings'].run} title={`You: ${person.name}`}>
          <bdi>{person.name}</bdi>
        </Button>
        <Menu
          label="More"
          icon={<Ellipsis />}
          align="end"
          items={MENU.map(id => {
            const {title, keys} = commandSpec(id)
            return {
              id,
              label: title,
              disabled: !commands[id].enabled(),
              ...(keys !== undefined && {keys}),
              ...(id === 'view.snapWords' && {checked: snap === 'word'}),
              ...(SEPARATED.has(id) && {separated: true}),
            }
          })}
          onChoose={id => isCommandId(id) && commands[id].run()}
        />
      </div>
    </header>
  )
}
