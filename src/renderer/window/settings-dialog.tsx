import {useState} from 'react'
import {nameProblem} from '../../core/person/name.ts'
import {parseNewSchema} from '../../core/schema/schema-file.ts'
import {pickFiles} from '../state/picked-file.ts'
import {saveFile} from '../export/save-file.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {TextField} from '../ui/text-field.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import './settings-dialog.css'

/** Who one is, how the window looks, and the project's schema. */
export function SettingsDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [problem, setProblem] = useState<string>()
  const {person, projectPath, version} = workspace.session.get()
  const preferences = workspace.preferences.get()
  const schema = workspace.project.schema()

  const rename = async (name: string): Promise<void> => {
    const renamed = await workspace.host.requests.renamePerson(name)
    if (renamed.ok) workspace.session.set(renamed.value)
    else setProblem(renamed.error)
  }
  const importSchema = async (): Promise<void> => {
    const [file] = await pickFiles(document, {accept: '.json,application/json', multiple: false})
    if (file === undefined) return
    const parsed = parseSchemaText(new TextDecoder().decode(await file.bytes()))
    if (!parsed.ok) return setProblem(`${file.name}: ${parsed.error}`)
    const taken = await workspace.host.requests.takeSchema(parsed.value)
    if (!taken.ok) return setProblem(`${file.name}: ${taken.error}`)
    setProblem(undefined)
    workspace.toasts.show({text: `The schema “${taken.value.name}” is in force now, as version ${taken.value.version}.`, tone: 'success'})
  }
  const exportSchema = async (): Promise<void> => {
    const saved = await saveFile(workspace.host, {name: 'schema.json', text: `${JSON.stringify(schema, null, 2)}\n`}, document)
    if (!saved.ok) setProblem(saved.error)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Settings"
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {problem !== undefined && (
        <Banner tone="error" title="That did not work." onDismiss={() => setProblem(undefined)}>
          {problem}
        </Banner>
      )}
      <div className="settings">
        <section aria-labelledby="settings-you">
          <h3 id="settings-you">You</h3>
          <TextField
            label="Your name"
            hint="Your colleagues see it beside your annotations."
            value={person.name}
            check={nameProblem}
            onCommit={text => void rename(text)}
          />
        </section>
        <section aria-labelledby="settings-window">
          <h3 id="settings-window">This window</h3>
          <ChoiceGroup
            label="Theme"
            required
            choices={[
              {value: 'system', label: 'As the system'},
              {value: 'light', label: 'Light'},
              {value: 'dark', label: 'Dark'},
            ]}
            value={workspace.theme.get()}
            onChange={theme => theme !== undefined && workspace.theme.set(theme)}
          />
          <Checkbox
            label="Selections snap to whole words"
            checked={preferences.snap === 'word'}
            onChange={on => workspace.preferences.update(before => ({...before, snap: on ? 'word' : 'grapheme'}))}
          />
        </section>
        <section aria-labelledby="settings-project">
          <h3 id="settings-project">Project</h3>
          <TextField
            label="Name"
            value={workspace.project.name()}
            disabled={!workspace.mayManage()}
            check={text => (text.trim() === '' ? 'Write a name.' : undefined)}
            onCommit={text => workspace.project.rename(text.trim())}
          />
          {projectPath !== undefined && (
            <p className="settings-fact">
              Kept in <code>{projectPath}</code>
            </p>
          )}
          <p className="settings-fact">
            Schema: {schema.name}, version {schema.version}, {schema.layers.length} layers
          </p>
          <div className="settings-actions">
            {workspace.mayManage() && (
              <Button size="small" onClick={() => void importSchema()}>
                Import schema…
              </Button>
            )}
            <Button size="small" onClick={() => void exportSchema()}>
              Save schema as a file…
            </Button>
          </div>
          <p className="settings-fact">Claimlight {version}</p>
        </section>
      </div>
    </Dialog>
  )
}

function parseSchemaText(text: string): ReturnType<typeof parseNewSchema> {
  try {
    return parseNewSchema(JSON.parse(text))
  } catch (error) {
    return {ok: false, error: `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}. Nothing was changed.`}
  }
}
