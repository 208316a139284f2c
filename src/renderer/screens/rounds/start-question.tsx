import {useState} from 'react'
import {ConfirmDialog} from '../../ui/confirm-dialog.tsx'
import {say} from '../../ui/say.ts'

type Props = {
  readonly name: string
  readonly articles: number
  readonly people: number
  readonly basedOn: string | undefined
  readonly onCancel: () => void
  readonly onStart: () => Promise<void>
}

/** Says what it means that a round begins. */
export function StartQuestion({name, articles, people, basedOn, onCancel, onStart}: Props) {
  const [busy, setBusy] = useState(false)
  return (
    <ConfirmDialog
      open
      title={say('Start “{name}”?', {name})}
      confirm={say('Start the round')}
      onCancel={onCancel}
      onConfirm={() => {
        if (busy) return
        setBusy(true)
        void onStart()
      }}
    >
      <div className="rounds-question">
        <p>
          {say(
            '{articles, plural, one {# article goes} other {# articles go}} to {people, plural, one {# annotator} other {# annotators}}. Nobody else works there until the round is opened.',
            {articles, people},
          )}
        </p>
        <p>
          {say(
            'Until the round is opened, nobody sees anybody else’s work there, not even a count, and neither do you. What the team has marked in these articles is not shown meanwhile.',
          )}
        </p>
        {basedOn !== undefined && <p>{say('Each annotator begins with a copy of the own work in “{round}”, which stays as it was.', {round: basedOn})}</p>}
        <p>{say('You see who has finished how many articles. You can give out more articles and add people later.')}</p>
      </div>
    </ConfirmDialog>
  )
}
