import {useState} from 'react'
import type {Round} from '../../../core/round/round.ts'
import type {AnnotatorProgress} from '../../../ipc/round-api.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {ConfirmDialog} from '../../ui/confirm-dialog.tsx'
import {say} from '../../ui/say.ts'

/** People that a question names; the others are counted. */
const MOST_NAMED = 8

type Props = {
  readonly round: Round
  readonly progress: readonly AnnotatorProgress[]
  readonly onCancel: () => void
  readonly onOpen: () => Promise<void>
}

/** Says who is not finished and what the opening means, before a round is opened. */
export function OpenQuestion({round, progress, onCancel, onOpen}: Props) {
  const {project} = useWorkspace('project')
  const [busy, setBusy] = useState(false)
  const unfinished = progress.filter(({finished, given}) => finished < given)
  return (
    <ConfirmDialog
      open
      danger
      title={say('Open “{name}”?', {name: round.name})}
      confirm={say('Open the round')}
      onCancel={onCancel}
      onConfirm={() => {
        if (busy) return
        setBusy(true)
        void onOpen()
      }}
    >
      <div className="rounds-question">
        <p>
          {say(
            'Everybody in the project can then read what each annotator marked, and nobody can change it any more. A round that is opened cannot be closed again.',
          )}
        </p>
        {unfinished.length === 0 ? (
          <p>{say('Everybody has finished.')}</p>
        ) : (
          <>
            <p>{say('{people, plural, one {# person has} other {# people have}} not finished:', {people: unfinished.length})}</p>
            <ul className="rounds-unfinished">
              {unfinished.slice(0, MOST_NAMED).map(({annotator, finished, given}) => (
                <li key={annotator}>
                  {say('{person}: {finished, number} of {given, number}', {person: project.displayName(annotator) ?? annotator, finished, given})}
                </li>
              ))}
              {unfinished.length > MOST_NAMED && <li>{say('and {people, number} more', {people: unfinished.length - MOST_NAMED})}</li>}
            </ul>
          </>
        )}
        <p>
          {say(
            'Who is offline now does not know of the opening. What such a person does until then is taken once and marked as late, so that it can be left out of figures. What anybody does afterwards goes to the team.',
          )}
        </p>
      </div>
    </ConfirmDialog>
  )
}
