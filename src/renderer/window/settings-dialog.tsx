import {useState} from 'react'
import {LANGUAGES} from '../../core/language/languages.ts'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {TextField} from '../ui/text-field.tsx'
import {toldNameProblem} from '../state/name-problem.ts'
import {goToScreen} from '../state/shown-screen.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {rich, say, tell} from '../ui/say.ts'
import {thisPlatform} from '../ui/shortcuts.ts'
import './settings-dialog.css'

const SYSTEM = ''

/** Who one is, how the window looks, and what the project is called. */
export function SettingsDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [named, setNamed] = useState<{readonly name: string; readonly problem?: string}>()
  const {person, projectPath, version} = workspace.session.get()
  const preferences = workspace.preferences.get()
  const schema = workspace.project.schema()

  const rename = async (name: string): Promise<void> => {
    setNamed({name})
    const renamed = await workspace.host.requests.renamePerson(name)
    if (renamed.ok) workspace.session.set(renamed.value)
    setNamed(renamed.ok ? undefined : {name, problem: tell(renamed.error)})
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Settings')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {say('Done')}
        </Button>
      }
    >
      <div className="settings">
        <section aria-labelledby="settings-you">
          <h3 id="settings-you">{say('You')}</h3>
          <TextField
            label={say('Your name')}
            hint={say('Your colleagues see it beside your annotations.')}
            value={named?.name ?? person.name}
            problem={named?.problem}
            check={toldNameProblem}
            onCommit={text => void rename(text)}
            onKeyDown={event => {
              if (event.key !== 'Escape' || named?.problem === undefined) return
              event.preventDefault()
              setNamed(undefined)
            }}
          />
        </section>
        <section aria-labelledby="settings-window">
          <h3 id="settings-window">{say('This window')}</h3>
          <ChoiceGroup
            label={say('Theme')}
            required
            choices={[
              {value: 'system', label: say('As the system')},
              {value: 'light', label: say('Light')},
              {value: 'dark', label: say('Dark')},
            ]}
            value={workspace.theme.get()}
            onChange={theme => theme !== undefined && workspace.theme.set(theme)}
          />
          <SelectField
            label={say('Language')}
            hint={say('The window is loaded anew: what you did until then cannot be undone any more. Texts, labels and exports stay as they are.')}
            choices={[{value: SYSTEM, label: say('As the system')}, ...Object.entries(LANGUAGES).map(([value, label]) => ({value, label}))]}
            value={preferences.language ?? SYSTEM}
            onChange={language => workspace.preferences.update(before => ({...before, language: language === SYSTEM ? undefined : language}))}
          />
          <Checkbox
            label={say('Selections snap to whole words')}
            hint={thisPlatform() === 'mac' ? say('With Option (⌥) held, to the letter.') : say('With Alt held, to the letter.')}
            checked={preferences.snap === 'word'}
            onChange={on => workspace.preferences.update(before => ({...before, snap: on ? 'word' : 'grapheme'}))}
          />
        </section>
        <section aria-labelledby="settings-project">
          <h3 id="settings-project">{say('Project')}</h3>
          <TextField
            label={say('Name')}
            value={workspace.project.name()}
            disabled={!workspace.mayManage()}
            check={text => (text.trim() === '' ? say('Write a name.') : undefined)}
            onCommit={text => workspace.project.rename(text.trim())}
          />
          {projectPath !== undefined && <p className="settings-fact">{rich('Kept in {path}', {path: <code>{projectPath}</code>})}</p>}
          <p className="settings-fact">
            {rich('Schema: {name}, version {version}, {layers, plural, one {# layer} other {# layers}}', {
              name: <bdi>{schema.name}</bdi>,
              version: schema.version,
              layers: schema.layers.length,
            })}
          </p>
          <div className="settings-actions">
            <Button
              size="small"
              onClick={() => {
                goToScreen(workspace, 'schema')
                onClose()
              }}
            >
              {say('Schema')}
            </Button>
          </div>
          <p className="settings-fact">{say('Claimlight {version}', {version})}</p>
        </section>
      </div>
    </Dialog>
  )
}
