import * as z from 'zod'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {nameShape, plainName} from '../../core/person/name.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {HubPlace, InvitationOffer} from '../../ipc/invitation-offer.ts'
import {roleShape} from '../../ipc/share-api.ts'
import {readManifest} from '../../storage/project-folder.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {parseInvitation, SHARE_VERSION} from '../../sync/invitation-link.ts'
import {postToHub, REFUSED} from './post-to-hub.ts'
import {readUpstream} from './upstream-settings.ts'

/** Where an invitation's project may be on this computer already, and where it would be made. */
export type JoinPlace = {
  folderFor(projectName: string): string
  /** Folders of projects that this computer knows. */
  readonly known: readonly string[]
}

/** The project's copy here. `own`: it never followed another hub, or does not any more. */
type CopyHere = {readonly folder: string} & ({readonly here: 'nothing' | 'own'} | {readonly here: 'same' | 'elsewhere'; readonly before: HubPlace})

const answer = z.union([
  z.object({
    ok: z.literal(true),
    projectId: z.string(),
    projectName: z.string().max(1000).transform(plainName),
    person: z.object({id: z.string().exactOptional(), name: nameShape, role: roleShape}),
    namesake: z.boolean().default(false),
  }),
  REFUSED,
])

/** The hub that an invitation leads to, by what it says itself. */
export function hubOf(invitation: string): Result<HubPlace> {
  const parsed = parseInvitation(invitation)
  return parsed.ok ? ok({origins: parsed.value.origins, fingerprint: parsed.value.fingerprint}) : parsed
}

/** What an invitation would do here. Its hub is told the secret of the invitation and nothing else, and that only where no other hub is followed. */
export async function lookAtInvitation(invitation: string, place: JoinPlace): Promise<Result<InvitationOffer>> {
  const parsed = parseInvitation(invitation)
  if (!parsed.ok) return parsed
  const link = parsed.value
  const copy = await copyHere(link, place)
  if (copy.here === 'own') return refused(ownSentence(link, copy.folder))
  const offer = {projectName: link.projectName, hub: {origins: link.origins, fingerprint: link.fingerprint}, folder: copy.folder, device: usualDeviceName()}
  if (copy.here === 'elsewhere') return ok({...offer, here: 'elsewhere', before: copy.before})
  const looked = await postToHub(link, {v: SHARE_VERSION, project: link.projectId, token: link.token, wish: 'look'}, answer)
  if (!looked.ok) return looked
  const {projectName, person, namesake} = looked.value.said
  return ok({...offer, projectName, here: copy.here, invited: {name: person.name, role: person.role, known: person.id !== undefined, namesake}})
}

/** The copy of an invitation's project on this computer, or where it would be. */
export async function copyHere(link: InvitationLink, place: JoinPlace): Promise<CopyHere> {
  const target = place.folderFor(link.projectName)
  for (const folder of [target, ...place.known]) {
    const manifest = await readManifest(folder)
    if (!manifest.ok || manifest.value.id !== link.projectId) continue
    const upstream = await readUpstream(folder)
    if (upstream.ok && upstream.value === undefined) return {folder, here: 'own'}
    // What it followed cannot be read any more: any hub may be another one.
    const before = upstream.ok && upstream.value !== undefined ? upstream.value : {origins: [], fingerprint: ''}
    return {folder, here: isSameHub(before, link) ? 'same' : 'elsewhere', before: {origins: before.origins, fingerprint: before.fingerprint}}
  }
  return {folder: target, here: 'nothing'}
}

export const ownSentence = ({projectName}: InvitationLink, folder: string): Message =>
  message(
    '“{projectName}” is on this computer already, in {folder}, and follows no other one. An invitation does not change that. Nothing was sent; the invitation was not used.',
    {projectName, folder},
  )

/** Never the name of the computer, which often names its owner: she may choose it. */
function usualDeviceName(): string {
  const systems: {readonly [P in NodeJS.Platform]?: string} = {darwin: 'macOS', win32: 'Windows', linux: 'Linux'}
  return `Claimlight on ${systems[process.platform] ?? process.platform}`
}

/** The same certificate, at a host it had before. */
function isSameHub(before: HubPlace, link: HubPlace): boolean {
  const hosts = new Set(before.origins.map(hostOf))
  return before.fingerprint === link.fingerprint && link.origins.some(origin => hosts.has(hostOf(origin)))
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).hostname : origin)
