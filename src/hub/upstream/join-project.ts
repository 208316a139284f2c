import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {errorCode} from '../../storage/disk-problem.ts'
import {createProjectFolder, openProjectFolder} from '../../storage/project-folder.ts'
import {parseInvitation} from '../../sync/invitation-link.ts'
import {sentenceOf} from '../sentence-of.ts'
import {redeemInvitation} from './redeem-invitation.ts'
import type {UpstreamSettings} from './upstream-settings.ts'
import {readUpstream, writeUpstream} from './upstream-settings.ts'

/** `name`: as the computer is called. */
type Device = {readonly person: {readonly id: string; readonly name: string}; readonly name: string}

/** UTF-16 code units of a device's name that a hub takes. */
const LONGEST_NAME = 80

/**
 * Makes a project folder that is a guest at the invitation's hub; its contents come when it is opened. A folder that holds
 * this project already keeps all it has and is let in anew: so a revoked or expired device comes back. Nothing is made
 * when the invitation is refused.
 */
export async function joinProject(
  invitation: string,
  folderFor: (projectName: string) => string,
  device: Device,
): Promise<Result<{readonly folder: string; readonly upstream: UpstreamSettings}>> {
  const parsed = parseInvitation(invitation)
  if (!parsed.ok) return parsed
  const link = parsed.value
  const folder = folderFor(link.projectName)
  const before = await openProjectFolder(folder, {mode: 'read'})
  if (before.ok) {
    const {projectId} = before.value
    await before.value.close()
    if (projectId !== link.projectId) return refused(`${folder} holds another project. Choose a new name for the folder; the invitation was not used.`)
    if (await isShared(folder))
      return refused(
        `${folder} is the project that this invitation is to: others come to it here, so it cannot be a guest of itself. Open it as it is; the invitation was not used.`,
      )
  } else if (!(await isFree(folder))) {
    return refused(`${folder} is no empty folder, and no project of Claimlight either. Choose a new name for the folder; the invitation was not used.`)
  }
  const redeemed = await redeemInvitation(link, {...(await deviceIn(folder, device)), name: device.name.slice(0, LONGEST_NAME) || 'computer'})
  if (!redeemed.ok) return redeemed
  const made = before.ok ? ok(null) : await createProjectFolder(folder, {projectId: link.projectId})
  if (!made.ok) return made
  try {
    await made.value?.close()
    // Who she is at the hub may be another id than on this computer.
    const upstream = {...redeemed.value, owner: device.person.id}
    await writeUpstream(folder, upstream)
    return ok({folder, upstream})
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

/** Whether others are let in to the project here. */
const isShared = (folder: string): Promise<boolean> =>
  stat(join(folder, 'access.json')).then(
    () => true,
    () => false,
  )

/** Whoever was here before stays herself: her changes that wait are hers. */
async function deviceIn(folder: string, device: Device): Promise<Device> {
  const before = await readUpstream(folder)
  return before.ok && before.value !== undefined ? {...device, person: {...device.person, id: before.value.person.id}} : device
}
