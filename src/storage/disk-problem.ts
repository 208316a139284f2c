import type {Message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT'])
const FORBIDDEN = new Set(['SQLITE_READONLY', 'SQLITE_PERM', 'SQLITE_AUTH', 'EACCES', 'EPERM', 'EROFS'])
const DAMAGED = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT'])
const GONE = new Set(['ENOENT', 'ENOTDIR', 'SQLITE_CANTOPEN'])
const BUSY = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'EBUSY', 'ETXTBSY'])

/** The code of an error of libsql (`SQLITE_IOERR_WRITE` counts as `SQLITE_IOERR`) or of the operating system; empty when it has none. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code.replace(/^(SQLITE_[A-Z]+)_.*/, '$1') : ''
}

export const isDamage = (error: unknown): boolean => DAMAGED.has(errorCode(error))
export const isBusy = (error: unknown): boolean => BUSY.has(errorCode(error))

/** What went wrong with the disk and what to do about it, as the two halves of a sentence for a person: `${failed}, because …`. */
export function diskSentence(failed: Sentence, error: unknown): Message {
  const code = errorCode(error)
  if (FULL.has(code)) return message('{failed}, because the disk is full. Free some space and try again.', {failed})
  if (FORBIDDEN.has(code))
    return message('{failed}, because writing there is not permitted. Change the permissions of the folder, or choose another one.', {failed})
  if (DAMAGED.has(code)) return message('{failed}, because the file is damaged. Repair it or restore it from a backup.', {failed})
  if (GONE.has(code))
    return message('{failed}, because the file or its folder is not there. Check that the drive is connected and nothing was moved.', {failed})
  if (BUSY.has(code)) return message('{failed}, because another program is using the file. Close that program and try again.', {failed})
  if (code === 'ENAMETOOLONG') return message('{failed}, because the name is too long. Choose a shorter one.', {failed})
  const detail = error instanceof Error ? error.message : String(error)
  return message('{failed}, because the disk reported an error ({problem}). Check the drive, then try again.', {failed, problem: code === '' ? detail : code})
}
