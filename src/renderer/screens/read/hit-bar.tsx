import {ChevronDown, ChevronUp} from 'lucide-react'
import {atOnce} from '../../annotate/command.ts'
import type {Commands} from '../../annotate/commands.ts'
import {hitNow, hitsIn} from '../../annotate/search-commands.ts'
import {COMMANDS} from '../../../ipc/commands.ts'
import {IconButton} from '../../ui/icon-button.tsx'
import {useWorkspace} from '../../state/use-workspace.ts'
import {titleHere} from '../../state/command-words.ts'
import {rich} from '../../ui/say.ts'
import './text-bar.css'

/** Says how often the article holds what is searched for, and goes from one place to the next. */
export function HitBar({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const hits = hitsIn(workspace).length
  if (hits === 0) return null
  const now = hitNow(workspace)
  const query = <q dir="auto">{workspace.view.get().query.trim()}</q>
  return (
    <div className="text-bar" data-tone="search">
      <p role="status">
        {now === 0
          ? rich('{hits, plural, one {# hit} other {# hits}} for {query}', {hits, query})
          : rich('Hit {now, number} of {hits, number} for {query}', {now, hits, query})}
      </p>
      <IconButton
        label={titleHere('search.previous')}
        icon={<ChevronUp />}
        size="small"
        keys={COMMANDS['search.previous'].keys}
        onClick={() => commands['search.previous'](workspace, atOnce)}
      />
      <IconButton
        label={titleHere('search.next')}
        icon={<ChevronDown />}
        size="small"
        keys={COMMANDS['search.next'].keys}
        onClick={() => commands['search.next'](workspace, atOnce)}
      />
    </div>
  )
}
