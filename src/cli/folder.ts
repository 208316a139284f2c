import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {shortFingerprint} from '../core/fingerprint.ts'
import type {Language} from '../core/language/language.ts'
import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {readFolderSettings} from '../hub/folder/folder-settings.ts'
import {lookAtFolder} from '../hub/folder/look-at-folder.ts'
import {projectFromFolder} from '../hub/folder/new-project.ts'
import type {SharedFolder} from '../hub/folder/shared-folder.ts'
import {secretKey} from '../hub/folder/shared-folder.ts'
import {createHub} from '../hub/hub.ts'
import type {FolderStatus} from '../ipc/folder-api.ts'
import type {ProjectFolder} from '../storage/project-folder.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {asked} from './invitation-input.ts'
import {localDevice} from './local-owner.ts'
import {readPassphrase} from './passphrase.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

/** Exchanges a project through a shared folder once, after setting that up or before ending it. */
export async function folder(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {share: {type: 'string'}, join: {type: 'string'}, stop: {type: 'boolean', default: false}, remember: {type: 'boolean', default: false}},
  })
  const {fail, complain, language} = terminal
  const [project] = positionals
  if (project === undefined || positionals.length > 1) return fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'folder'}))
  const {share, join, stop, remember} = values
  if ([share !== undefined, join !== undefined, stop].filter(Boolean).length > 1)
    return fail(2, message('Use one of {options}. See claimlight --help.', {options: '--share, --join, --stop'}))
  const place = share ?? join
  const {secrets, ...device} = await localDevice()
  const settings = await readFolderSettings(project)
  if (settings === undefined && place === undefined) {
    if (await isProject(project))
      return fail(
        1,
        message('{project} is not exchanged through a folder. Share one with --share FOLDER, or join a colleague’s with --join FOLDER.', {project}),
      )
    return fail(3, message('{project} is no Claimlight project. Choose the folder that holds manifest.json.', {project}))
  }
  const known = place === undefined && settings !== undefined ? await secrets.get(secretKey(settings.share)) : undefined
  const passphrase = known !== undefined || stop ? {ok: true as const, value: known} : await readPassphrase({isNew: share !== undefined, language})
  if (!passphrase.ok) return fail(1, passphrase.error)

  if (join !== undefined && process.stdin.isTTY) {
    const agreed = await agreedTo({place: resolve(join), path: resolve(project)}, passphrase.value ?? '', language)
    if (!agreed.ok) return fail(1, agreed.error)
  }
  const isNew = join !== undefined && !(await isProject(project))
  const opened = isNew ? await newProject(resolve(project), resolve(join), passphrase.value ?? '') : await openProjectFolder(project, {mode: 'write'})
  if (!opened.ok) return fail(3, opened.error)
  for (const warning of [...device.warnings, ...opened.value.warnings]) complain(warning)
  const hub = await createHub({
    folder: opened.value,
    version: await readVersion(root),
    device: {...device, secrets: {...secrets, get: async () => passphrase.value}},
  })
  const shared = hub.sharedFolder as SharedFolder
  try {
    if (stop) return tell(await shared.stop(), 'stopped', settings?.path ?? '', terminal)
    if (place !== undefined) {
      const started = await shared.start({path: resolve(place), passphrase: passphrase.value ?? '', join: join !== undefined, remember})
      if (!started.ok) return fail(1, started.error)
    }
    return tell(await shared.exchange(), share !== undefined ? 'shared' : join !== undefined ? 'joined' : 'exchanged', place ?? settings?.path ?? '', terminal)
  } finally {
    await hub.close()
  }
}

/** Whoever gives the passphrase by a program has been asked before. */
async function agreedTo({place, path}: {readonly place: string; readonly path: string}, passphrase: string, {tell: told}: Language): Promise<Result<null>> {
  const offer = await lookAtFolder(place, passphrase, {path, projectId: ''})
  if (!offer.ok) return offer
  const tell = (line: Message): void => void process.stderr.write(`${told(line)}\n`)
  tell(message('Project “{name}”', {name: offer.value.projectName}))
  for (const {name, keys} of offer.value.people)
    tell(
      message('Shared by {name}: {keys}', {
        name: name || message('somebody'),
        keys: keys.map(shortFingerprint).join(', ') || message('no key yet'),
      }),
    )
  const said = await asked(told(message('Compare the keys with those people, who see theirs under Share. Join, and write your work into this folder? [y/N]')))
  return /^y(es)?$/i.test(said) ? ok(null) : refused(message('Nothing was joined, and nothing was written.'))
}

async function newProject(project: string, place: string, passphrase: string): Promise<Result<ProjectFolder>> {
  const made = await projectFromFolder({project, folder: place, passphrase})
  return made.ok ? ok(made.value.folder) : made
}

function tell(status: Result<FolderStatus>, what: string, path: string, {say, complain, fail}: Terminal): ExitCode {
  if (!status.ok) return fail(1, status.error)
  say(`${what.padEnd(9)} ${path}`)
  if (status.value.state === 'none') return 0
  for (const note of status.value.notes) complain(note)
  if (status.value.why !== undefined) complain(status.value.why)
  return 0
}

const isProject = (path: string): Promise<boolean> =>
  stat(resolve(path, 'manifest.json')).then(
    () => true,
    () => false,
  )
