import {createInterface} from 'node:readline/promises'
import type {Language} from '../core/language/language.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {typed} from './passphrase.ts'

const VARIABLE = 'CLAIMLIGHT_INVITATION'

/** An invitation link: as given, or for `-` from standard input or the surroundings, which the list of processes does not show. */
export async function readInvitation(given: string, {tell}: Language): Promise<Result<string>> {
  if (given !== '-') return ok(given)
  const link = process.env[VARIABLE] || (process.stdin.isTTY ? await typed(tell(message('Invitation link:'))) : await firstLine())
  return link === undefined || link.trim() === ''
    ? refused(message('No invitation link came. Type it, send it to standard input, or put it into {variable}.', {variable: VARIABLE}))
    : ok(link.trim())
}

async function firstLine(): Promise<string | undefined> {
  for await (const line of createInterface({input: process.stdin})) return line
  return undefined
}

/** What is typed at the terminal; empty when it was broken off. */
export async function asked(question: string): Promise<string> {
  const terminal = createInterface({input: process.stdin, output: process.stderr})
  try {
    return (await terminal.question(`${question} `, {signal: AbortSignal.any([ended(terminal)])})).trim()
  } catch {
    return ''
  } finally {
    terminal.close()
  }
}

/** Ctrl+D and Ctrl+C close the terminal without an answer. */
function ended(terminal: ReturnType<typeof createInterface>): AbortSignal {
  const controller = new AbortController()
  terminal.once('close', () => controller.abort())
  return controller.signal
}
