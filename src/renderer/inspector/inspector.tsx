import {Palette} from 'lucide-react'
import {useCallback, useEffect, useMemo, useRef, useState} from 'react'
import {isTakenFrom} from '../../core/annotation/co-authors.ts'
import {selectedAnnotation} from '../annotate/annotate-commands.ts'
import {atOnce} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {names as namesOf} from '../state/names.ts'
import {IconButton} from '../ui/icon-button.tsx'
import {Split} from '../ui/split.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {AnnotationDetails} from './annotation-details.tsx'
import {AnnotationList} from './annotation-list.tsx'
import {EarlierPanel} from './earlier-panel.tsx'
import {RemovedDetails} from './removed-details.tsx'
import {TakenList} from './taken-list.tsx'
import {inNumbers, say} from '../ui/say.ts'
import './inspector.css'

/** From this width on, in CSS pixels, the details stand beside the list. */
const TWO_COLUMNS = 600

/** The right side: the article's annotations, and below or beside them what is said about the selected one. */
export function Inspector({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace('view', 'sets', 'session', 'preferences')
  const goToDetails = useCallback(() => void commands['annotate.details'](workspace, atOnce), [commands, workspace])
  const article = workspace.current()
  const names = useMemo(() => namesOf(workspace.project, workspace.registry), [workspace])
  const annotation = selectedAnnotation(workspace)
  const frame = useRef<HTMLElement>(null)
  const [isWide, setWide] = useState(false)
  const isOpen = article !== undefined
  useEffect(() => {
    if (!isOpen || frame.current === null) return
    const watch = new ResizeObserver(([entry]) => entry !== undefined && setWide(entry.contentRect.width >= TWO_COLUMNS))
    watch.observe(frame.current)
    return () => watch.disconnect()
  }, [isOpen])
  if (article === undefined) return <aside className="inspector" aria-label={say('Annotations')} />
  const {selected} = workspace.view.get()
  const removed = annotation === undefined && selected !== undefined ? article.set.get(selected) : undefined
  const me = workspace.session.get().person.id
  const taken = article.set.all().filter(each => isTakenFrom(each, me))
  return (
    <aside ref={frame} className="inspector" aria-label={say('Annotations')}>
      <header className="inspector-head">
        <h2>{say('Annotations')}</h2>
        <span className="inspector-count">{inNumbers(article.listed().length)}</span>
        <IconButton size="small" label={say('Colours and layers…')} icon={<Palette />} onClick={() => commands['view.colours'](workspace, atOnce)} />
      </header>
      <Split
        label={say('Height of the list')}
        side={isWide ? 'beside' : 'below'}
        share={workspace.preferences.get().listShare}
        onShare={listShare => workspace.preferences.update(before => ({...before, listShare}))}
        first={<AnnotationList key={article.id} article={article} names={names} onOpen={goToDetails} />}
        second={
          annotation === undefined ? (
            removed && <RemovedDetails article={article} annotation={removed} />
          ) : (
            <AnnotationDetails article={article} annotation={annotation} names={names} commands={commands} />
          )
        }
      />
      {taken.length > 0 && <TakenList article={article} taken={taken} />}
      <EarlierPanel article={article} commands={commands} />
      {article.set.unreadable() > 0 && (
        <p className="inspector-problem">
          {say(
            '{records, plural, one {# record} other {# records}} of this article could not be read. They are kept as they are; run “Check project” for details.',
            {records: article.set.unreadable()},
          )}
        </p>
      )}
    </aside>
  )
}
