import {spawn} from 'node:child_process'

/** Opens an address in the browser of this machine, if there is a display to show it on. Whether it worked cannot be known. */
export function openBrowser(url: string, platform: NodeJS.Platform, env: {readonly [name: string]: string | undefined}): void {
  const [command, ...args] = commandFor(url, platform)
  if (command === undefined || (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)) return
  const child = spawn(command, args, {stdio: 'ignore', detached: true})
  child.on('error', () => undefined)
  child.unref()
}

function commandFor(url: string, platform: NodeJS.Platform): readonly string[] {
  switch (platform) {
    case 'darwin':
      return ['open', url]
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url]
    default:
      return ['xdg-open', url]
  }
}
