import {primaryFeature} from '../../core/schema/schema.ts'
import {useEffect, useState} from 'react'
import type {CommandId, CommandSpec} from '../../ipc/commands.ts'
import {COMMAND_IDS, commandSpec} from '../../ipc/commands.ts'
import {MENU_WORDS, titleHere} from '../state/command-words.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import type {KeyRow} from '../annotate/schema-commands.ts'
import {schemaKeys} from '../annotate/schema-commands.ts'
import {hasOwnKeys, isCharacterKey, keysOf, resetKeys} from '../state/own-keys.ts'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {KeysTable} from './keys-table.tsx'
import type {Screens} from './screen.ts'
import {screenCommands} from './screen.ts'
import type {KeyboardLayout} from '../ui/keyboard-layout.ts'
import {lettersOf, lookAtKeyboard} from '../ui/keyboard-layout.ts'
import {say} from '../ui/say.ts'
import {thisPlatform} from '../ui/shortcuts.ts'
import {useKeyboardLayout} from '../ui/use-keyboard-layout.ts'
import './settings-dialog.css'

const MENUS: readonly CommandSpec['menu'][] = ['Annotate', 'Article', 'File', 'Edit', 'View', 'Help']

/** Keys that are no commands: they belong to the text and to the label of what is selected. */
const OTHERS: readonly KeyRow[] = [
  {keys: 'Shift+Right', what: say('Select by letter')},
  {keys: thisPlatform() === 'mac' ? 'Alt+Shift+Right' : 'CmdOrCtrl+Shift+Right', what: say('Select by word')},
  {keys: 'Escape', what: say('Back to the text')},
]
const DIGITS: KeyRow = {keys: '1', what: say('Choose the first label, and so on')}

export function KeysDialog({screens, onClose}: {readonly screens: Screens; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const {letterKeys} = workspace.preferences.get()
  const {marks, deeds} = schemaKeys(workspace)
  const schema = workspace.project.schema()
  const [news, setNews] = useState('')
  const layout = useKeyboardLayout()
  const goingTo = screenCommands(screens, workspace)
  useEffect(() => void lookAtKeyboard(navigator), [])
  const hasDigits = schema.layers.some(layer => primaryFeature(layer)?.choices.some(({key}) => /^\d$/.test(key ?? '')))
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={say('Keyboard shortcuts')}
      description={
        letterKeys
          ? say('Single letters work while the text or the list of annotations has the focus.')
          : say('Single letters are switched off. Everything is in the toolbar and in the command palette, too.')
      }
      actions={
        <Button variant="primary" onClick={onClose}>
          {say('Close')}
        </Button>
      }
    >
      <Checkbox
        label={say('Single letters, digits and signs are shortcuts')}
        checked={letterKeys}
        onChange={on => workspace.preferences.update(before => ({...before, letterKeys: on}))}
      />
      <p className="settings-fact">{layoutWords(layout)}</p>
      {thisPlatform() === 'mac' && <p className="settings-fact">{say('⌘ is Command, ⌥ is Option, ⌃ is Control and ⇧ is Shift.')}</p>}
      <p className="settings-fact">
        {say(
          'A letter or sign that stands in a field can be changed: type another one there. Backspace takes it away. This device keeps it, for all projects.',
        )}
      </p>
      <div className="settings-actions">
        <Button
          size="small"
          disabled={!hasOwnKeys(workspace)}
          onClick={() => {
            resetKeys(workspace)
            setNews(say('All keys are as they come with Claimlight and the schema.'))
          }}
        >
          {say('Reset all keys')}
        </Button>
      </div>
      <p className="settings-fact" role="status">
        {news}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: Page Down and End move the tables without going through their fields */}
      <section className="keys-columns" aria-label={say('All shortcuts')} tabIndex={0}>
        <section>
          <h3>{say('In the text')}</h3>
          <KeysTable rows={hasDigits ? [...OTHERS, DIGITS] : OTHERS} />
        </section>
        <section>
          <h3>{say('Marking')}</h3>
          <KeysTable rows={marks} onNews={setNews} />
        </section>
        <section>
          <h3>{say('On the selected annotation')}</h3>
          <KeysTable rows={deeds} onNews={setNews} />
        </section>
        {MENUS.map(menu => (
          <section key={menu}>
            <h3>{MENU_WORDS[menu]}</h3>
            <KeysTable rows={[...rowsOf(workspace, menu, goingTo), ...(menu === 'View' ? screenRows(goingTo) : [])]} onNews={setNews} />
          </section>
        ))}
      </section>
    </Dialog>
  )
}

type GoingTo = ReturnType<typeof screenCommands>

function rowsOf(workspace: Workspace, menu: CommandSpec['menu'], goingTo: GoingTo): readonly KeyRow[] {
  const alsoBy = new Map(goingTo.map(({twin, keys}) => [twin, keys]))
  const noClaim = noClaimWords(workspace.project.schema()).title
  return COMMAND_IDS.filter(id => commandSpec(id).menu === menu && (commandSpec(id).keys !== undefined || alsoBy.has(id))).map(id => ({
    keys: keysOf(workspace, id),
    what: (id === 'article.noClaim' ? noClaim : titleHere(id)).replace('…', ''),
    ...(isChangeable(id) && {id}),
    ...withAlso(alsoBy.get(id)),
  }))
}

const withAlso = (also: string | undefined): Pick<KeyRow, 'also'> => (also === undefined ? {} : {also})

/** As the switcher of screens shows them. One that a command goes to as well stands with that. */
const screenRows = (goingTo: GoingTo): readonly KeyRow[] => goingTo.flatMap(({keys, title, twin}) => (twin === undefined ? [{keys, what: title}] : []))

const isChangeable = (id: CommandId): boolean => isCharacterKey(commandSpec(id).keys ?? '')

/** Which keyboard the list speaks of. */
function layoutWords(layout: KeyboardLayout | undefined): string {
  if (layout === undefined)
    return say('The browser does not tell which keyboard you have: signs stand here as on a US keyboard. Letters count as they are typed.')
  const letters = lettersOf(layout)
  return /^[A-Z]+$/.test(letters)
    ? say('Your keyboard begins with {letters}. Letters count as they are typed, and signs stand here as your keyboard has them.', {letters})
    : say('Your keyboard types {letters}. A key counts as the letter that a US keyboard has in its place.', {letters})
}
