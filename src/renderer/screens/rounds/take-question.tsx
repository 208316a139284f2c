import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {ArticleId} from '../../../core/article/article.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {ConfirmDialog} from '../../ui/confirm-dialog.tsx'
import {say} from '../../ui/say.ts'

/** Articles that the question names; the others are counted. */
const MOST_NAMED = 6

type Props = {
  readonly begun: readonly {readonly annotator: AnnotatorId; readonly id: ArticleId}[]
  readonly onCancel: () => void
  readonly onTake: () => Promise<void>
}

/** Asks before an article is taken from somebody who has begun it. */
export function TakeQuestion({begun, onCancel, onTake}: Props) {
  const {project} = useWorkspace('project')
  return (
    <ConfirmDialog
      open
      danger
      title={say('Take {articles, plural, one {# article} other {# articles}} from somebody who has begun?', {articles: begun.length})}
      confirm={say('Take it away', {}, 'an article')}
      onCancel={onCancel}
      onConfirm={() => void onTake()}
    >
      <div className="rounds-question">
        <ul className="rounds-unfinished">
          {begun.slice(0, MOST_NAMED).map(({annotator, id}) => (
            <li key={`${annotator} ${id}`}>
              {say('{person} has begun “{article}”', {
                person: project.displayName(annotator) ?? annotator,
                article: project.articles.get(id)?.title ?? id.slice(0, 12),
              })}
            </li>
          ))}
          {begun.length > MOST_NAMED && <li>{say('and {articles, number} more', {articles: begun.length - MOST_NAMED})}</li>}
        </ul>
        <p>{say('What was marked there is kept. It can be gone on with once the article is given to the same person again.')}</p>
      </div>
    </ConfirmDialog>
  )
}
