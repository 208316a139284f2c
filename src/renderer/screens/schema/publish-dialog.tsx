import {differenceWords} from '../../../core/schema/difference-words.ts'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import {LONGEST_NOTE} from '../../../core/schema/kept-version.ts'
import {wordKey} from '../../../core/schema/mapping.ts'
import {mustWait} from '../../../core/schema/must-wait.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {Progress} from '../../ui/progress.tsx'
import {say, tell} from '../../ui/say.ts'
import {TextArea} from '../../ui/text-area.tsx'
import {ChangeList} from './change-list.tsx'
import {MeanwhileChoices} from './meanwhile-choices.tsx'
import {SchemaMapping} from './schema-mapping.tsx'
import {useMeanwhile} from './use-meanwhile.ts'
import type {Publishing} from './use-publishing.ts'
import {usePublishing} from './use-publishing.ts'
import './publish-dialog.css'

type Props = {
  readonly draft: SchemaDraft
  readonly title?: string
  readonly onClose: () => void
  /** Keeps a draft that is none of the project's, as it goes on from another version. */
  readonly onGoOn?: (draft: SchemaDraft) => void
}

/**
 * Brings a draft into force, after it is shown what that does. Where another version was published since the draft began, what that changed is shown first, and what both changed is decided. What somebody changes
 * in the draft meanwhile stays in it.
 */
export function PublishDialog({draft, title = say('Publish the draft'), onClose, onGoOn}: Props) {
  const meanwhile = useMeanwhile(draft, onGoOn)
  const publishing = usePublishing(draft, onClose)
  return (
    <Dialog
      open
      onClose={onClose}
      busy={publishing.isBusy}
      size="large"
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          {meanwhile === undefined ? (
            <Button variant="primary" busy={publishing.isBusy} disabled={!publishing.isReady} onClick={() => void publishing.publish()}>
              {publishing.waits.length > 0 ? say('Publish what can go now') : say('Publish')}
            </Button>
          ) : (
            <Button variant="primary" onClick={meanwhile.goOn}>
              {say('Go on from version {version}', {version: meanwhile.version})}
            </Button>
          )}
        </>
      }
    >
      {meanwhile === undefined ? <WhatItDoes publishing={publishing} onClose={onClose} /> : <MeanwhileChoices {...meanwhile} />}
    </Dialog>
  )
}

/** Problems of a draft that are told at once. */
const MOST_PROBLEMS = 5

function WhatItDoes({publishing, onClose}: {readonly publishing: Publishing; readonly onClose: () => void}) {
  const {change, waits, given, problems, problem, isBusy, note, setNote} = publishing
  const unplaced = change.uses.filter(({word}) => word === undefined || !given.some(mapping => wordKey(mapping) === wordKey(word)))
  const refusal = problem ?? change.refusal
  return (
    <>
      {refusal !== undefined && (
        <Banner tone="error" title={say('That did not work.')}>
          {refusal}
        </Banner>
      )}
      {problems.length > 0 && (
        <Banner tone="error" title={say('The draft cannot be published yet.')}>
          {problems.slice(0, MOST_PROBLEMS).map(tell).join(' ')}
        </Banner>
      )}
      {publishing.stale.length > 0 && (
        <Banner tone="info" title={say('Some labels in other languages are perhaps out of date.')}>
          {say('These were changed, and their words in other languages were not: {labels}.', {labels: publishing.stale})}
        </Banner>
      )}
      {publishing.hasChanged && (
        <Banner tone="warning" title={say('What you publish was changed after you opened this.')}>
          {say('What it does now is below. Look at it again, then publish.')}
        </Banner>
      )}
      {waits.length > 0 && <Waiting {...publishing} />}
      {isBusy && <Progress label={say('Publishing')} />}
      {!isBusy && publishing.isCounting && <Progress label={say('Counting what this touches')} onCancel={onClose} />}
      {change.version !== undefined && (
        <>
          <ChangeList changes={change.changes} version={change.version} onOpen={onClose} />
          <SchemaMapping uses={unplaced} onMap={change.map} />
          <TextArea
            label={say('Why')}
            hint={say('Whoever looks at the versions reads it. It may stay empty.')}
            maxLength={LONGEST_NOTE}
            value={note}
            onBegin={() => null}
            onCommit={text => {
              setNote(text)
              return null
            }}
          />
        </>
      )}
    </>
  )
}

/** What of the draft is not for while a round is closed. */
function Waiting({waits, next, goesOn}: Pick<Publishing, 'waits' | 'next' | 'goesOn'>) {
  const inForce = useWorkspace('project').writtenSchema()
  const words = waits.map(each => differenceWords(each, inForce, next))
  return (
    <section className="publish-waiting" aria-labelledby="publish-waiting">
      <Banner tone="warning" title={tell(mustWait(words))}>
        {goesOn ? say('What can go now is below. The rest stays in the draft.') : say('Nothing of this draft can go now. It stays as it is.')}
      </Banner>
      <h3 id="publish-waiting">{say('Waits until the round is opened')}</h3>
      <ul>
        {words.map(tell).map(each => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  )
}
