import {importNote} from '../../core/article/import-note.ts'
import {useEffect, useRef, useState} from 'react'
import type {TextEncoding} from '../../core/text/text-encoding.ts'
import type {ImportOutcome} from '../../ipc/host-api.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Progress} from '../ui/progress.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {EncodingChoice} from './encoding-choice.tsx'
import type {ImportProgress} from './import-run.ts'
import {runImport} from './import-run.ts'
import {useNextDecision} from './next-decision.ts'
import type {PickedFile} from '../state/picked-file.ts'
import {rich, say, tell} from '../ui/say.ts'
import './import-dialog.css'

type Offered = Extract<ImportOutcome, {state: 'offered'}>

/** Imports what was chosen or dropped, and says of each file what became of it. */
export function ImportDialog({files, onClose}: {readonly files: readonly PickedFile[]; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [progress, setProgress] = useState<ImportProgress>({done: 0, of: files.length, isWaiting: false, outcomes: []})
  const [running, setRunning] = useState(true)
  const [stopped, setStopped] = useState<string>()
  const [asking, setAsking] = useState(false)
  const control = useRef<AbortController>(undefined)
  const {sum, list, goOn, decided} = useNextDecision(running)

  const run = async (these: readonly PickedFile[], encoding: TextEncoding | null, before: readonly ImportOutcome[], retaken?: Offered): Promise<void> => {
    const own = new AbortController()
    control.current = own
    setRunning(true)
    const problem = await runImport(workspace.host.requests, these, encoding, {
      signal: own.signal,
      onProgress: next => control.current === own && setProgress({...next, outcomes: [...before, ...next.outcomes]}),
    })
    if (control.current !== own) return
    setStopped(problem)
    // What was not imported after all is still to be decided.
    if (problem !== undefined && retaken !== undefined) setProgress(now => ({...now, outcomes: [...now.outcomes, retaken]}))
    setRunning(false)
    if (workspace.view.get().article === undefined) {
      const [first] = workspace.articles()
      if (first !== undefined) void workspace.open(first.id)
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts once; the dialog is made anew for each import
  useEffect(() => {
    void run(files, null, [])
    return () => {
      control.current?.abort()
      control.current = undefined
    }
  }, [])

  const take = (outcome: Offered, encoding: TextEncoding): void => {
    decided(progress.outcomes.filter(each => each.state === 'offered').indexOf(outcome))
    const again = files.filter(file => file.name === outcome.file)
    void run(
      again,
      encoding,
      progress.outcomes.filter(each => each !== outcome),
      outcome,
    )
  }
  const imported = progress.outcomes.filter(each => each.state === 'imported')
  const duplicates = progress.outcomes.filter(each => each.state === 'duplicate')
  const offered = progress.outcomes.filter(each => each.state === 'offered')
  const refusals = progress.outcomes.filter(each => each.state === 'refused')
  const close = (): void => (running || offered.length > 0 ? setAsking(true) : onClose())
  return (
    <Dialog
      open
      onClose={close}
      title={say('Import articles')}
      size="large"
      actions={
        <Button variant="primary" onClick={close} disabled={running} ref={goOn}>
          {say('Done')}
        </Button>
      }
    >
      {running && (
        <Progress
          label={say('Importing')}
          value={progress.done}
          max={progress.of}
          detail={
            progress.isWaiting ? say('Waiting for its turn') : say('{done, number} of {of, number} files', {done: Math.floor(progress.done), of: progress.of})
          }
          onCancel={() => control.current?.abort()}
        />
      )}
      {stopped !== undefined && (
        <Banner tone="error" title={say('The import stopped.')}>
          {stopped}
        </Banner>
      )}
      <p className="import-sum" role="status" ref={sum} tabIndex={-1}>
        {!running &&
          say(
            '{articles, plural, one {# article} other {# articles}} imported{here, plural, =0 {} other {, # already here}}{refused, plural, =0 {} other {, # refused}}{undecided, plural, =0 {} other {, # for you to decide}}.',
            {articles: imported.length, here: duplicates.length, refused: refusals.length, undecided: offered.length},
          )}
      </p>
      <ul className="import-outcomes" ref={list}>
        {refusals.map(each => (
          <li key={`refused ${each.file}`} data-state="refused">
            <strong dir="auto">{each.file}</strong>
            <span>{tell(each.reason)}</span>
          </li>
        ))}
        {offered.map(each => (
          <li key={`offered ${each.file}`} data-state="offered">
            <strong dir="auto">{each.file}</strong>
            <EncodingChoice
              file={files.find(file => file.name === each.file)}
              offer={each.offer}
              disabled={running}
              onChoose={encoding => take(each, encoding)}
            />
          </li>
        ))}
        {duplicates.map(each => (
          <li key={`duplicate ${each.file}`} data-state="duplicate">
            <strong dir="auto">{each.file}</strong>
            <span>
              {rich('Already here as “{title}”.', {title: <bdi>{each.title}</bdi>})}{' '}
              {each.isNewSource ? say('It is now a further source of that article.') : say('Nothing was changed.')}
            </span>
          </li>
        ))}
        {imported.map(each => (
          <li key={`imported ${each.file}`} data-state="imported">
            <strong dir="auto">{each.title}</strong>
            {each.warnings.length > 0 && <span>{each.warnings.map(warning => tell(importNote(warning))).join(' ')}</span>}
          </li>
        ))}
      </ul>
      {asking && (running || offered.length > 0) && (
        <ConfirmDialog
          open
          danger
          title={running ? say('Stop the import?') : say('Close without importing {files, plural, one {# file} other {# files}}?', {files: offered.length})}
          confirm={running ? say('Stop') : say('Close without importing')}
          cancel={running ? say('Go on importing') : say('Go on deciding')}
          onConfirm={onClose}
          onCancel={() => setAsking(false)}
        >
          {running
            ? say('What was imported stays. The other files are not imported.')
            : say('Not imported: {files}.', {files: named(offered.map(({file}) => file))})}
        </ConfirmDialog>
      )}
    </Dialog>
  )
}

/** Names that a question has room for. */
const MOST_NAMED = 8
const named = (files: readonly string[]): string =>
  files.length <= MOST_NAMED
    ? files.join(', ')
    : say('{files} and {more, number} more', {files: files.slice(0, MOST_NAMED).join(', '), more: files.length - MOST_NAMED})
