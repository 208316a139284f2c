import {useMemo} from 'react'
import {isTakenFrom} from '../../core/co-authors.ts'
import {selectedAnnotation} from '../annotate/annotate-commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {names as namesOf} from '../annotate/names.ts'
import {useWorkspace} from '../workspace/use-workspace.ts'
import {AnnotationDetails} from './annotation-details.tsx'
import {AnnotationList} from './annotation-list.tsx'
import {TakenList} from './taken-list.tsx'
import './inspector.css'

/** The right side: the article's annotations, and below them what is said about the selected one. */
export function Inspector({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const article = workspace.current()
  const names = useMemo(() => namesOf(workspace.project, workspace.registry), [workspace])
  const annotation = selectedAnnotation(workspace)
  if (article === undefined) return <aside className="inspector" aria-label="Annotations" />
  const me = workspace.session.get().person.id
  const taken = article.set.all().filter(each => isTakenFrom(each, me))
  return (
    <aside className="inspector" aria-label="Annotations">
      <header className="inspector-head">
        <h2>Annotations</h2>
        <span className="inspector-count">{article.listed().length.toLocaleString()}</span>
      </header>
      <div className="inspector-list">
        <AnnotationList key={article.id} article={article} names={names} onOpen={commands['annotate.details'].run} />
      </div>
      {annotation !== undefined && (
        <div className="inspector-details">
          <AnnotationDetails article={article} annotation={annotation} names={names} commands={commands} />
        </div>
      )}
      {taken.length > 0 && <TakenList article={article} taken={taken} />}
      {article.set.unreadable() > 0 && (
        <p className="inspector-problem">
          {article.set.unreadable()} {article.set.unreadable() === 1 ? 'record' : 'records'} of this article could not be read. They are kept as they are; run
          “Check project” for details.
        </p>
      )}
    </aside>
  )
}
