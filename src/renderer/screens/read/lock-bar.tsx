import {Undo2} from 'lucide-react'
import {finishedHere} from '../../annotate/finish.ts'
import {atOnce} from '../../annotate/command.ts'
import type {Commands} from '../../annotate/commands.ts'
import {lockWords} from '../../state/lock-words.ts'
import type {OpenArticle} from '../../state/open-article.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {say} from '../../ui/say.ts'

/** In place of what marks: why nothing can be marked in this article, and the way to go on where there is one. */
export function LockBar({commands, article}: {readonly commands: Commands; readonly article: OpenArticle}) {
  const workspace = useWorkspace()
  return (
    <div className="article-read-only">
      <p>{lockWords(workspace, article)}</p>
      {finishedHere(workspace) !== undefined && (
        <Button size="small" icon={<Undo2 aria-hidden="true" />} onClick={() => commands['article.takeBack'](workspace, atOnce)}>
          {say('Take back')}
        </Button>
      )}
      {commands['article.nextOfMine'](workspace) && (
        <Button size="small" onClick={() => commands['article.nextOfMine'](workspace, atOnce)}>
          {say('Go to my next article')}
        </Button>
      )}
    </div>
  )
}
