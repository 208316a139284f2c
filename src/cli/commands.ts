import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {systemErrorSentence} from './system-error.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {usage} from './usage.ts'
import {readVersion} from './version.ts'

type Command = (args: readonly string[], terminal: Terminal, root: string) => Promise<ExitCode>

/** Loaded when asked for: help and a wrong word are answered at once. */
const commands: {readonly [name: string]: () => Promise<Command>} = {
  import: async () => (await import('./import.ts')).importIntoProject,
  export: async () => (await import('./export.ts')).exportProject,
  schema: async () => (await import('./schema.ts')).schema,
  agreement: async () => (await import('./agreement.ts')).agreement,
  languages: async () => (await import('./languages.ts')).languages,
  backup: async () => (await import('./backup.ts')).backup,
  check: async () => (await import('./check.ts')).check,
  folder: async () => (await import('./folder.ts')).folder,
  rounds: async () => (await import('./rounds.ts')).rounds,
  exchange: async () => (await import('./exchange.ts')).exchange,
  repair: async () => (await import('./repair.ts')).repair,
  invite: async () => (await import('./invitations.ts')).invite,
  invitations: async () => (await import('./invitations.ts')).listInvitations,
  devices: async () => (await import('./invitations.ts')).listDevices,
  revoke: async () => (await import('./invitations.ts')).revoke,
  join: async () => (await import('./join.ts')).join,
  leave: async () => (await import('./leave.ts')).leave,
  projects: async () => (await import('./projects.ts')).projects,
  serve: async () => (await import('./serve.ts')).serve,
  'sign-in': async () => (await import('./sign-in.ts')).signInAgain,
}

export const isCommand = (name: string | undefined): name is string => name !== undefined && Object.hasOwn(commands, name)

/** What a command line says, done. The code is for whoever waits for its end. `root`: of what is installed. */
export async function runCommand(said: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const code = await done(said, terminal, root)
  const unwritten = await terminal.unwritten()
  if (unwritten === undefined) return code
  terminal.complain(unwritten)
  return code === 0 ? 1 : code
}

async function done([name, ...args]: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || name === 'help' || args.includes('--help')) {
    await terminal.write([usage(terminal.language)])
    return 0
  }
  if (name === '--version') {
    terminal.say(await readVersion(root))
    return 0
  }
  const command = isCommand(name) ? commands[name] : undefined
  if (command === undefined)
    return terminal.fail(
      2,
      name === undefined ? message('Say what to do. See claimlight --help.') : message('There is no command "{name}". See claimlight --help.', {name}),
    )
  try {
    const run = await command()
    return await run(args, terminal, root)
  } catch (error) {
    const misuse = optionProblem(error)
    if (misuse !== undefined) return terminal.fail(2, misuse)
    const sentence = systemErrorSentence(error)
    if (sentence === undefined) throw error
    return terminal.fail(1, sentence)
  }
}

/** What is wrong with the options, as Node finds it; `undefined` for any other error. */
function optionProblem(error: unknown): Message | undefined {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS')) return undefined
  const option = /'(--?[^\s'<]+)/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return message('There is no option {option} here. See claimlight --help.', {option})
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return error.message.includes('does not take')
      ? message('The option {option} takes nothing behind it. See claimlight --help.', {option})
      : message('Something is missing behind the option {option}. See claimlight --help.', {option})
  return message('These words cannot be understood here. See claimlight --help.')
}
