import {wordsOf} from '../../../core/annotation/annotation-words.ts'
import {atOnce} from '../../annotate/command.ts'
import {relating, stopRelating} from '../../annotate/relate.ts'
import {short} from '../../state/short-quote.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {rich, say, tell} from '../../ui/say.ts'
import './text-bar.css'

/** While a relation is being made: from what it goes, and what is awaited. The place is there before, so that what comes into it is read out. */
export function RelatingBar() {
  const workspace = useWorkspace('view', 'project', 'sets', 'session')
  const begun = relating(workspace)
  const from = begun?.article.set.get(begun.from)
  return (
    <div className="text-bar" data-tone={begun === undefined ? undefined : 'relate'}>
      <p role="status">
        {begun !== undefined &&
          from !== undefined &&
          rich('{relation} from {words}: choose the other annotation. Click it, or go to it with J and K and press Enter.', {
            relation: <strong>{begun.layer.label}</strong>,
            words: <bdi>{tell(wordsOf(from, begun.article.set.get, short))}</bdi>,
          })}
      </p>
      {begun !== undefined && (
        <Button
          size="small"
          keys="Escape"
          onClick={() => {
            stopRelating(workspace, atOnce)
            workspace.panes.article?.focus()
          }}
        >
          {say('Stop')}
        </Button>
      )}
    </div>
  )
}
