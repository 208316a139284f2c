import {atOnce} from '../annotate/command.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Button} from '../ui/button.tsx'
import type {Screens} from './screen.ts'
import {offered, screenCommands, shownScreen} from './screen.ts'
import {say} from '../ui/say.ts'
import './screen-switcher.css'

/** The screens of this window; nothing as long as there is one only. */
export function ScreenSwitcher({screens}: {readonly screens: Screens}) {
  const workspace = useWorkspace('preferences', 'session', 'worklists', 'project')
  const commands = screenCommands(screens, workspace)
  const shown = shownScreen(screens, workspace)
  if (commands.length === 0) return null
  return (
    <nav className="screen-switcher" aria-label={say('Screens')}>
      {offered(screens, workspace).map((screen, at) => {
        const Icon = screen.icon
        return (
          <Button
            key={screen.id}
            size="small"
            variant="quiet"
            icon={<Icon aria-hidden="true" />}
            keys={screen.keys}
            aria-current={screen.id === shown.id ? 'page' : undefined}
            onClick={() => commands[at]?.command(workspace, atOnce)}
          >
            {screen.title}
          </Button>
        )
      })}
    </nav>
  )
}
