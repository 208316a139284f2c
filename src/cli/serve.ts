import {randomUUID} from 'node:crypto'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {wholeFingerprint} from '../core/fingerprint.ts'
import {message} from '../core/language/message.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {fillSample, openOrCreate, projectsFolder, samplePath} from '../hub/sample-project.ts'
import {PRESETS} from '../hub/schema-presets.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import {servedProjects} from '../hub/serving/served-projects.ts'
import {makePrivateFolder} from '../storage/private-files.ts'
import {readManifest} from '../storage/project-folder.ts'
import {JOIN_OPTIONS, joinWith, waitingSentence} from './join.ts'
import {localDevice, settingsFolder} from './local-owner.ts'
import {openSignedIn} from './open-browser.ts'
import {withGivenPassphrase} from './passphrase.ts'
import {documentsFolder} from './projects.ts'
import {TEAM_HUB_OPTIONS, teamHubWish} from './team-hub.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {taskThread} from './task-thread.ts'
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
  if (positionals.length > 1) return fail(2, message('{command} takes one PROJECT, or none for the sample. See claimlight --help.', {command: 'serve'}))
  if (values.port !== undefined && (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535))
    return fail(2, message('"{port}" is no port. Choose a number from 1 to 65535, or leave --port out.', {port: values.port}))

  if (values.redis !== undefined && values.postgres === undefined)
    return fail(2, message('--redis joins hubs that have their project in one database. Give that with --postgres, or leave --redis out.'))
  // An address with a password is better not seen in the list of processes.
  const redis = values.redis ?? (values.postgres === undefined ? undefined : process.env.CLAIMLIGHT_REDIS)
  if (redis !== undefined && !isRedisAddress(redis))
    return fail(2, message('The address of Redis must look like {example}.', {example: 'redis://user:password@host:6379'}))

  const wish = await teamHubWish(values, process.env)
  if (!wish.ok) return fail(2, wish.error)

  const [given] = positionals
  if (given === undefined && values.postgres !== undefined) return fail(2, message('Say which PROJECT to serve from the database. See claimlight --help.'))
  const documents = documentsFolder()
  const path = given ?? samplePath(documents)
  try {
    if (given === undefined) await makePrivateFolder(projectsFolder(documents))
  } catch (error) {
    return fail(3, message('The folder for projects could not be made: {reason}', {reason: sentenceOf(error)}))
  }
  if (values.upstream !== undefined) {
    if (given === undefined || values.postgres !== undefined)
      return fail(2, message('--upstream makes a PROJECT folder of this computer’s own. Name it, without --postgres.'))
    const joined = await joinWith(values.upstream, path, values, terminal)
    if (!joined.ok) return fail(3, joined.error)
    if (joined.value.waits !== undefined) complain(waitingSentence(joined.value.waits))
  }
  const isNew = values.postgres === undefined && !(await readManifest(path)).ok
  const opened =
    values.postgres === undefined ? await openOrCreate(path, {create: true, newId: randomUUID}) : await openCommonProject(path, values.postgres, {copy: true})
  if (!opened.ok) return fail(3, opened.error)
  if (isNew && given !== undefined) complain(message('{path} is a new project. Import articles in the window, or with claimlight import.', {path}))
  const {now: person, ownName, warnings, ...device} = await localDevice()
  for (const warning of warnings) complain(warning)
  const projects = servedProjects({
    version: await readVersion(root),
    rendererFolder: join(root, 'out', 'renderer'),
    taskThread: taskThread(root),
    schemasFolder: join(root, ...PRESETS),
    device: {...device, person: person(), secrets: withGivenPassphrase(device.secrets)},
    person,
    ownName,
    home: settingsFolder(),
    folder: projectsFolder(documents),
    newId: randomUUID,
    complain,
  })
  const first = await projects.serve(opened.value, {
    ...(values.port === undefined ? {} : {port: Number(values.port)}),
    ...(redis === undefined ? {} : {redis}),
    fill: async hub => {
      if (given !== undefined) return
      const filled = await fillSample(hub.requests(person(), 'browser'), join(root, 'resources', 'sample'))
      if (!filled.ok) complain(filled.error)
    },
  })
  if (!first.ok) return fail(3, first.error)
  const {hub, served} = first.value
  const shared = wish.value === undefined ? undefined : await hub.sharing.start(wish.value)
  if (shared?.ok === false) {
    await projects.close()
    return fail(3, shared.error)
  }
  if (wish.value === undefined) await hub.sharing.resume()
  const stopped = stopSignal()
  say(served.signInUrl)
  const network = hub.sharing.status()
  if (network.state === 'on') {
    for (const origin of network.origins) say(`Shared at ${origin}`)
    if (network.fingerprint !== '') say(`Fingerprint ${wholeFingerprint(network.fingerprint)}`)
  }
  if (network.state === 'off' && network.why !== undefined) complain(message('This project was shared before, and is not now: {why}', {why: network.why}))
  const opening = values['no-open'] ? undefined : await openSignedIn(served, documents)
  await stopped
  await opening?.remove()
  await projects.close()
  return 0
}

const isRedisAddress = (text: string): boolean => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol)

/** The first signal closes in good order; a second one ends the process as it is, and nothing acknowledged is lost by that either. */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
