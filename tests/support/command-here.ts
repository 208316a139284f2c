import {join} from 'node:path'
import {PassThrough} from 'node:stream'
import {text} from 'node:stream/consumers'
import {runCommand} from '../../src/cli/commands.ts'
import {languageOf} from '../../src/cli/language.ts'
import {terminalOn} from '../../src/cli/terminal.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** What a command says and ends with, run in this process: to start a program takes longer than most commands. One at a time. In English, whoever runs the tests, where `env` names no language. */
export async function commandHere(
  args: readonly string[],
  env: {readonly CLAIMLIGHT_HOME: string; readonly CLAIMLIGHT_DOCUMENTS?: string; readonly [name: string]: string},
): Promise<{readonly code: number; readonly stdout: string; readonly stderr: string}> {
  const before = {...process.env}
  Object.assign(process.env, env)
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const said = Promise.all([text(stdout), text(stderr)])
  try {
    const code = await runCommand(args, terminalOn({stdout, stderr}, await languageOf({LANG: 'en', ...env})), ROOT)
    stdout.end()
    stderr.end()
    const [out, err] = await said
    return {code, stdout: out, stderr: err}
  } finally {
    for (const name of Object.keys(env)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}
