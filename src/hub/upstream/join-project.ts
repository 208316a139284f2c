import {readdir} from 'node:fs/promises'
import {message} from '../../core/language/message.ts'
import {LONGEST_NAME, plainName} from '../../core/person/name.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {errorCode} from '../../storage/disk-problem.ts'
import {createProjectFolder, readManifest} from '../../storage/project-folder.ts'
import {parseInvitation} from '../../sync/invitation-link.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {JoinPlace} from './look-at-invitation.ts'
import {copyHere, ownSentence} from './look-at-invitation.ts'
import {redeemInvitation} from './redeem-invitation.ts'
import type {UpstreamSettings} from './upstream-settings.ts'
import {readUpstream, writeUpstream} from './upstream-settings.ts'

/** `name`: what she calls the device. */
type Device = {readonly person: {readonly id: string; readonly name: string}; readonly name: string}

/**
 * Makes a project folder that is a guest at the invitation's hub; its contents come when it is opened. A folder that holds
 * this project already keeps all it has and is let in anew: so a revoked or expired device comes back. Nothing is made or sent
 * when the invitation is refused. What is one's own is never made a guest; what follows another hub only with `move`.
 * `waits`: she has to say on another device that this one is hers; it has this code there.
 */
export async function joinProject(
  invitation: string,
  place: JoinPlace,
  device: Device,
  {move}: {readonly move: boolean},
): Promise<Result<{readonly folder: string; readonly upstream: UpstreamSettings; readonly waits: string | undefined}>> {
  const parsed = parseInvitation(invitation)
  if (!parsed.ok) return parsed
  const link = parsed.value
  const {folder, here} = await copyHere(link, place)
  if (here === 'own') return refused(ownSentence(link, folder))
  if (here === 'elsewhere' && !move)
    return refused(
      message('“{projectName}” is on this computer already, in {folder}, and follows another hub. Nothing was sent; the invitation was not used.', {
        projectName: link.projectName,
        folder,
      }),
    )
  if (here === 'nothing') {
    const manifest = await readManifest(folder)
    if (manifest.ok) return refused(message('{folder} holds another project. Choose a new name for the folder; the invitation was not used.', {folder}))
    if (!(await isFree(folder)))
      return refused(
        message('{folder} is no empty folder, and no project of Claimlight either. Choose a new name for the folder; the invitation was not used.', {folder}),
      )
  }
  const known = await readUpstream(folder)
  const joined = known.ok ? known.value : undefined
  const name = plainName(device.name.slice(0, LONGEST_NAME)) || 'A computer'
  const redeemed = await redeemInvitation(link, {person: deviceIn(joined, device), name}, joined)
  if (!redeemed.ok) return redeemed
  const made = here === 'nothing' ? await createProjectFolder(folder, {projectId: link.projectId}) : ok(null)
  if (!made.ok) return made
  try {
    await made.value?.close()
    // Who she is at the hub may be another id than on this computer.
    const upstream = {...redeemed.value.upstream, owner: device.person.id}
    await writeUpstream(folder, upstream)
    return ok({folder, upstream, waits: redeemed.value.waits})
  } catch (error) {
    return refused(sentenceOf(error))
  }
}

/** Whether there is nothing, or an empty folder. */
const isFree = (path: string): Promise<boolean> =>
  readdir(path).then(
    found => found.length === 0,
    error => errorCode(error) === 'ENOENT',
  )

/** Whoever was here before stays herself: her changes that wait are hers. */
const deviceIn = (before: UpstreamSettings | undefined, {person}: Device): Device['person'] =>
  before === undefined ? person : {...person, id: before.person.id}
