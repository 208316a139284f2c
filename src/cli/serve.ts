import {randomUUID} from 'node:crypto'
import {basename, join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {wholeFingerprint} from '../core/fingerprint.ts'
import type {Result} from '../core/result.ts'
import {refused} from '../core/result.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {createHub} from '../hub/hub.ts'
import {fillSample, openOrCreate, projectsFolder, samplePath} from '../hub/sample-project.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import type {ServedHub} from '../hub/serve.ts'
import {serveHub} from '../hub/serve.ts'
import {newSecret} from '../hub/sign-in.ts'
import {usualPort} from '../hub/usual-port.ts'
import {rememberServed, servedBefore} from '../storage/browser-edition.ts'
import {makePrivateFolder} from '../storage/private-files.ts'
import {readManifest} from '../storage/project-folder.ts'
import {addRecentProject} from '../storage/recent-projects.ts'
import {JOIN_OPTIONS, joinWith, waitingSentence} from './join.ts'
import {localDevice, settingsFolder} from './local-owner.ts'
import {openSignedIn} from './open-browser.ts'
import {withGivenPassphrase} from './passphrase.ts'
import {documentsFolder} from './projects.ts'
import {TEAM_HUB_OPTIONS, teamHubWish} from './team-hub.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

export async function serve(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: {type: 'string'},
      'no-open': {type: 'boolean', default: false},
      upstream: {type: 'string'},
      ...JOIN_OPTIONS,
      ...TEAM_HUB_OPTIONS,
      redis: {type: 'string'},
      postgres: {type: 'string'},
    },
  })
  const {say, complain, fail} = terminal
  if (positionals.length > 1) return fail(2, 'serve takes one PROJECT, or none for the sample. See claimlight --help.')
  if (values.port !== undefined && (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535))
    return fail(2, `"${values.port}" is no port. Choose a number from 1 to 65535, or leave --port out.`)

  if (values.redis !== undefined && values.postgres === undefined)
    return fail(2, '--redis joins hubs that have their project in one database. Give that with --postgres, or leave --redis out.')
  // An address with a password is better not seen in the list of processes.
  const redis = values.redis ?? (values.postgres === undefined ? undefined : process.env.CLAIMLIGHT_REDIS)
  if (redis !== undefined && !isRedisAddress(redis)) return fail(2, 'The address of Redis must look like redis://user:password@host:6379.')

  const wish = await teamHubWish(values, process.env)
  if (!wish.ok) return fail(2, wish.error)

  const [given] = positionals
  if (given === undefined && values.postgres !== undefined) return fail(2, 'Say which PROJECT to serve from the database. See claimlight --help.')
  const documents = documentsFolder()
  const path = given ?? samplePath(documents)
  try {
    if (given === undefined) await makePrivateFolder(projectsFolder(documents))
  } catch (error) {
    return fail(3, `The folder for projects could not be made: ${sentenceOf(error)}`)
  }
  if (values.upstream !== undefined) {
    if (given === undefined || values.postgres !== undefined)
      return fail(2, '--upstream makes a PROJECT folder of this computer’s own. Name it, without --postgres.')
    const joined = await joinWith(values.upstream, path, values, terminal)
    if (!joined.ok) return fail(3, joined.error)
    if (joined.value.waits !== undefined) complain(waitingSentence(joined.value.waits))
  }
  const isNew = values.postgres === undefined && !(await readManifest(path)).ok
  const opened =
    values.postgres === undefined ? await openOrCreate(path, {create: true, newId: randomUUID}) : await openCommonProject(path, values.postgres, {copy: true})
  if (!opened.ok) return fail(3, opened.error)
  if (isNew && given !== undefined) complain(`${path} is a new project. Import articles in the window, or with claimlight import.`)
  const {person, ownName, warnings, ...device} = await localDevice()
  for (const warning of [...warnings, ...opened.value.warnings]) complain(warning)
  const hub = await createHub({
    folder: opened.value,
    version: await readVersion(root),
    share: {rendererFolder: join(root, 'out', 'renderer')},
    device: {...device, person, secrets: withGivenPassphrase(device.secrets)},
    ...(redis === undefined ? {} : {redis}),
  })
  if (given === undefined) {
    const filled = await fillSample(hub.requests(person, 'browser'), join(root, 'resources', 'sample'))
    if (!filled.ok) complain(filled.error)
  }
  // Of use to `claimlight projects` alone.
  await addRecentProject(settingsFolder(), {name: basename(path).replace(/\.claimlight$/, ''), path: resolve(path)}).catch(() => undefined)
  const served = await serveAsBefore({hub, person, ownName, rendererFolder: join(root, 'out', 'renderer'), now: Date.now}, values.port, complain)
  if (!served.ok) {
    await hub.close()
    return fail(3, served.error)
  }
  const shared = wish.value === undefined ? undefined : await hub.sharing.start(wish.value)
  if (shared?.ok === false) {
    await served.value.close()
    await hub.close()
    return fail(3, shared.error)
  }
  if (wish.value === undefined) await hub.sharing.resume()
  const stopped = stopSignal()
  say(served.value.signInUrl)
  const network = hub.sharing.status()
  if (network.state === 'on') {
    for (const origin of network.origins) say(`Shared at ${origin}`)
    if (network.fingerprint !== '') say(`Fingerprint ${wholeFingerprint(network.fingerprint)}`)
  }
  if (network.state === 'off' && network.why !== undefined) complain(`This project was shared before, and is not now: ${network.why}`)
  const opening = values['no-open'] ? undefined : await openSignedIn(served.value, documents)
  await stopped
  await opening?.remove()
  await served.value.close()
  await hub.close()
  return 0
}

/** At the address of the last time if it is free, and with the same cookie, so that a window that was open comes back by itself. */
async function serveAsBefore(
  given: Omit<Parameters<typeof serveHub>[0], 'port' | 'session'>,
  port: string | undefined,
  complain: (line: string) => void,
): Promise<Result<ServedHub>> {
  const {projectId} = given.hub
  const home = settingsFolder()
  const {found, warning} = await servedBefore(home, projectId)
  if (warning !== undefined) complain(warning)
  const session = found?.session ?? newSecret()
  const ports = port === undefined ? [...new Set([found?.port, usualPort(projectId), 0])].filter(each => each !== undefined) : [Number(port)]
  let served: Result<ServedHub> | undefined
  for (const each of ports) if (served?.ok !== true) served = await serveHub({...given, port: each, session})
  if (served?.ok !== true) return served ?? refused('There is no port to serve at.')
  try {
    await rememberServed(home, projectId, {port: Number(new URL(served.value.origin).port), session})
  } catch (error) {
    complain(`${sentenceOf(error)} Until then, windows that are open have to sign in again after a restart.`)
  }
  return served
}

const isRedisAddress = (text: string): boolean => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol)

/** The first signal closes in good order; a second one ends the process as it is, and nothing acknowledged is lost by that either. */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
