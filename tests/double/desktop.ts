import type * as Electron from 'electron'
import {settings} from './settings.ts'
import {StrictEmitter} from './emitter.ts'
import {strict} from './strict.ts'

/** The desktop around the app: one display, a theme, and a browser that only remembers what it was asked to open. */
const DISPLAY = {x: 0, y: 0, width: 1280, height: 800}

export const shell = strict('shell', {
  openExternal: async (url: string) => {
    throw new Error(`double: nobody took shell.openExternal ${url}`)
  },
} satisfies Pick<Electron.Shell, 'openExternal'>)

class NativeTheme extends StrictEmitter {
  themeSource: Electron.NativeTheme['themeSource'] = 'system'
  shouldUseDarkColors = settings().dark
}
export const nativeTheme = strict(
  'nativeTheme',
  new NativeTheme('nativeTheme', ['updated']) satisfies Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>,
)

export const screen = strict('screen', {
  getAllDisplays: () => [{id: 1, bounds: DISPLAY, workArea: DISPLAY} as Electron.Display],
} satisfies Pick<Electron.Screen, 'getAllDisplays'>)
