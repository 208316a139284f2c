import type {Annotation} from '../../core/annotation.ts'
import {takeBackNoClaim} from '../annotate/article-commands.ts'
import {Button} from '../ui/button.tsx'
import type {OpenArticle} from '../workspace/open-article.ts'
import {useWorkspace} from '../workspace/use-workspace.ts'
import './taken-list.css'

/** What colleagues removed of this person's work here, until she brings it back or agrees. */
export function TakenList({article, taken}: {readonly article: OpenArticle; readonly taken: readonly Annotation[]}) {
  const workspace = useWorkspace()
  const {set} = article
  return (
    <section className="taken-list" aria-label="Removed by others">
      <h3>Removed by others</h3>
      <ul>
        {taken.map(({id, layer, selector, removed}) => (
          <li key={id}>
            <q dir="auto">{selector.quote}</q>
            <span className="taken-list-by">Removed by {workspace.project.people.get(removed?.by ?? '')?.name ?? 'a colleague'}</span>
            {!article.document.readOnly() && (
              <span className="taken-list-acts">
                <Button
                  size="small"
                  onClick={() => {
                    set.transact(() => {
                      set.restore([id], workspace.act())
                      if (layer === 'claim') takeBackNoClaim(workspace, article)
                    })
                    workspace.view.update(before => ({...before, selected: id}))
                  }}
                >
                  Bring back
                </Button>
                <Button size="small" variant="quiet" onClick={() => set.remove([id], workspace.act())}>
                  Agree
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
