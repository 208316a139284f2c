import type {App} from 'electron'
import type {Language} from '../core/language/language.ts'
import {message} from '../core/language/message.ts'

/** What the system's own "About" box says. */
export function describeApp(app: App, {tell}: Language): void {
  app.setAboutPanelOptions({
    applicationName: 'Claimlight',
    applicationVersion: app.getVersion(),
    copyright: tell(message('Claimlight is free software under the Apache License 2.0.')),
    credits: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
  })
}

/** On macOS and Linux the installed package says which links are ours; on Windows the app has to, and who it is in the taskbar. */
export function introduceToWindows(app: App): void {
  app.setAppUserModelId('org.claimlight.Claimlight')
  app.setAsDefaultProtocolClient('claimlight')
}
