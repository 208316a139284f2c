import {inQuotation} from '../../core/text/in-quotation.ts'
import {useEffect, useState} from 'react'
import type {Schema} from '../../core/schema/schema.ts'
import type {SchemaPreset} from '../../ipc/schema-api.ts'
import {saveFile} from '../export/save-file.ts'
import {readSchemaFile} from '../screens/schema/read-schema-file.ts'
import {pickFiles} from '../state/picked-file.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {LayerKeys} from '../screens/schema/layer-keys.tsx'
import {SchemaMapping} from '../screens/schema/schema-mapping.tsx'
import {SchemaOptions} from '../screens/schema/schema-options.tsx'
import {useSchemaChange} from '../screens/schema/use-schema-change.ts'
import {rich, say, tell} from '../ui/say.ts'
import '../screens/schema/schema-options.css'

/** The schema in force, and others to take in its place: those that come with the app, and any file. */
export function SchemaDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const {requests} = workspace.host
  const [problem, setProblem] = useState<string>()
  const [presets, setPresets] = useState<readonly SchemaPreset[]>([])
  const [files, setFiles] = useState<readonly SchemaPreset[]>([])
  const [chosen, setChosen] = useState<string>()
  const [busy, setBusy] = useState(false)
  const inForce = workspace.project.schema()
  const unread = workspace.project.schemaProblem()
  const mayTake = workspace.mayManage()
  const offered = [...files, ...presets]
  const next = offered.find(({id}) => id === chosen)?.schema
  const change = useSchemaChange(requests, next)
  // What could not be told may be asked again by taking it.
  const isReady = change.isSettled || change.refusal !== undefined

  useEffect(() => {
    let isOpen = true
    if (mayTake)
      void requests.schemaPresets().then(found => {
        if (!isOpen) return
        if (found.ok) setPresets(found.value)
        else setProblem(tell(found.error))
      })
    return () => {
      isOpen = false
    }
  }, [requests, mayTake])

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
  const take = async (schema: Schema): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    const taken = await requests.takeSchema(schema, change.mappings)
    setBusy(false)
    if (!taken.ok) return setProblem(tell(taken.error))
    workspace.toasts.show({
      text: say('The schema “{name}” is in force now, as version {version}.', {
        name: inQuotation(taken.value.name),
        version: taken.value.version,
      }),
      tone: 'success',
    })
    onClose()
  }
  const save = async (): Promise<void> => {
    // What this project has mapped says nothing elsewhere.
    const {mappings: _mappings, ...file} = workspace.writtenSchema()
    const saved = await saveFile(workspace.host, {name: 'schema.json', text: `${JSON.stringify(file, null, 2)}\n`}, document)
    if (!saved.ok) setProblem(tell(saved.error))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Schema')}
      description={say('What can be marked and said in this project. What is annotated already stays as it is, under the version it was made with.')}
      actions={
        <>
          <Button onClick={onClose}>{mayTake ? say('Cancel') : say('Close')}</Button>
          {mayTake && (
            <Button variant="primary" disabled={next === undefined || !isReady} busy={busy} onClick={() => next !== undefined && void take(next)}>
              {say('Take this schema')}
            </Button>
          )}
        </>
      }
    >
      {problem === undefined && change.refusal !== undefined && <Banner tone="warning" title={change.refusal} />}
      {problem !== undefined && (
        <Banner tone="error" title={say('That did not work.')} onDismiss={() => setProblem(undefined)}>
          {problem}
        </Banner>
      )}
      <div className="schemas">
        <section aria-labelledby="schema-in-force">
          <h3 id="schema-in-force">{say('In force')}</h3>
          {unread === undefined ? (
            <>
              <p className="schema-name">{rich('{name}, version {version}', {name: <bdi>{inForce.name}</bdi>, version: inForce.version})}</p>
              <LayerKeys schema={inForce} />
            </>
          ) : (
            <p>{say('It cannot be read here: {reason}', {reason: unread})}</p>
          )}
          <div className="schema-actions">
            {unread === undefined && (
              <Button size="small" onClick={() => void save()}>
                {say('Save as a file…')}
              </Button>
            )}
            {mayTake && (
              <Button size="small" onClick={() => void fromFile()}>
                {say('From a file…')}
              </Button>
            )}
          </div>
        </section>
        {mayTake && (
          <SchemaOptions offered={offered} chosen={chosen} onChoose={setChosen}>
            <SchemaMapping uses={change.uses} onMap={change.map} />
          </SchemaOptions>
        )}
        <p className="sr-only" role="status">
          {change.uses.length > 0 &&
            say(
              'Annotations or entities say {things, plural, one {# thing} other {# things}} that the chosen schema has no place for. Each is asked about below it.',
              {things: change.uses.length},
            )}
        </p>
      </div>
    </Dialog>
  )
}
