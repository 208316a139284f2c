import type {KeyboardLayout} from '../ui/keyboard-layout.ts'
import type {KeyRow} from '../annotate/schema-commands.ts'
import {KeyHint} from '../ui/key-hint.tsx'
import {spokenKeys, thisPlatform} from '../ui/shortcuts.ts'
import {useKeyboardLayout} from '../ui/use-keyboard-layout.ts'
import {KeyField} from './key-field.tsx'
import './keys-table.css'

type Props = {
  readonly rows: readonly KeyRow[]
  /** Told what key a command has been given, and nothing once one is refused; without it, none can be given. */
  readonly onNews?: (news: string) => void
}

/** Keys, in Electron's spelling, with what they do. */
export function KeysTable({rows, onNews}: Props) {
  const layout = useKeyboardLayout()
  return (
    <table className="keys-table">
      <tbody>
        {rows.map(({id, keys, what, also}) => (
          <tr key={id ?? what}>
            <td>
              <bdi>{what}</bdi>
            </td>
            <td>
              {also !== undefined && <Keys keys={also} layout={layout} />}
              {id !== undefined && onNews !== undefined ? (
                <KeyField id={id} what={what} keys={keys} onNews={onNews} />
              ) : (
                keys !== undefined && <Keys keys={keys} layout={layout} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Keys = ({keys, layout}: {readonly keys: string; readonly layout: KeyboardLayout | undefined}) => (
  <>
    <KeyHint keys={keys} />
    <span className="sr-only">{spokenKeys(keys, thisPlatform(), layout)}</span>
  </>
)
