/** What each key types without Shift, by `KeyboardEvent.code`. */
export type KeyboardLayout = ReadonlyMap<string, string>

/** Chromium tells it, for pages of a secure address. */
type Keyboard = {readonly getLayoutMap: () => Promise<KeyboardLayout>}

let layout: KeyboardLayout | undefined
const listeners = new Set<() => void>()

/** The layout in use, once the browser has told it; `undefined` where it does not. */
export const keyboardLayout = (): KeyboardLayout | undefined => layout

/** Calls back when it is known, or another one. Returns how to stop. */
export function onKeyboardLayout(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Asks the browser anew: people change their layout while a window is open. */
export async function lookAtKeyboard(navigator: object): Promise<void> {
  const {keyboard} = navigator as {readonly keyboard?: Keyboard}
  const found = await keyboard?.getLayoutMap().catch(() => undefined)
  // Where there is no keyboard, or the system does not say, it tells of no key.
  if (found === undefined || found.size === 0 || sameLayout(found, layout)) return
  layout = found
  for (const listener of listeners) listener()
}

const sameLayout = (one: KeyboardLayout, other: KeyboardLayout | undefined): boolean =>
  one.size === other?.size && [...one].every(([code, typed]) => other.get(code) === typed)

const FIRST_LETTERS = ['KeyQ', 'KeyW', 'KeyE', 'KeyR', 'KeyT', 'KeyY']

/** The six letters that a keyboard is called by: QWERTY, AZERTY, ЙЦУКЕН. */
export const lettersOf = (known: KeyboardLayout): string =>
  FIRST_LETTERS.map(code => known.get(code) ?? '')
    .join('')
    .toUpperCase()
