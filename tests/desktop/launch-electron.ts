import {spawn} from 'node:child_process'
import {join, resolve} from 'node:path'
import {_electron} from '@playwright/test'
import type {LaunchOptions, TestApp} from './test-app.ts'
import {environment} from './test-app.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** The app on Electron's own program. */
export async function launchOnElectron(program: string, {home, args = [], dark = false}: LaunchOptions): Promise<TestApp> {
  const all = (given: readonly string[]): string[] => [ROOT, `--user-data-dir=${join(home, 'profile')}`, ...(process.env.CI ? ['--no-sandbox'] : []), ...given]
  const env = {...definedEnvironment(), ...environment(home)}
  const app = await _electron.launch({executablePath: program, args: all(args), env, colorScheme: dark ? 'dark' : 'light'})
  const child = app.process()
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => output.push(String(part)))
  const ended = new Promise<number | null>(resolveCode => child.once('exit', code => resolveCode(code)))
  return {
    windows: async count => {
      while (app.windows().length < count) await app.waitForEvent('window')
      return app.windows()
    },
    evaluate: (run, argument) => app.evaluate(run as never, argument as never) as never,
    startAgain: given =>
      new Promise((resolveCode, reject) => {
        const again = spawn(program, all(given), {env, stdio: 'ignore'})
        again.once('error', reject)
        again.once('exit', resolveCode)
      }),
    quit: async () => {
      await app.evaluate(({app: running}) => running.quit()).catch(() => undefined)
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    log: () => output.join(''),
  }
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
