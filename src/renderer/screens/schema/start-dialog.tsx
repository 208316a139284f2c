import {useEffect, useState} from 'react'
import type {DraftSource} from '../../../core/schema/draft.ts'
import type {Schema} from '../../../core/schema/schema.ts'
import type {SchemaPreset} from '../../../ipc/schema-api.ts'
import {pickFiles} from '../../state/picked-file.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {say, tell} from '../../ui/say.ts'
import {openDraft} from './draft-acts.ts'
import {readSchemaFile} from './read-schema-file.ts'
import {SchemaOptions} from './schema-options.tsx'

type Props = {
  readonly onClose: () => void
  /** A draft was begun. */
  readonly onDraft: (id: string) => void
}

/** What a draft begins with: a schema that comes with the app, one of a file or of a dataset, or nothing. */
export function StartDialog({onClose, onDraft}: Props) {
  const workspace = useWorkspace('project', 'session')
  const {requests} = workspace.host
  const [problem, setProblem] = useState<string>()
  const [presets, setPresets] = useState<readonly SchemaPreset[]>([])
  const [files, setFiles] = useState<readonly SchemaPreset[]>([])
  const [chosen, setChosen] = useState<string>()
  const empty: SchemaPreset = {
    id: EMPTY,
    schema: {name: say('New schema'), description: say('Nothing in it yet: begin with a layer of your own.'), version: 1, layers: []},
  }
  const offered = [...files, ...presets, empty]
  const next = offered.find(({id}) => id === chosen)

  useEffect(() => {
    let isOpen = true
    void requests.schemaPresets().then(found => {
      if (!isOpen) return
      if (found.ok) setPresets(found.value)
      else setProblem(tell(found.error))
    })
    return () => {
      isOpen = false
    }
  }, [requests])

  const fromFile = async (): Promise<void> => {
    const [file] = await pickFiles(document, {accept: '.json,application/json', multiple: false})
    if (file === undefined) return
    const parsed = readSchemaFile(await file.bytes())
    if (!parsed.ok) return setProblem(say('{file}: {problem}', {file: file.name, problem: parsed.error}))
    setProblem(undefined)
    // No schema that comes with the app is called so.
    const id = `/${file.name}`
    setFiles(before => [{id, schema: parsed.value}, ...before.filter(each => each.id !== id)])
    setChosen(id)
  }
  const begin = ({id, schema}: SchemaPreset): void => {
    onDraft(openDraft(workspace, {from: sourceOf(id), base: workspace.project.schema().version, schema: withoutMappings(schema)}))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Start from…')}
      description={say('A draft is changed apart: nothing is different for anybody before it is published.')}
      actions={
        <>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button variant="primary" disabled={next === undefined} onClick={() => next !== undefined && begin(next)}>
            {say('Begin the draft')}
          </Button>
        </>
      }
    >
      {problem !== undefined && (
        <Banner tone="error" title={say('That did not work.')} onDismiss={() => setProblem(undefined)}>
          {problem}
        </Banner>
      )}
      <div className="schemas">
        <SchemaOptions offered={offered} chosen={chosen} onChoose={setChosen} />
        <div>
          <Button size="small" onClick={() => void fromFile()}>
            {say('From a file…')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** No schema that comes with the app, and no file, is called so. */
const EMPTY = '//'

const sourceOf = (id: string): DraftSource => (id === EMPTY ? 'empty' : id.startsWith('/') ? 'file' : 'preset')

/** What another project has mapped says nothing here. */
const withoutMappings = ({mappings: _mappings, ...schema}: Schema): Schema => schema
