import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {readFileSync} from 'node:fs'

const NETWORK = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb',
  'smb2',
  'smb3',
  'smbfs',
  'afs',
  '9p',
  'davfs',
  'fuse.sshfs',
  'fuse.rclone',
  'fuse.davfs',
  'fuse.gvfsd-fuse',
  'ceph',
  'glusterfs',
  'fuse.glusterfs',
  'lustre',
  'ncpfs',
  'afpfs',
])
const SYNCED: readonly (readonly [RegExp, string])[] = [
  [/^dropbox( \(.*\))?$/i, 'Dropbox'],
  [/^onedrive( - .*)?$/i, 'OneDrive'],
  [/^(iclouddrive|icloud drive|com~apple~clouddocs|mobile documents)$/i, 'iCloud Drive'],
  [/^(google drive|googledrive|my drive|googledrive-.*)$/i, 'Google Drive'],
  [/^(nextcloud|owncloud)$/i, 'Nextcloud'],
]

/**
 * A sentence when a folder (an absolute, resolved path) seems to be on a network or synced drive, where a working store
 * can be damaged by two computers at once. `mounts` is the text of /proc/mounts where there is one.
 */
export function driveWarning(path: string, mounts: string): Message | undefined {
  const parts = path.split(/[\\/]/)
  const service = SYNCED.find(([pattern]) => parts.some(part => pattern.test(part)))?.[1]
  const network = /^(\\\\|\/\/)[^\\/]/.test(path) || NETWORK.has(fileSystemOf(path, mounts) ?? '')
  if (service === undefined && !network) return undefined
  return service === undefined
    ? message(
        'This project is on a network drive. Two computers writing there at once can damage it. Keep the project on this computer’s own disk, and exchange work through a hub or a shared folder.',
      )
    : message(
        'This project is in a folder that {service} seems to sync. Two computers writing there at once can damage it. Keep the project on this computer’s own disk, and exchange work through a hub or a shared folder.',
        {service},
      )
}

export function systemMounts(): string {
  try {
    return readFileSync('/proc/mounts', 'utf8')
  } catch {
    return ''
  }
}

function fileSystemOf(path: string, mounts: string): string | undefined {
  let best = ''
  let type: string | undefined
  for (const line of mounts.split('\n')) {
    const [, escaped = '', found] = line.split(' ')
    const point = escaped.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    const inside = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`)
    if (point !== '' && inside && point.length >= best.length) {
      best = point
      type = found
    }
  }
  return type
}
