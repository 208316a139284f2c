import {CheckCheck, Eye} from 'lucide-react'
import {COMMANDS} from '../../../ipc/commands.ts'
import {unfinished} from '../../annotate/finish.ts'
import {titleHere} from '../../state/command-words.ts'
import {keysOf} from '../../state/own-keys.ts'
import {claimsIn} from '../../annotate/read-mark.ts'
import {atOnce} from '../../annotate/command.ts'
import type {Commands} from '../../annotate/commands.ts'
import {noClaimWords} from '../../state/no-claim-words.ts'
import {Button} from '../../ui/button.tsx'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {OpenArticle} from '../../state/open-article.ts'
import {say} from '../../ui/say.ts'
import './read-marks.css'

/** What a reader says about a whole article: nothing to claim here, or done with it. */
export function ReadMarks({commands, article}: {readonly commands: Commands; readonly article: OpenArticle}) {
  const workspace = useWorkspace()
  const words = noClaimWords(workspace.project.schema())
  const marks = article.set.readMarks()
  const mine = marks.get(workspace.session.get().person.id)?.state
  const others = [...marks.keys()].filter(by => by !== workspace.session.get().person.id).map(by => workspace.project.displayName(by) ?? say('a colleague'))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a minimum width of its own
    <footer className="read-marks" role="group" aria-label={say('When you have read it')}>
      <Button
        size="small"
        variant="quiet"
        icon={<Eye aria-hidden="true" />}
        aria-pressed={mine === 'no-claim'}
        keys={COMMANDS['article.noClaim'].keys}
        onClick={() => commands['article.noClaim'](workspace, atOnce)}
      >
        {words.title}
      </Button>
      {unfinished(workspace) === undefined ? (
        <Button
          size="small"
          variant="quiet"
          icon={<CheckCheck aria-hidden="true" />}
          aria-pressed={mine === 'done'}
          keys={COMMANDS['article.done'].keys}
          onClick={() => commands['article.done'](workspace, atOnce)}
        >
          {say('Done')}
        </Button>
      ) : (
        <Button
          size="small"
          variant="primary"
          icon={<CheckCheck aria-hidden="true" />}
          keys={keysOf(workspace, 'article.finish') ?? ''}
          onClick={() => commands['article.finish'](workspace, atOnce)}
        >
          {titleHere('article.finish')}
        </Button>
      )}
      {mine === 'no-claim' && claimsIn(workspace).length > 0 && (
        <span className="read-marks-others">
          {say('{annotation} is marked here since. Press “{title}” again if you agree.', {annotation: words.one, title: words.title})}
        </span>
      )}
      {others.length > 0 && <span className="read-marks-others">{say('Also read by {names}', {names: others.join(', ')})}</span>}
    </footer>
  )
}
