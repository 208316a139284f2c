import {KeyHint} from '../ui/key-hint.tsx'
import {spokenKeys, thisPlatform} from '../ui/shortcuts.ts'
import './keys-table.css'

/** Keys, in Electron's spelling, with what they do. */
export function KeysTable({rows}: {readonly rows: readonly (readonly [keys: string, what: string])[]}) {
  return (
    <table className="keys-table">
      <tbody>
        {rows.map(([keys, what]) => (
          <tr key={what}>
            <td>{what}</td>
            <td>
              <KeyHint keys={keys} />
              <span className="sr-only">{spokenKeys(keys, thisPlatform())}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
