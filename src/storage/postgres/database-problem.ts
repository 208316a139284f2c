import type {Message} from '../../core/language/message.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
  '53300',
  '57P01',
  '57P02',
  '57P03',
])

/** What went wrong with the database and what to do about it, as the two halves of a sentence: `${failed}, because …`. Never holds its address. */
export function databaseSentence(failed: Sentence, error: unknown): Message {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const detail = error instanceof Error ? error.message : String(error)
  if (AWAY.has(code) || code.startsWith('08') || /timeout|terminated|not queryable|ended/i.test(detail))
    return message(
      '{failed}, because the database cannot be reached. It is tried again by itself; if this stays, see that PostgreSQL is running and the network is up.',
      {failed},
    )
  if (code.startsWith('28'))
    return message('{failed}, because the database does not accept this user or password. Correct them in the address that is given with --postgres.', {failed})
  if (code === '3D000')
    return message(
      '{failed}, because the database server has no database of that name. Make it with createdb, or correct the address that is given with --postgres.',
      {failed},
    )
  if (code === '42501') return message('{failed}, because the database does not permit it to this user. Make the user the owner of the database.', {failed})
  if (code === '53100') return message('{failed}, because the disk of the database server is full. Make room there; it is tried again by itself.', {failed})
  if (code === '25006')
    return message('{failed}, because the database takes no changes: it is a copy that follows another one. Give the address of the one that is written to.', {
      failed,
    })
  return message('{failed}, because the database reported an error ({problem}). See its log.', {failed, problem: code === '' ? detail : `${code}: ${detail}`})
}
