import {randomUUID} from 'node:crypto'
import {setTimeout as pause} from 'node:timers/promises'
import {parseArgs} from 'node:util'
import {commonAccess} from '../hub/cluster/common-access.ts'
import {message} from '../core/language/message.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import type {AccessRecords} from '../hub/network/access-record.ts'
import {accessFile} from '../hub/network/access-record.ts'
import {devices} from '../hub/network/devices.ts'
import type {Invitations} from '../hub/network/invitations.ts'
import {invitations} from '../hub/network/invitations.ts'
import {makeInvitation} from '../hub/network/make-invitation.ts'
import {SHARED_ELSEWHERE} from '../hub/network/sharing.ts'
import {newSecret} from '../hub/serving/sign-in.ts'
import {SHARE_REQUESTS} from '../ipc/share-api.ts'
import type {ReadProject} from './read-project.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** Milliseconds until a hub that has the project open has noticed. */
const KNOWN_BESIDE = 1100
/** How long an invitation may be opened when nothing else is said. */
const DAYS = 30

export async function invite(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {name: {type: 'string'}, role: {type: 'string'}, days: {type: 'string', default: String(DAYS)}, postgres: {type: 'string'}},
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'invite'}))
  const parsed = SHARE_REQUESTS.invite.safeParse([{name: values.name, role: values.role, days: Number(values.days)}])
  if (!parsed.success) {
    return terminal.fail(2, message('invite takes --name NAME, --role reader, annotator, curator or admin, and --days from 1 to 366. See claimlight --help.'))
  }
  const [wish] = parsed.data
  return withInvitations(path, values.postgres, terminal, async (entry, {folder, project, person, isGuest}) => {
    if (isGuest) return terminal.fail(1, SHARED_ELSEWHERE)
    const made = await makeInvitation({invitations: entry, status: () => ({state: 'off'})}, {projectId: folder.projectId, project}, {...wish, by: person.id})
    if (!made.ok)
      return terminal.fail(1, message('{reason} Serve it with claimlight serve PROJECT --listen HOST:PORT, or share it from the app.', {reason: made.error}))
    terminal.say(made.value.link)
    terminal.say(made.value.browserLink)
    return 0
  })
}

export async function listInvitations(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {postgres: {type: 'string'}, hold: {type: 'boolean', default: false}, 'let-in': {type: 'string', multiple: true, default: []}},
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1)
    return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'invitations'}))
  return withInvitations(path, values.postgres, terminal, async entry => {
    const held = values.hold ? await entry.holdAll() : undefined
    if (held?.ok === false) return terminal.fail(1, held.error)
    for (const id of values['let-in']) {
      const done = await entry.letBackIn(id, asHost)
      if (!done.ok) return terminal.fail(1, done.error)
    }
    const listed = entry.list()
    if (!listed.ok) return terminal.fail(1, listed.error)
    for (const {id, state, role, name, expires, devices} of listed.value) terminal.say(line(id, state, role, name, day(expires), String(devices)))
    return 0
  })
}

export async function revoke(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {postgres: {type: 'string'}}})
  const [path, id] = positionals
  if (path === undefined || id === undefined || positionals.length > 2)
    return terminal.fail(2, message('revoke takes PROJECT and the ID of an invitation, as claimlight invitations PROJECT tells it.'))
  return withInvitations(path, values.postgres, terminal, async entry => {
    const revoked = await entry.revoke(id, asHost)
    if (!revoked.ok) return terminal.fail(1, revoked.error)
    // Said once it holds at a hub that has the project open.
    await pause(KNOWN_BESIDE)
    return 0
  })
}

/** Lists the devices of whoever sits here, lets one of them in that waits, or ends one. */
export async function listDevices(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {postgres: {type: 'string'}, 'let-in': {type: 'string'}, end: {type: 'string'}},
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1)
    return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'devices'}))
  return withAccess(path, values.postgres, terminal, async (records, {person, isGuest, hasClosedWork}) => {
    if (isGuest) return terminal.fail(1, SHARED_ELSEWHERE)
    const hers = devices(records, Date.now)
    const letIn = values['let-in'] === undefined ? undefined : await hers.letIn(person.id, values['let-in'], await hasClosedWork(person.id), asHost)
    const ended = values.end === undefined ? undefined : await hers.end(person.id, values.end, asHost)
    for (const done of [letIn, ended]) if (done?.ok === false) return terminal.fail(1, done.error)
    if (ended !== undefined) await pause(KNOWN_BESIDE)
    for (const {id, name, since, used, waits, code} of hers.of(person.id, undefined))
      terminal.say(line(id, waits ? 'waits' : 'in', day(since), day(used), name, code))
    return 0
  })
}

/** Whoever may read and write the project's files runs it. */
const asHost = (): 'admin' => 'admin'

const day = (time: number): string => new Date(time).toISOString().slice(0, 10)

const line = (...fields: readonly string[]): string => fields.map(field => field.replaceAll(/\p{C}/gu, ' ')).join('\t')

const withInvitations = (
  path: string,
  postgres: string | undefined,
  terminal: Terminal,
  act: (entry: Invitations, project: ReadProject) => Promise<ExitCode>,
): Promise<ExitCode> =>
  withAccess(path, postgres, terminal, (records, project) => act(invitations({records, now: Date.now, newId: randomUUID, newSecret}), project))

/** Beside a hub that may be running. */
async function withAccess(
  path: string,
  postgres: string | undefined,
  terminal: Terminal,
  act: (records: AccessRecords, project: ReadProject) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = await readProject(path, postgres)
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {folder} = opened.value
  const common = folder.common && (await commonAccess(folder.common.files))
  try {
    return await act(common ?? accessFile(folder.path), opened.value)
  } catch (error) {
    return terminal.fail(3, sentenceOf(error))
  } finally {
    common?.stop()
    await folder.close()
  }
}
