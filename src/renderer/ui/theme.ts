/** What the person chose; `system` follows the desktop. */
export type Theme = 'system' | 'light' | 'dark'

/** Where choices are remembered: `localStorage`, or anything like it. A storage that throws is treated as empty. */
export type Remembered = Pick<Storage, 'getItem' | 'setItem'>

const KEY = 'claimlight.theme'

export function rememberedTheme(storage: Remembered): Theme {
  try {
    const kept = storage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

/** Shows the theme on `root`, the document's element, and remembers it. */
export function setTheme(theme: Theme, root: HTMLElement, storage: Remembered): void {
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  try {
    storage.setItem(KEY, theme)
  } catch {
    // Private windows refuse to keep it: the theme then lasts as long as the window.
  }
}

/** The opposite of what is seen now. Back at the desktop's own look, the theme follows the desktop again. */
export function toggledTheme(theme: Theme, systemIsDark: boolean): Theme {
  const dark = theme === 'system' ? systemIsDark : theme === 'dark'
  if (dark === systemIsDark) return dark ? 'light' : 'dark'
  return 'system'
}
