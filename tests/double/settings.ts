/** How a launcher tells the double where it is: one environment variable, JSON. */
export type DoubleSettings = {
  /** WebSocket address of Chromium's browser target. */
  readonly chromium: string
  readonly userData: string
  readonly documents: string
  /** The folder with the app's package.json. */
  readonly appPath: string
  readonly electronVersion: string
  readonly dark: boolean
}

export const SETTINGS_VARIABLE = 'CLAIMLIGHT_ELECTRON_DOUBLE'

export const settings = (): DoubleSettings => JSON.parse(process.env[SETTINGS_VARIABLE] ?? '') as DoubleSettings
