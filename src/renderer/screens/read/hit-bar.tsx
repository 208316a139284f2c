import {ChevronDown, ChevronUp} from 'lucide-react'
import {atOnce} from '../../annotate/command.ts'
import type {Commands} from '../../annotate/commands.ts'
import {hitNow, hitsIn} from '../../annotate/search-commands.ts'
import {COMMANDS} from '../../../ipc/commands.ts'
import {IconButton} from '../../ui/icon-button.tsx'
import {useWorkspace} from '../../state/use-workspace.ts'
import {say} from '../../ui/say.ts'
import './hit-bar.css'

/** Says how often the article holds what is searched for, and goes from one place to the next. */
export function HitBar({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const hits = hitsIn(workspace).length
  if (hits === 0) return null
  const now = hitNow(workspace)
  const count = `${hits.toLocaleString()} ${hits === 1 ? 'hit' : 'hits'}`
  return (
    <div className="hit-bar">
      <p role="status">
        {now === 0 ? count : say('Hit {now, number} of {hits, number}', {now, hits})} for <q dir="auto">{workspace.view.get().query.trim()}</q>
      </p>
      <IconButton
        label={COMMANDS['search.previous'].title}
        icon={<ChevronUp />}
        size="small"
        keys={COMMANDS['search.previous'].keys}
        onClick={() => commands['search.previous'](workspace, atOnce)}
      />
      <IconButton
        label={COMMANDS['search.next'].title}
        icon={<ChevronDown />}
        size="small"
        keys={COMMANDS['search.next'].keys}
        onClick={() => commands['search.next'](workspace, atOnce)}
      />
    </div>
  )
}
