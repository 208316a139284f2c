import {useEffect, useRef, useState} from 'react'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {TaskProgress} from '../ui/task-progress.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import type {DatasetProgress} from './dataset-run.ts'
import {takeDataset} from './dataset-run.ts'
import type {PickedFile} from '../state/picked-file.ts'
import {say, tell} from '../ui/say.ts'

const DOING = {sending: say('Sending the dataset'), importing: say('Checking and importing')} as const

/** Imports a dataset, all of it or nothing; without a file the desktop asks which. */
export function DatasetDialog({file, onClose}: {readonly file: PickedFile | undefined; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [progress, setProgress] = useState<DatasetProgress>({doing: file === undefined ? 'importing' : 'sending', part: 0})
  const [problem, setProblem] = useState<string>()
  const control = useRef<AbortController>(undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: starts once; the dialog is made anew for each import
  useEffect(() => {
    const own = new AbortController()
    control.current = own
    const given = {upload: crypto.randomUUID(), signal: own.signal, onProgress: (next: DatasetProgress) => control.current === own && setProgress(next)}
    void takeDataset(workspace.host, file, given).then(done => {
      if (control.current !== own) return
      if (!done.ok) return setProblem(tell(done.error))
      if (done.value === null) return onClose()
      const {articles, annotations} = done.value
      workspace.toasts.show({
        text: say(
          'Imported {articles, plural, =0 {no articles} one {# article} other {# articles}} with {annotations, plural, =0 {no annotations} one {# annotation} other {# annotations}}.',
          {articles, annotations},
        ),
        tone: 'success',
      })
      onClose()
      const [first] = workspace.articles()
      if (first !== undefined) void workspace.open(first.id)
    })
    return () => {
      own.abort()
      control.current = undefined
    }
  }, [])

  const running = problem === undefined
  const cancel = (): void => control.current?.abort()
  return (
    <Dialog
      open
      onClose={() => (running ? cancel() : onClose())}
      busy={running}
      title={say('Import dataset')}
      actions={
        <Button variant="primary" onClick={onClose} disabled={running}>
          {say('Done')}
        </Button>
      }
    >
      {running ? (
        <TaskProgress label={DOING[progress.doing]} part={progress.part} onCancel={cancel} />
      ) : (
        <Banner tone="error" title={say('Nothing was imported.')}>
          {problem}
        </Banner>
      )}
    </Dialog>
  )
}
