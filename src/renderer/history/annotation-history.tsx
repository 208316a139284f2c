import {ChevronRight} from 'lucide-react'
import {useEffect, useId, useRef, useState} from 'react'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {anchorsIn} from '../../core/annotation/selector.ts'
import type {AnnotationState} from '../../ipc/history-api.ts'
import {paintOf} from '../state/look.ts'
import {nameOf} from '../presence/people.ts'
import {Button} from '../ui/button.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {namingIn} from '../annotate/feature-words.ts'
import {bringBackHere, canBringBack, namingThen, othersIn} from './bring-back.ts'
import {deedWords, timeWords} from './history-words.ts'
import {StateShown} from './state-shown.tsx'
import {useHistory} from './use-history.ts'
import {say} from '../ui/say.ts'
import './annotation-history.css'

type Props = {readonly article: OpenArticle; readonly annotation: Annotation}

/** Who did what to an annotation, in a part of its details that can be opened. It stays open from one annotation to the next. */
export function AnnotationHistory({article, annotation}: Props) {
  const workspace = useWorkspace()
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const open = workspace.preferences.get().historyOpen
  useEffect(() => {
    workspace.panes.focusHistory = () => opener.current?.focus()
    return () => {
      workspace.panes.focusHistory = undefined
    }
  }, [workspace])
  return (
    <section className="history" aria-label={say('History')}>
      <h3>
        <button
          ref={opener}
          type="button"
          className="history-opener"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => workspace.preferences.update(before => ({...before, historyOpen: !open}))}
        >
          <ChevronRight aria-hidden="true" />
          {say('History')}
        </button>
      </h3>
      <div id={id}>{open && <Entries article={article} annotation={annotation} />}</div>
    </section>
  )
}

function Entries({article, annotation}: Props) {
  const workspace = useWorkspace()
  const {history, problem, more} = useHistory(workspace, article, annotation)
  const [shown, setShown] = useState<number>()
  const entries = history === undefined ? [] : entriesOf(workspace, article, history)
  const shownState = entries.find(({place}) => place === shown)?.state.annotation
  usePainted(workspace, article, shownState)
  if (problem !== undefined) return <p className="history-problem">{problem}</p>
  if (history === undefined) return <p className="history-when">{say('Asking the hub…')}</p>
  const bring = (state: Annotation): void => {
    setShown(undefined)
    if (othersIn(workspace, annotation, state).length > 0)
      return workspace.view.update(before => ({...before, dialog: {kind: 'bringBack', annotation: annotation.id, state}}))
    bringBackHere(workspace, article, annotation.id, state)
  }
  return (
    <>
      <ol className="history-entries" aria-label={say('What was done, the newest first')}>
        {entries.map(({place, who, did, when, state}) => (
          <li key={place} className="history-entry">
            <p id={`history-${annotation.id}-${place}`}>
              <bdi className="history-who">{who}</bdi> {did}
            </p>
            <p className="history-when">{when}</p>
            {canBringBack(annotation, state.annotation) && (
              <span className="history-acts">
                <Button
                  size="small"
                  variant="quiet"
                  aria-pressed={shown === place}
                  aria-describedby={`history-${annotation.id}-${place}`}
                  onClick={() => setShown(shown === place ? undefined : place)}
                >
                  {say('Show this state')}
                </Button>
                {!article.readOnly() && (
                  <Button size="small" aria-describedby={`history-${annotation.id}-${place}`} onClick={() => bring(state.annotation)}>
                    {say('Bring this state back')}
                  </Button>
                )}
              </span>
            )}
            {shown === place && <StateShown naming={namingThen(workspace, article)} annotation={state.annotation} lookup={article.set.get} />}
          </li>
        ))}
      </ol>
      {history.next !== undefined && (
        <Button size="small" variant="quiet" onClick={() => void more()}>
          {say('Show earlier')}
        </Button>
      )}
    </>
  )
}

/** `place`: among all states, counted from the oldest that is known, so that it stays when something is done. */
type Entry = {readonly place: number; readonly who: string; readonly did: string; readonly when: string; readonly state: AnnotationState}

/** In words, without what nothing is to be seen of. */
function entriesOf(
  workspace: Workspace,
  article: OpenArticle,
  {states, next}: {readonly states: readonly AnnotationState[]; readonly next?: number},
): readonly Entry[] {
  const naming = namingThen(workspace, article)
  const me = workspace.session.get().person.id
  return states.flatMap((state, at) => {
    const before = states[at + 1]?.annotation
    if (before === undefined && next !== undefined) return []
    const did = deedWords(naming, state, before)
    if (did === '') return []
    const who = state.by === me ? say('You') : state.by === undefined ? say('Somebody') : nameOf(workspace, state.by)
    return [{place: states.length - at, who, did, when: timeWords(state), state}]
  })
}

/** Paints the words of a state in the text while it is shown. */
function usePainted(workspace: Workspace, article: OpenArticle, state: Annotation | undefined): void {
  const key = state && JSON.stringify([state.layer, state.selector, state.features])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a state is another object with each answer, and the same all the same
  useEffect(() => {
    if (state?.selector === undefined) return
    const found = anchorsIn(article.text)(state.selector)
    if (found.state === 'orphan') return
    const {schema, target} = {schema: workspace.project.schema(), target: workspace.view.get().target}
    const paint = paintOf(() => ({
      schema,
      target,
      resolve: namingIn(workspace, article).names.resolve,
      colours: workspace.preferences.get().colours,
      hidden: [],
    }))
    const preview = {id: state.id, ...found.span, look: state.layer, label: '', ...paint(state)}
    workspace.view.update(before => ({...before, preview}))
    workspace.panes.article?.reveal(found.span)
    return () => workspace.view.update(before => (before.preview === preview ? {...before, preview: undefined} : before))
  }, [workspace, article, key])
}
