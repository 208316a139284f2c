import {useEffect, useState} from 'react'
import type {Schema} from '../../../core/schema/schema.ts'
import {pickFiles} from '../../state/picked-file.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {say, tell} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {openDraft} from './draft-acts.ts'
import {readSchemaFile} from './read-schema-file.ts'
import type {SchemaOffer} from './schema-options.tsx'
import {SchemaOptions} from './schema-options.tsx'

type Props = {
  readonly onClose: () => void
  /** A draft was begun. */
  readonly onDraft: (id: string) => void
}

const NO_PROJECT = ''

/** What a draft begins with: a schema that comes with the app, one of a file, of a dataset or of another project, or nothing. */
export function StartDialog({onClose, onDraft}: Props) {
  const workspace = useWorkspace('project', 'session')
  const {requests} = workspace.host
  const [problem, setProblem] = useState<string>()
  const [presets, setPresets] = useState<readonly SchemaOffer[]>([])
  const [own, setOwn] = useState<readonly SchemaOffer[]>([])
  const [projects, setProjects] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<string>()
  const empty: SchemaOffer = {
    id: 'empty',
    from: 'empty',
    schema: {name: say('New schema'), description: say('Nothing in it yet: begin with a layer of your own.'), version: 1, layers: []},
  }
  const offered = [...own, ...presets, empty]
  const next = offered.find(({id}) => id === chosen)
  const hasProjects = workspace.session.get().hasProjects === true

  useEffect(() => {
    let isOpen = true
    void requests.schemaPresets().then(found => {
      if (!isOpen) return
      if (found.ok) setPresets(found.value.map(({id, schema}) => ({id: `preset ${id}`, from: 'preset', schema})))
      else setProblem(tell(found.error))
    })
    if (hasProjects)
      void requests.listProjects().then(found => {
        if (isOpen && found.ok) setProjects(found.value.projects.filter(({isHere}) => !isHere).map(({name}) => name))
      })
    return () => {
      isOpen = false
    }
  }, [requests, hasProjects])

  const offer = (schema: Schema, from: 'file' | 'project', place: string): void => {
    setProblem(undefined)
    const id = `${from} ${place}`
    setOwn(before => [{id, schema, from, place}, ...before.filter(each => each.id !== id)])
    setChosen(id)
  }
  const fromFile = async (): Promise<void> => {
    const [file] = await pickFiles(document, {accept: '.json,application/json', multiple: false})
    if (file === undefined) return
    const parsed = readSchemaFile(await file.bytes())
    if (!parsed.ok) return setProblem(say('{file}: {problem}', {file: file.name, problem: parsed.error}))
    offer(parsed.value, 'file', file.name)
  }
  const fromProject = async (name: string): Promise<void> => {
    const found = await requests.schemaOfProject(name)
    if (!found.ok) return setProblem(tell(found.error))
    offer(found.value, 'project', name)
  }
  const begin = ({schema, from}: SchemaOffer): void => {
    onDraft(openDraft(workspace, {from, base: workspace.project.schema().version, schema: withoutMappings(schema)}))
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
        <div className="schema-bar">
          <Button size="small" onClick={() => void fromFile()}>
            {say('From a file…')}
          </Button>
          {projects.length > 0 && (
            <SelectField
              label={say('From another project')}
              hideLabel
              choices={[{value: NO_PROJECT, label: say('From another project…')}, ...projects.map(name => ({value: name, label: name}))]}
              value={NO_PROJECT}
              onChange={name => name !== NO_PROJECT && void fromProject(name)}
            />
          )}
        </div>
      </div>
    </Dialog>
  )
}

/** What another project has mapped says nothing here. */
const withoutMappings = ({mappings: _mappings, ...schema}: Schema): Schema => schema
