import type {Session, WebContents} from 'electron'
import {isSecureWebAddress} from '../core/article/web-address.ts'
import {isAppUrl} from './app-protocol.ts'

/** Grants a page nothing beyond what a page has, but to copy text: no camera, no location, no devices, no address but its own. */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, {requestingUrl}) => decide(isGranted(permission, requestingUrl)))
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({url}, answer) => answer({cancel: !mayLoad(url)}))
}

/** Whatever page it shows: it stays, opens no windows and embeds nothing. Links go to `openLink`. */
export function secureContents(contents: WebContents, openLink: (url: string) => void): void {
  contents.setWindowOpenHandler(({url}) => {
    openLink(url)
    return {action: 'deny'}
  })
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
    contents.on(event as 'will-frame-navigate', details => {
      if (!isAppUrl(details.url)) details.preventDefault()
    })
  }
  contents.on('will-attach-webview', event => event.preventDefault())
}

/** Our own page may put text on the clipboard, for “Copy” of an invitation link. It may not read it; other pages may do neither. */
export const isGranted = (permission: string, url: string): boolean => permission === 'clipboard-sanitized-write' && isAppUrl(url)

/** Only https, and only what parses as it: the system's browser is handed no file, no script and no other program's scheme. */
export const isOpenableLink = (url: string): boolean => isSecureWebAddress(url) && URL.canParse(url)

const mayLoad = (url: string): boolean => isAppUrl(url) || /^(devtools|data|blob):/.test(url)
