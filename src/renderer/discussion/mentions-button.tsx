import {AtSign} from 'lucide-react'
import {commandSpec} from '../../ipc/commands.ts'
import {Button} from '../ui/button.tsx'
import {Tooltip} from '../ui/tooltip.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {inNumbers, say} from '../ui/say.ts'

/** How many comments call this person that she has not seen; pressed, it goes to the oldest of them. */
export function MentionsButton({run}: {readonly run: () => void}) {
  const workspace = useWorkspace()
  const count = workspace.mentions.unseen().length
  if (count === 0) return null
  const label = say('{comments, plural, one {# comment mentions you} other {# comments mention you}}', {comments: count})
  return (
    <Tooltip text={label} named keys={commandSpec('discussion.nextMention').keys ?? ''}>
      <Button size="small" variant="plain" icon={<AtSign aria-hidden="true" />} aria-label={label} onClick={run}>
        {inNumbers(count)}
      </Button>
    </Tooltip>
  )
}
