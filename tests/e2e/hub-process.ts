import type {ChildProcess} from 'node:child_process'
import {spawn} from 'node:child_process'
import {resolve} from 'node:path'
import {createInterface} from 'node:readline'

export const CLI = resolve(import.meta.dirname, '../../out/main/cli.js')

/** A hub in a process of its own, as somebody starts it on the command line; one at a time. */
export interface HubProcess {
  /** Serves a project; the sign-in address. */
  start(...args: readonly string[]): Promise<string>
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<void>
}

export function hubProcess(env: NodeJS.ProcessEnv): HubProcess {
  let hub: ChildProcess | undefined
  return {
    start: async (...args) => {
      hub = spawn(process.execPath, [CLI, 'serve', ...args, '--no-open'], {env, stdio: ['ignore', 'pipe', 'inherit']})
      for await (const line of createInterface({input: hub.stdout as NonNullable<typeof hub.stdout>})) {
        const address = /http:\/\/127\.0\.0\.1:\d+\/sign-in\S*/.exec(line)?.[0]
        if (address !== undefined) return address
      }
      throw new Error('The hub ended without an address.')
    },
    end: async signal => {
      const child = hub
      hub = undefined
      if (child === undefined || child.exitCode !== null) return
      const gone = new Promise(done => child.once('exit', done))
      child.kill(signal)
      await gone
    },
  }
}
