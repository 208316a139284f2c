import type {KeyboardEvent} from 'react'
import {useState} from 'react'
import {takenBy} from '../annotate/taken-key.ts'
import type {KeyedId} from '../state/own-keys.ts'
import {giveKey} from '../state/own-keys.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Field} from '../ui/field.tsx'
import {say} from '../ui/say.ts'
import {characterOf, keyCaps, spokenKeys, thisPlatform} from '../ui/shortcuts.ts'
import {useKeyboardLayout} from '../ui/use-keyboard-layout.ts'

type Props = {readonly id: KeyedId; readonly what: string; readonly keys: string | undefined; readonly onNews: (news: string) => void}

/** The letter or sign of a command: another one is typed into it, Backspace takes it away. One that is taken is refused here. */
export function KeyField({id, what, keys = '', onNews}: Props) {
  const workspace = useWorkspace('preferences', 'project')
  const layout = useKeyboardLayout()
  const [problem, setProblem] = useState<string>()
  const spoken = (wanted: string): string => spokenKeys(wanted, thisPlatform(), layout)

  const give = (wanted: string): void => {
    giveKey(workspace, id, wanted)
    setProblem(undefined)
    onNews(
      wanted === '' ? say('“{command}” has no key now.', {command: what}) : say('“{command}” has the key {key} now.', {command: what, key: spoken(wanted)}),
    )
  }
  const refuse = (why: string): void => {
    setProblem(why)
    onNews('')
  }
  const wish = (wanted: string | undefined): void => {
    const other = wanted === undefined ? undefined : takenBy(workspace, id, wanted)
    if (wanted === undefined) refuse(say('Type a letter, or a sign such as a comma. Digits choose labels.'))
    else if (other === undefined) give(wanted)
    else refuse(say('{key} is taken by “{command}”. Choose another letter, or give that one another first.', {key: spoken(wanted), command: other}))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    if (event.key === 'Backspace' || event.key === 'Delete') give('')
    else if ([...event.key].length === 1 && event.key !== ' ') wish(characterOf(event.nativeEvent))
    else return
    event.preventDefault()
  }
  return (
    <Field label={say('Key for {command}', {command: what})} hideLabel problem={problem}>
      {control => (
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          {...control}
          className="field-input key-field"
          value={keyCaps(keys, thisPlatform(), layout).join(' ')}
          onKeyDown={onKeyDown}
          onFocus={event => event.target.select()}
          // Speech input and keyboards on screen write without pressing keys.
          onChange={({target}) => {
            const [typed = ''] = [...target.value].slice(-1)
            wish(characterOf({key: typed.toLowerCase(), code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false}))
          }}
          onBlur={() => setProblem(undefined)}
        />
      )}
    </Field>
  )
}
