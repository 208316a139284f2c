import {useState} from 'react'
import type {OffsetUnit} from '../../ipc/host-api.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import {saveFile} from './save-file.ts'

const UNITS: readonly {readonly value: OffsetUnit; readonly label: string}[] = [
  {value: 'codepoint', label: 'Code points (Python)'},
  {value: 'utf16', label: 'UTF-16 (JavaScript)'},
]

/** Writes the labelled dataset: texts, schema, annotations with offsets, and who said what. */
export function ExportDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [unit, setUnit] = useState<OffsetUnit>('codepoint')
  const [state, setState] = useState<'asked' | 'writing' | {readonly problem: string}>('asked')
  const counts = [...workspace.summaries.get().values()].flatMap(each => Object.values(each.layers))
  const annotations = counts.reduce((sum, count) => sum + count, 0)
  const articles = workspace.articles().length
  const run = async (): Promise<void> => {
    setState('writing')
    const made = await workspace.host.requests.exportDataset(unit)
    if (!made.ok) return setState({problem: made.error})
    const {notes, ...file} = made.value
    const saved = await saveFile(workspace.host, file, document)
    if (!saved.ok) return setState({problem: saved.error})
    if (saved.value === null) return setState('asked')
    workspace.toasts.show({text: [`Exported to ${saved.value}.`, ...notes].join(' '), tone: notes.length === 0 ? 'success' : 'error'})
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Export dataset"
      description={`${articles.toLocaleString()} ${articles === 1 ? 'article' : 'articles'} with ${annotations.toLocaleString()} ${annotations === 1 ? 'annotation' : 'annotations'}, as one JSON file that anyone can rebuild to the same bytes.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={state === 'writing'} onClick={() => void run()}>
            Export JSON
          </Button>
        </>
      }
    >
      <ChoiceGroup label="Offsets count" required choices={UNITS} value={unit} onChange={value => value !== undefined && setUnit(value)} />
      {state === 'writing' && <Spinner label="Writing the dataset" />}
      {typeof state === 'object' && (
        <Banner tone="error" title="Nothing was written.">
          {state.problem}
        </Banner>
      )}
    </Dialog>
  )
}
