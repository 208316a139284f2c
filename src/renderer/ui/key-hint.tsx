import {useKeyboardLayout} from './use-keyboard-layout.ts'
import type {Platform} from './shortcuts.ts'
import {keyCaps, thisPlatform} from './shortcuts.ts'
import './key-hint.css'

export type KeyHintProps = {
  /** Electron's spelling, e.g. `CmdOrCtrl+Shift+E`. */
  readonly keys: string
  readonly platform?: Platform
}

/** Key caps beside a label. Hidden from screen readers: the control itself carries `aria-keyshortcuts`. */
export function KeyHint({keys, platform = thisPlatform()}: KeyHintProps) {
  const caps = keyCaps(keys, platform, useKeyboardLayout())
  if (caps.length === 0) return null
  return (
    <span className="key-hint" aria-hidden="true">
      {caps.map(cap => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  )
}
