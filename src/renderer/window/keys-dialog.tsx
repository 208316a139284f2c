import {primaryFeature} from '../../core/schema/schema.ts'
import type {CommandSpec} from '../../ipc/commands.ts'
import {COMMAND_IDS, commandSpec} from '../../ipc/commands.ts'
import {MENU_WORDS, titleHere} from '../state/command-words.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {schemaKeys} from '../annotate/schema-commands.ts'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {KeysTable} from './keys-table.tsx'
import {say} from '../ui/say.ts'
import './settings-dialog.css'

const MENUS: readonly CommandSpec['menu'][] = ['Annotate', 'Article', 'File', 'Edit', 'View', 'Help']

/** Keys that are no commands: they belong to the text and to the label of what is selected. */
const OTHERS: readonly (readonly [keys: string, what: string])[] = [
  ['Shift+Right', say('Select by letter')],
  ['CmdOrCtrl+Shift+Right', say('Select by word')],
  ['Escape', say('Back to the text')],
]
const DIGITS = ['1', say('Choose the first label, and so on')] as const

export function KeysDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const {letterKeys} = workspace.preferences.get()
  const {marks, deeds} = schemaKeys(workspace)
  const schema = workspace.project.schema()
  const noClaim = noClaimWords(schema).title
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in the tables takes the focus, so no key could scroll them */}
      <section className="keys-columns" aria-label={say('All shortcuts')} tabIndex={0}>
        <section>
          <h3>{say('In the text')}</h3>
          <KeysTable rows={hasDigits ? [...OTHERS, DIGITS] : OTHERS} />
        </section>
        <section>
          <h3>{say('Marking')}</h3>
          <KeysTable rows={marks} />
        </section>
        <section>
          <h3>{say('On the selected annotation')}</h3>
          <KeysTable rows={deeds} />
        </section>
        {MENUS.map(menu => (
          <section key={menu}>
            <h3>{MENU_WORDS[menu]}</h3>
            <KeysTable
              rows={COMMAND_IDS.flatMap(id => {
                const {menu: of, keys} = commandSpec(id)
                return of === menu && keys !== undefined ? [[keys, (id === 'article.noClaim' ? noClaim : titleHere(id)).replace('…', '')] as const] : []
              })}
            />
          </section>
        ))}
      </section>
    </Dialog>
  )
}
