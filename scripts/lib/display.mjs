import {spawn} from 'node:child_process'

/** Whether a window can be shown here. */
export function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

const OPENERS = {darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler']}

/** Shows an address in the user's browser, if there is one; nothing depends on it, for the address is printed as well. */
export function openInBrowser(url) {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(program, [...args, url], {stdio: 'ignore', detached: true})
  child.on('error', () => {})
  child.unref()
}
