import {keyHolders, keyTaken} from '../../../core/schema/draft-keys.ts'
import {keyFormProblem} from '../../../core/schema/draft-problems.ts'
import {partsInTree} from '../../../core/schema/draft-tree.ts'
import {COMMAND_IDS} from '../../../ipc/commands.ts'
import {titleHere} from '../../state/command-words.ts'
import {keysOf} from '../../state/own-keys.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {say, tell} from '../../ui/say.ts'
import {TextField} from '../../ui/text-field.tsx'
import type {PartFields} from './part-fields.ts'
import {orNone} from './part-fields.ts'

const HINTS = {
  layer: say('The letter that marks words in this layer.'),
  feature: say('The letter that goes to it while an annotation is selected. It may have none.'),
  label: say('The digit or letter that chooses it. It may have none.'),
} as const

/** One key. What has it already is said, and then it is not taken. */
export function KeyField({of}: {readonly of: PartFields}) {
  const workspace = useWorkspace('preferences')
  const {part, parts, text, problem, set, readOnly} = of
  if (part === undefined) return null
  const asKey = (typed: string): string => (part.part === 'label' ? typed.trim() : typed.trim().toLowerCase())
  const check = (typed: string): string | undefined => {
    const key = asKey(typed)
    const wrong = keyFormProblem(part.part, key)
    if (wrong !== undefined) return tell(wrong)
    const holder = key === '' ? undefined : keyHolders(partsInTree(parts).map(each => each.part))(part, key)
    return holder && tell(keyTaken(key, holder, parts.find(({id}) => id === holder.in)?.fields.kind === 'stances'))
  }
  const key = text('key')
  const command = key === '' ? undefined : COMMAND_IDS.find(id => keysOf(workspace, id)?.toUpperCase() === key.toUpperCase())
  const hint =
    command === undefined
      ? HINTS[part.part]
      : say('Here {key} does “{command}” already: this gets no key until one of them is given another in the list of keys.', {
          key: key.toUpperCase(),
          command: titleHere(command).replace('…', ''),
        })
  return (
    <div data-field="key" className="part-key">
      <TextField
        label={say('Key')}
        hint={hint}
        problem={problem('key')}
        value={key}
        readOnly={readOnly}
        check={check}
        spellCheck={false}
        autoCapitalize="none"
        onCommit={(typed, step) => set({key: orNone(asKey(typed))}, say('Key'), step)}
      />
    </div>
  )
}
