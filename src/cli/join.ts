import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import type {Language} from '../core/language/language.ts'
import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
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
  if (positionals.length > 1) return terminal.fail(2, message('join takes one invitation LINK, or - for one that is typed or piped. See claimlight --help.'))
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
  {complain, language}: Pick<Terminal, 'complain' | 'language'>,
): Promise<Result<{readonly folder: string; readonly waits: string | undefined}>> {
  const link = await readInvitation(given, language)
  if (!link.ok) return link
  const expected = expectedHub(link.value, answers)
  if (!expected.ok) return expected
  const recent = folder === undefined ? await recentProjects(settingsFolder()) : []
  const place = {folderFor: (name: string) => resolve(folder ?? projectFileName(name)), known: recent.map(({path}) => path)}
  const offer = await lookAtInvitation(link.value, place)
  if (!offer.ok) return offer
  const {person, warnings} = await localOwner()
  for (const warning of warnings) complain(warning)
  const wish = await agreed(offer.value, answers, person.name, language)
  if (!wish.ok) return wish
  const device = {person: {...person, name: wish.value.name}, name: wish.value.device}
  return joinProject(link.value, place, device, {move: wish.value.move})
}

/** Not as the invitation has it: whoever made that up would have written her own. */
const TO_COMPARE = message(
  'Ask the colleague who shares the project for its fingerprint: the window there shows it under Share, and claimlight serve prints it. Where an authority vouches for the hub, it is the host’s name.',
)

/** What is told where the device is not in yet. */
export const waitingSentence = (code: string): Message =>
  message(
    'This device is not in yet. On a device that you have, open Share, then “Your devices”, and say that the one with the code {code} is yours. If you have none any more, ask an admin of the project.',
    {code},
  )

/** With `--yes`, the hub must be the one that was compared beforehand; without, there must be somebody to ask. Before anything is sent. */
function expectedHub(link: string, {yes, fingerprint}: JoinAnswers): Result<null> {
  const parsed = hubOf(link)
  if (!parsed.ok) return parsed
  const hub = parsed.value
  if (!yes && !process.stdin.isTTY)
    return refused(
      message('Joining asks first, and there is no terminal to ask at. {compare} Then add --yes --fingerprint with what you read there. Nothing was sent.', {
        compare: TO_COMPARE,
      }),
    )
  if (yes && fingerprint === undefined) return refused(message('--yes goes with --fingerprint. {compare} Nothing was sent.', {compare: TO_COMPARE}))
  const isExpected =
    fingerprint === undefined || (hub.fingerprint === '' ? hub.origins.map(hostOf).includes(fingerprint) : isFingerprint(fingerprint, hub.fingerprint))
  return isExpected ? ok(null) : refused(message('This invitation leads to another hub than the one you named: {hub}. Nothing was sent.', {hub: named(hub)}))
}

async function agreed(
  offer: InvitationOffer,
  answers: JoinAnswers,
  myName: string,
  {tell: told}: Language,
): Promise<Result<{name: string; device: string; move: boolean}>> {
  const invitedName = offer.here === 'elsewhere' ? myName : offer.invited.name
  const wish = {name: answers.name ?? invitedName, device: answers.device ?? offer.device, move: answers.move}
  const tell = (line: Message): void => void process.stderr.write(`${told(line)}\n`)
  if (offer.here === 'elsewhere' && answers.yes)
    return answers.move ? ok(wish) : refused(message('{alarm} Nothing was sent. If that is right, add --move.', {alarm: alarm(offer)}))
  if (offer.here !== 'elsewhere' && offer.invited.namesake && !answers['as-new-person']) {
    if (answers.yes)
      return refused(
        message(
          'Somebody called “{name}” is in this project already. If that is you, do not join with this link: you would be two persons. On a device that you have, open Share, then “Your devices”, and make a link for this one. If you have none any more, ask an admin for a new link beside your name. Nothing was sent. If you are somebody else, add --as-new-person.',
          {name: offer.invited.name},
        ),
      )
    const said = await asked(told(message('Somebody called “{name}” is in this project already. Is that you? [yes/no]', {name: offer.invited.name})))
    if (!/^no?$/i.test(said))
      return refused(
        message(
          'Do not join with this link: you would be two persons. On a device that you have, open Share, then “Your devices”, and make a link for this one. If you have none any more, ask an admin for a new link beside your name. Nothing was joined, and nothing was sent about you.',
        ),
      )
  }
  if (answers.yes) return ok(wish)
  if (offer.here === 'elsewhere') {
    tell(alarm(offer))
    const said = await asked(
      told(message('If somebody you trust told you that the project has moved, type {word}; anything else leaves all as it is:', {word: MOVE})),
    )
    return said === MOVE ? ok({...wish, move: true}) : refused(message('Nothing was changed, and nothing was sent.'))
  }
  const {fingerprint, origins} = offer.hub
  tell(
    message('Project: “{name}”, as {role, select, reader {reader} annotator {annotator} curator {curator} other {admin}}', {
      name: offer.projectName,
      role: offer.invited.role,
    }),
  )
  tell(message('Hub: {origins}', {origins: origins.join(', ')}))
  tell(
    fingerprint === ''
      ? message('Fingerprint: none, an authority vouches for the address')
      : message('Fingerprint: {fingerprint}', {fingerprint: wholeFingerprint(fingerprint)}),
  )
  tell(message('Folder: {folder}', {folder: offer.folder}))
  tell(message('You: {name} (--name), on “{device}” (--device)', {name: offer.invited.known ? offer.invited.name : wish.name, device: wish.device}))
  const said = await asked(told(message('Compare the fingerprint with the colleague who invites you. Join, and tell that hub who you are? [y/N]')))
  return /^y(es)?$/i.test(said) ? ok(wish) : refused(message('Nothing was joined, and nothing was sent about you.'))
}

/** What is typed to move, in every language. */
const MOVE = 'move'

const alarm = (offer: InvitationOffer & {readonly here: 'elsewhere'}): Message =>
  message(
    '“{name}” is on this computer already and follows another hub. It follows {before}; the invitation leads to {hub}. Whoever runs that hub would get all your work, closed rounds included.',
    {name: offer.projectName, before: named(offer.before), hub: named(offer.hub)},
  )

function named({origins, fingerprint}: HubPlace): Message {
  if (origins.length === 0) return message('one that cannot be read any more')
  const hosts = origins.map(hostOf).join(', ')
  if (fingerprint === '') return message('{hosts} (vouched for by an authority)', {hosts})
  return message('{hosts} (fingerprint {fingerprint})', {hosts, fingerprint: shortFingerprint(fingerprint)})
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).hostname : origin)
