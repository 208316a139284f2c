import {readFileSync} from 'node:fs'
import {onPath} from './on-path.mjs'
import {run} from './run.mjs'

/** What the tests need of the system beside Node. A package counts as there when its program is on the PATH, or when dpkg has it. */
const NEEDED = [
  {name: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], why: 'the tests in a browser'},
  {name: 'chromium-headless-shell', programs: ['chromium-headless-shell'], why: 'the tests in a browser in half the time'},
  {name: 'firefox-esr', programs: ['firefox-esr', 'firefox'], why: 'the main job in Firefox'},
  {name: 'redis-server', programs: ['redis-server'], why: 'the tests of several hubs'},
  // Its programs are not on the PATH of Debian.
  {name: 'postgresql', why: 'the tests of several hubs'},
  {name: 'fonts-noto-core', why: 'screenshots of Arabic and Hebrew'},
  {name: 'fonts-noto-cjk', why: 'screenshots of Chinese'},
  {name: 'fonts-noto-color-emoji', why: 'screenshots of emoji'},
]

const installedHere = () => {
  try {
    const status = readFileSync('/var/lib/dpkg/status', 'utf8')
    return new Set([...status.matchAll(/^Package: (.+)\nStatus: install ok installed$/gm)].map(([, name]) => name))
  } catch {
    return undefined
  }
}

/** Installs what is missing where apt may (root on Debian); elsewhere says what to install. */
export async function installDebianPackages(say) {
  const missing = missingPackages()
  if (missing.length === 0) return
  const names = missing.map(({name}) => name)
  if (onPath('apt-get') && process.getuid?.() === 0) {
    say(`Installing ${names.join(', ')}…`)
    const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'}
    const quiet = {env, stdio: ['ignore', 'ignore', 'inherit']}
    await run('apt-get', ['update', '-qq'], quiet)
    // One by one: a name that this system does not know keeps none of the others out.
    for (const name of names) await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet)
  }
  for (const {name, why} of missingPackages()) say(`Not installed: ${name}, for ${why}. Install it with your system's package manager.`)
}

function missingPackages() {
  const installed = installedHere()
  return NEEDED.filter(({name, programs}) => {
    if (programs && onPath(...programs)) return false
    // What cannot be found on the PATH: without dpkg its name means nothing, and the tests do without.
    return programs ? true : installed !== undefined && !installed.has(name)
  })
}

export const hasChromium = () => Boolean(process.env.CLAIMLIGHT_CHROMIUM) || onPath(...NEEDED[0].programs) !== undefined
