#!/usr/bin/env node
import {join} from 'node:path'
import {check} from './check.ts'
import {exportProject} from './export.ts'
import {importIntoProject} from './import.ts'
import {serve} from './serve.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {terminal} from './terminal.ts'
import {USAGE} from './usage.ts'
import {readVersion} from './version.ts'

/** The root of what is installed; this file is built to out/main/cli.js. */
const root = join(import.meta.dirname, '..', '..')

const commands: {readonly [name: string]: (args: readonly string[], terminal: Terminal, root: string) => Promise<ExitCode>} = {
  import: importIntoProject,
  export: exportProject,
  check,
  serve,
}

async function run([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || name === 'help' || args.includes('--help')) {
    terminal.write(USAGE)
    return 0
  }
  if (name === '--version') {
    terminal.say(await readVersion(root))
    return 0
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) return terminal.fail(2, name === undefined ? 'Say what to do. See claimlight --help.' : `There is no command "${name}". See claimlight --help.`)
  try {
    return await command(args, terminal, root)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return terminal.fail(2, error.message)
    throw error
  }
}

// A reader that has read enough (`claimlight export … | head`) is no error.
process.stdout.on('error', () => undefined)
process.exitCode = await run(process.argv.slice(2))
