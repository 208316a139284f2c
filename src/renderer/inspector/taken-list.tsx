import type {Annotation} from '../../core/annotation/annotation.ts'
import {isClaimMention} from '../../core/schema/claim-layers.ts'
import {AnnotationWords} from '../annotate/annotation-words.tsx'
import {takeBackNoClaim} from '../annotate/read-mark.ts'
import {Button} from '../ui/button.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'
import './taken-list.css'

/** What colleagues removed of this person's work here, until she brings it back or agrees. */
export function TakenList({article, taken}: {readonly article: OpenArticle; readonly taken: readonly Annotation[]}) {
  const workspace = useWorkspace()
  const {set} = article
  return (
    <section className="taken-list" aria-label={say('Removed by others')}>
      <h3>{say('Removed by others')}</h3>
      <ul>
        {taken.map(annotation => (
          <li key={annotation.id}>
            <AnnotationWords annotation={annotation} lookup={set.get} />
            <span className="taken-list-by">
              {say('Removed by {name}', {name: workspace.project.people.get(annotation.removed?.by ?? '')?.name ?? say('a colleague')})}
            </span>
            {!article.readOnly() && (
              <span className="taken-list-acts">
                <Button
                  size="small"
                  onClick={() => {
                    set.transact(() => {
                      set.restore([annotation.id], workspace.act())
                      if (isClaimMention(workspace.project.schema(), annotation)) takeBackNoClaim(workspace, article)
                    })
                    workspace.view.update(before => ({...before, selected: annotation.id}))
                  }}
                >
                  {say('Bring back')}
                </Button>
                <Button size="small" variant="quiet" onClick={() => set.remove([annotation.id], workspace.act())}>
                  {say('Agree')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
