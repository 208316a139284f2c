import type {Message} from './language/message.ts'
import {message} from './language/message.ts'
import {nameProblem, plainName} from './person/name.ts'

/** What Windows keeps for devices, with whatever ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Why a text is no name for a new project; `undefined` when it is one. It becomes the name of a folder, on every system, and never a path. */
export function projectNameProblem(text: string): Message | undefined {
  const problem = nameProblem(text)
  if (problem !== undefined) return problem
  const name = plainName(text)
  if (name !== text.normalize('NFC').replace(/\s+/g, ' ').trim()) return message('This name has signs in it that cannot be seen. Type it anew.')
  if (/[\\/:*?"<>|]/.test(name)) return message('The name becomes the name of a folder: leave out {signs} and |.', {signs: '/ \\ : * ? " < >'})
  if (/^\.|\.$/.test(name)) return message('The name becomes the name of a folder: it cannot begin or end with a full stop.')
  return DEVICES.test(name) ? message('Some systems keep this name for themselves. Choose another one.') : undefined
}
