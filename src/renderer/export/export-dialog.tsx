import {useEffect, useRef, useState} from 'react'
import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import {leftOutBy, leftOutSentence} from '../../core/dataset/left-out.ts'
import {isAnnotatorIn} from '../../core/round/blindness.ts'
import {isClosed} from '../../core/round/round.ts'
import {EARLIER, ownerOf} from '../../core/round/owner.ts'
import type {TaskPart} from '../../ipc/task-api.ts'
import {runTask} from '../host/run-task.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {TaskProgress} from '../ui/task-progress.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say, tell} from '../ui/say.ts'

const UNITS: readonly {readonly value: OffsetUnit; readonly label: string}[] = [
  {value: 'codepoint', label: say('Code points (Python)')},
  {value: 'utf16', label: say('UTF-16 (JavaScript)')},
]

/** Writes the labelled dataset: texts, schema, annotations with offsets, and who said what. */
export function ExportDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [unit, setUnit] = useState<OffsetUnit>('codepoint')
  const [state, setState] = useState<'asked' | {readonly part: TaskPart} | {readonly problem: string}>('asked')
  const control = useRef<AbortController>(undefined)
  useEffect(
    () => () => {
      control.current?.abort()
      control.current = undefined
    },
    [],
  )
  const isWriting = typeof state === 'object' && 'part' in state
  const counts = [...workspace.summaries.get().values()].flatMap(each => Object.values(each.layers))
  const annotations = counts.reduce((sum, count) => sum + count, 0)
  const articles = workspace.articles().length
  const {id: self} = workspace.session.get().person
  const rounds = workspace.project.rounds.all()
  const seesGold = workspace.mayManage() && !rounds.some(round => isClosed(round) && isAnnotatorIn(round, self))
  const leftOut = leftOutBy(rounds, [ownerOf(self, EARLIER), ...(seesGold ? (['gold'] as const) : [])], id => workspace.project.articles.get(id) !== undefined)
  const run = async (): Promise<void> => {
    const own = new AbortController()
    control.current = own
    setState({part: 0})
    const {host} = workspace
    const watch = {task: crypto.randomUUID(), signal: own.signal, onPart: (part: TaskPart) => setState({part})}
    const saved = await runTask(host.requests, task => host.saveDataset(unit, task), watch)
    // The dialog is gone: what is open now is another.
    const isGone = control.current !== own
    control.current = undefined
    if (!saved.ok && isGone) return
    if (!saved.ok) return setState({problem: tell(saved.error)})
    if (saved.value === null) return isGone ? undefined : setState('asked')
    const {place, notes, leftOut} = saved.value
    const said = leftOut === undefined ? [] : [tell(leftOutSentence(leftOut, self))]
    workspace.toasts.show({text: [say('Exported to {place}.', {place}), ...said, ...notes.map(tell)].join(' '), tone: notes.length === 0 ? 'success' : 'error'})
    if (!isGone) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      busy={isWriting}
      title={say('Export dataset')}
      description={say(
        '{articles, plural, one {# article} other {# articles}} with {annotations, plural, one {# annotation} other {# annotations}}, as one JSON file that anyone can rebuild to the same bytes.',
        {articles, annotations},
      )}
      actions={
        <>
          <Button onClick={isWriting ? () => control.current?.abort() : onClose}>{say('Cancel')}</Button>
          <Button variant="primary" busy={isWriting} onClick={() => void run()}>
            {say('Export JSON')}
          </Button>
        </>
      }
    >
      <ChoiceGroup label={say('Offsets count')} required choices={UNITS} value={unit} onChange={value => value !== undefined && setUnit(value)} />
      {leftOut !== undefined && (
        <Banner tone="info" title={say('Not everything is in the file.')}>
          {tell(leftOutSentence(leftOut, self))}
        </Banner>
      )}
      {isWriting && <TaskProgress label={say('Writing the dataset')} part={state.part} />}
      {typeof state === 'object' && 'problem' in state && (
        <Banner tone="error" title={say('Nothing was written.')}>
          {state.problem}
        </Banner>
      )}
    </Dialog>
  )
}
