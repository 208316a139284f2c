import {spawn} from 'node:child_process'
import {rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {projectsFolder} from '../hub/sample-project.ts'
import type {ServedHub} from '../hub/serving/serve.ts'
import {newSecret} from '../hub/serving/sign-in.ts'
import {makePrivateFolder} from '../storage/private-files.ts'

/**
 * Opens a served project in the browser of this machine, if there is a display to show it on. Whether it worked cannot be known.
 * A browser's arguments are seen by everybody on the machine, so it is given a page that only this person may read, and the page leads to the link.
 */
export async function openSignedIn(served: Pick<ServedHub, 'newSignInUrl'>, documents: string): Promise<{remove(): Promise<void>} | undefined> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined
  // Beside the projects: browsers that run in a sandbox of their own read no hidden folders and nothing of /tmp.
  const folder = projectsFolder(documents)
  const path = join(folder, `Opening Claimlight ${newSecret().slice(0, 8)}.html`)
  const remove = (): Promise<void> => rm(path, {force: true}).catch(() => undefined)
  try {
    await makePrivateFolder(folder)
    const link = served.newSignInUrl(() => void remove())
    await writeFile(path, pageLeadingTo(link), {mode: 0o600, flag: 'wx'})
  } catch {
    // The link that was printed works all the same.
    return undefined
  }
  const [command, ...args] = commandFor(path)
  const child = spawn(command, args, {stdio: 'ignore', detached: true})
  child.on('error', () => undefined)
  child.unref()
  return {remove}
}

const pageLeadingTo = (link: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=${link}"><title>Claimlight</title><p><a href="${link}">Open Claimlight</a></p></html>\n`

function commandFor(path: string): readonly [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', path]
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', path]
    default:
      return ['xdg-open', path]
  }
}
