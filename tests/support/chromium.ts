import {accessSync, constants} from 'node:fs'
import {delimiter, join} from 'node:path'

/** The shell first: the same engine without a browser's own windows, at less than half the processor time of a page. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The first Chromium on the PATH; `CLAIMLIGHT_CHROMIUM` names another one. */
export function findChromium(): string {
  const named = process.env.CLAIMLIGHT_CHROMIUM
  if (named) return named
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {}
    }
  }
  throw new Error(`No Chromium on the PATH (looked for ${NAMES.join(', ')}). Install one, or name it in CLAIMLIGHT_CHROMIUM.`)
}

/** Flags for a browser that stays quiet and runs in a container. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The shell gives letters other widths otherwise than a window does.
  '--font-render-hinting=none',
]
