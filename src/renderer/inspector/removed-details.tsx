import type {Annotation} from '../../core/annotation/annotation.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {AnnotationHistory} from '../history/annotation-history.tsx'
import {bringBack} from '../history/bring-back.ts'
import {nameOf} from '../presence/people.ts'
import {Button} from '../ui/button.tsx'
import {momentOf} from '../ui/moment.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {DetailsWords} from './details-words.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say, tell} from '../ui/say.ts'

/** An annotation that was removed: by whom and when, with its history and the way back. */
export function RemovedDetails({article, annotation}: {readonly article: OpenArticle; readonly annotation: Annotation}) {
  const workspace = useWorkspace()
  const {id, layer, removed} = annotation
  const {removed: _removed, ...there} = annotation
  const moment = removed === undefined ? '' : momentOf(removed.at)
  return (
    <section key={id} className="annotation-details" aria-label={say('Details of the removed annotation')}>
      <header className="annotation-details-head">
        <h2>{layerNamed(workspace.project.schema(), layer)?.label ?? layer}</h2>
        {!article.readOnly() && (
          <Button
            size="small"
            onClick={() => {
              const done = bringBack(workspace, article, id, there)
              if (!done.ok) workspace.toasts.show({text: tell(done.error), tone: 'error', here: true})
              workspace.panes.focusInspector?.()
            }}
          >
            {say('Bring back')}
          </Button>
        )}
      </header>
      <DetailsWords article={article} annotation={annotation} />
      <p className="annotation-details-by">
        {removed?.by === workspace.session.get().person.id
          ? say('Removed by you, {moment}', {moment})
          : say('Removed by {name}, {moment}', {name: nameOf(workspace, removed?.by ?? ''), moment})}
      </p>
      <AnnotationHistory article={article} annotation={annotation} />
    </section>
  )
}
