import {randomUUID} from 'node:crypto'
import {parseArgs} from 'node:util'
import {commonAccess} from '../hub/cluster/common-access.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import {accessFile} from '../hub/share/access-record.ts'
import type {Invitations} from '../hub/share/invitations.ts'
import {invitations} from '../hub/share/invitations.ts'
import {makeInvitation} from '../hub/share/share-requests.ts'
import {SHARED_ELSEWHERE} from '../hub/share/sharing.ts'
import {newSecret} from '../hub/sign-in.ts'
import {SHARE_REQUESTS} from '../ipc/share-api.ts'
import type {ReadProject} from './read-project.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** How long an invitation may be opened when nothing else is said. */
const DAYS = 30

export async function invite(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {name: {type: 'string'}, role: {type: 'string'}, days: {type: 'string', default: String(DAYS)}, postgres: {type: 'string'}},
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return terminal.fail(2, 'invite takes one PROJECT. See claimlight --help.')
  const parsed = SHARE_REQUESTS.invite.safeParse([{name: values.name, role: values.role, days: Number(values.days)}])
  if (!parsed.success) {
    return terminal.fail(2, 'invite takes --name NAME, --role reader, annotator, curator or admin, and --days from 1 to 366. See claimlight --help.')
  }
  const [wish] = parsed.data
  return withInvitations(path, values.postgres, terminal, async (entry, {folder, project, person, isGuest}) => {
    if (isGuest) return terminal.fail(1, SHARED_ELSEWHERE)
    const made = await makeInvitation({invitations: entry, status: () => ({state: 'off'})}, {projectId: folder.projectId, project}, {...wish, by: person.id})
    if (!made.ok) return terminal.fail(1, `${made.error} Serve it with claimlight serve PROJECT --listen HOST:PORT, or share it from the app.`)
    terminal.say(made.value.link)
    terminal.say(made.value.browserLink)
    return 0
  })
}

export async function listInvitations(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {postgres: {type: 'string'}}})
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return terminal.fail(2, 'invitations takes one PROJECT. See claimlight --help.')
  return withInvitations(path, values.postgres, terminal, async entry => {
    const listed = entry.list()
    if (!listed.ok) return terminal.fail(1, listed.error)
    for (const {id, state, role, name, expires, devices} of listed.value) {
      terminal.say(
        [id, state, role, name, new Date(expires).toISOString().slice(0, 10), devices.join(', ')].map(field => field.replaceAll(/\p{C}/gu, ' ')).join('\t'),
      )
    }
    return 0
  })
}

export async function revoke(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {postgres: {type: 'string'}}})
  const [path, id] = positionals
  if (path === undefined || id === undefined || positionals.length > 2)
    return terminal.fail(2, 'revoke takes PROJECT and the ID of an invitation, as claimlight invitations PROJECT tells it.')
  return withInvitations(path, values.postgres, terminal, async entry => {
    const revoked = await entry.revoke(id)
    return revoked.ok ? 0 : terminal.fail(1, revoked.error)
  })
}

/** Beside a hub that is running: it notices within a second. */
async function withInvitations(
  path: string,
  postgres: string | undefined,
  terminal: Terminal,
  act: (entry: Invitations, project: ReadProject) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = await readProject(path, postgres)
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {folder} = opened.value
  const common = folder.common && (await commonAccess(folder.common.files))
  try {
    return await act(invitations({records: common ?? accessFile(folder.path), now: Date.now, newId: randomUUID, newSecret}), opened.value)
  } catch (error) {
    return terminal.fail(3, sentenceOf(error))
  } finally {
    common?.stop()
    await folder.close()
  }
}
