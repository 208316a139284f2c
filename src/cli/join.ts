import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {projectFileName} from '../hub/project-file-name.ts'
import {joinProject} from '../hub/upstream/join-project.ts'
import {hubOf, lookAtInvitation} from '../hub/upstream/look-at-invitation.ts'
import type {HubPlace, InvitationOffer} from '../ipc/invitation-offer.ts'
import {recentProjects} from '../storage/recent-projects.ts'
import {isFingerprint, shortFingerprint, wholeFingerprint} from '../core/fingerprint.ts'
import {asked, readInvitation} from './invitation-input.ts'
import {localOwner, settingsFolder} from './local-owner.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** How a command that joins is told what its questions would be answered with. */
export const JOIN_OPTIONS = {
  name: {type: 'string'},
  device: {type: 'string'},
  yes: {type: 'boolean', default: false},
  fingerprint: {type: 'string'},
  move: {type: 'boolean', default: false},
  'as-new-person': {type: 'boolean', default: false},
} as const

export type JoinAnswers = {
  readonly name?: string | undefined
  readonly device?: string | undefined
  readonly yes: boolean
  readonly fingerprint?: string | undefined
  readonly move: boolean
  readonly 'as-new-person': boolean
}

/** Makes a project folder of this computer's own, which is a guest at the hub of the invitation. */
export async function join(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {folder: {type: 'string'}, ...JOIN_OPTIONS}})
  const [link = '-'] = positionals
  if (positionals.length > 1) return terminal.fail(2, 'join takes one invitation LINK, or - for one that is typed or piped. See claimlight --help.')
  const joined = await joinWith(link, values.folder, values, terminal)
  if (!joined.ok) return terminal.fail(1, joined.error)
  const {folder, waits} = joined.value
  terminal.say(`${waits === undefined ? 'joined ' : 'waiting'}   ${folder}`)
  return waits === undefined ? 0 : terminal.fail(4, waitingSentence(waits))
}

/** Redeems an invitation for this computer and its person once she agreed; without a folder, in one named as the project in the current folder. */
export async function joinWith(
  given: string,
  folder: string | undefined,
  answers: JoinAnswers,
  {complain}: Pick<Terminal, 'complain'>,
): Promise<Result<{readonly folder: string; readonly waits: string | undefined}>> {
  const link = await readInvitation(given)
  if (!link.ok) return link
  const expected = expectedHub(link.value, answers)
  if (!expected.ok) return expected
  const recent = folder === undefined ? await recentProjects(settingsFolder()) : []
  const place = {folderFor: (name: string) => resolve(folder ?? projectFileName(name)), known: recent.map(({path}) => path)}
  const offer = await lookAtInvitation(link.value, place)
  if (!offer.ok) return offer
  const {person, warnings} = await localOwner()
  for (const warning of warnings) complain(warning)
  const wish = await agreed(offer.value, answers, person.name)
  if (!wish.ok) return wish
  const device = {person: {...person, name: wish.value.name}, name: wish.value.device}
  return joinProject(link.value, place, device, {move: wish.value.move})
}

/** Not as the invitation has it: whoever made that up would have written her own. */
const TO_COMPARE =
  'Ask the colleague who shares the project for its fingerprint: the window there shows it under Share, and claimlight serve prints it. Where an authority vouches for the hub, it is the host’s name.'

/** What is told where the device is not in yet. */
export const waitingSentence = (code: string): string =>
  `This device is not in yet. On a device that you have, open Share, then “Your devices”, and say that the one with the code ${code} is yours. If you have none any more, ask an admin of the project.`

/** With `--yes`, the hub must be the one that was compared beforehand; without, there must be somebody to ask. Before anything is sent. */
function expectedHub(link: string, {yes, fingerprint}: JoinAnswers): Result<null> {
  const parsed = hubOf(link)
  if (!parsed.ok) return parsed
  const hub = parsed.value
  if (!yes && !process.stdin.isTTY)
    return refused(
      `Joining asks first, and there is no terminal to ask at. ${TO_COMPARE} Then add --yes --fingerprint with what you read there. Nothing was sent.`,
    )
  if (yes && fingerprint === undefined) return refused(`--yes goes with --fingerprint. ${TO_COMPARE} Nothing was sent.`)
  const isExpected =
    fingerprint === undefined || (hub.fingerprint === '' ? hub.origins.map(hostOf).includes(fingerprint) : isFingerprint(fingerprint, hub.fingerprint))
  return isExpected ? ok(null) : refused(`This invitation leads to another hub than the one you named: ${named(hub)}. Nothing was sent.`)
}

async function agreed(offer: InvitationOffer, answers: JoinAnswers, myName: string): Promise<Result<{name: string; device: string; move: boolean}>> {
  const invitedName = offer.here === 'elsewhere' ? myName : offer.invited.name
  const wish = {name: answers.name ?? invitedName, device: answers.device ?? offer.device, move: answers.move}
  const tell = (line: string): void => void process.stderr.write(`${line}\n`)
  if (offer.here === 'elsewhere' && answers.yes) return answers.move ? ok(wish) : refused(`${alarm(offer)} Nothing was sent. If that is right, add --move.`)
  if (offer.here !== 'elsewhere' && offer.invited.namesake && !answers['as-new-person']) {
    if (answers.yes) return refused(`${isShe(offer.invited.name)} ${NOT_WITH_THIS} Nothing was sent. If you are somebody else, add --as-new-person.`)
    const said = await asked(`${isShe(offer.invited.name)} Is that you? [yes/no] `)
    if (!/^no?$/i.test(said)) return refused(`${NOT_WITH_THIS} Nothing was joined, and nothing was sent about you.`)
  }
  if (answers.yes) return ok(wish)
  if (offer.here === 'elsewhere') {
    tell(alarm(offer))
    const said = await asked('If somebody you trust told you that the project has moved, type move; anything else leaves all as it is: ')
    return said === 'move' ? ok({...wish, move: true}) : refused('Nothing was changed, and nothing was sent.')
  }
  tell(`Project      “${offer.projectName}”, as ${offer.invited.role}`)
  tell(`Hub          ${offer.hub.origins.join(', ')}`)
  tell(`Fingerprint  ${offer.hub.fingerprint === '' ? 'none: an authority vouches for the address' : wholeFingerprint(offer.hub.fingerprint)}`)
  tell(`Folder       ${offer.folder}`)
  tell(`You          ${offer.invited.known ? offer.invited.name : wish.name} (--name), on “${wish.device}” (--device)`)
  const said = await asked('Compare the fingerprint with the colleague who invites you. Join, and tell that hub who you are? [y/N] ')
  return /^y(es)?$/i.test(said) ? ok(wish) : refused('Nothing was joined, and nothing was sent about you.')
}

const isShe = (name: string): string => `Somebody called “${name}” is in this project already.`

/** As the window says it. */
const NOT_WITH_THIS =
  'If that is you, do not join with this link: you would be two persons. On a device that you have, open Share, then “Your devices”, and make a link for this one. If you have none any more, ask an admin for a new link beside your name.'

const alarm = (offer: InvitationOffer & {readonly here: 'elsewhere'}): string =>
  `“${offer.projectName}” is on this computer already and follows another hub. It follows ${named(offer.before)}; the invitation leads to ${named(offer.hub)}. Whoever runs that hub would get all your work, closed rounds included.`

const named = ({origins, fingerprint}: HubPlace): string =>
  origins.length === 0
    ? 'one that cannot be read any more'
    : `${origins.map(hostOf).join(', ')} (fingerprint ${fingerprint === '' ? 'vouched for by an authority' : shortFingerprint(fingerprint)})`

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).hostname : origin)
