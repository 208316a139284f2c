import {flushSync} from 'react-dom'
import type {ArticleId} from '../../core/article/article.ts'
import {knowsClaims} from '../../core/schema/claim-layers.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {short} from '../state/short-quote.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Button} from '../ui/button.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {say} from '../ui/say.ts'
import {AnnotationWords} from './annotation-words.tsx'
import type {Incomplete} from './finish.ts'
import {finishUnmarked, incompleteIn, unfinished} from './finish.ts'
import {select} from './select.ts'
import './finish-dialog.css'

/** What is asked before an article is finished: what its schema requires and is not said yet, or whether there is nothing to mark. */
export function FinishDialog({article, onClose}: {readonly article: ArticleId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const found = unfinished(workspace)
  if (found?.article.id !== article) return null
  const incomplete = incompleteIn(workspace, found.article)
  if (incomplete.length > 0) return <StillToSay article={found.article} incomplete={incomplete} onClose={onClose} />
  const schema = workspace.project.schema()
  const {title} = noClaimWords(schema)
  return (
    <ConfirmDialog
      open
      title={knowsClaims(schema) ? say('Is there no claim in this article?') : say('Is there nothing to mark in this article?')}
      confirm={say('Nothing here: finish')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        finishUnmarked(workspace, found)
      }}
    >
      {say('“{title}” is noted as your answer then, and the article is finished.', {title})}
    </ConfirmDialog>
  )
}

type Props = {readonly article: OpenArticle; readonly incomplete: readonly Incomplete[]; readonly onClose: () => void}

/** One button for each: it goes to what is missing. */
function StillToSay({article, incomplete, onClose}: Props) {
  const workspace = useWorkspace()
  const schema = workspace.project.schema()
  const goTo = ({annotation, features: [feature]}: Incomplete): void => {
    flushSync(() => {
      onClose()
      select(workspace, annotation.id)
    })
    if (feature !== undefined) workspace.panes.focusFeature?.(feature.name)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Something is still to be said')}
      description={say(
        '{annotations, plural, one {One annotation says not yet what the schema requires. Go to it, then finish the article.} other {# annotations say not yet what the schema requires. Go to each, then finish the article.}}',
        {annotations: incomplete.length},
      )}
      actions={<Button onClick={onClose}>{say('Close')}</Button>}
    >
      <ul className="still-to-say">
        {incomplete.map((each, at) => (
          <li key={each.annotation.id}>
            <button type="button" data-autofocus={at === 0 ? '' : undefined} onClick={() => goTo(each)}>
              <strong>
                <bdi>{layerNamed(schema, each.annotation.layer)?.label ?? each.annotation.layer}</bdi>
              </strong>
              <AnnotationWords annotation={each.annotation} lookup={article.set.get} cut={short} />
              <span>{say('Still to be said: {features}', {features: each.features.map(({label}) => label).join(', ')})}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
