import type {ChildProcess} from 'node:child_process'
import {spawn} from 'node:child_process'
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {build as viteBuild} from 'vite'
import {inject} from 'vitest'

const repository = join(import.meta.dirname, '..', '..')

/** The command line, built as it is for release, beside the sample articles, the schemas and a page of one line. */
export type BuiltCli = {
  /** Runs a command to its end. */
  run(args: readonly string[], options?: {env?: NodeJS.ProcessEnv; cwd?: string}): Promise<{code: number | null; stdout: string; stderr: string}>
  /** Serves a project and resolves with the sign-in link it prints. */
  serve(
    args: readonly string[],
    env?: NodeJS.ProcessEnv,
  ): Promise<{child: ChildProcess; url: string; ended: Promise<number | null>; stdout: () => string; stderr: () => string}>
  /** Starts a command, to be ended by whoever did. */
  start(args: readonly string[]): ChildProcess
  remove(): Promise<void>
}

/** One build for all files of a worker. */
let built: Promise<string> | undefined

export async function builtCli(): Promise<BuiltCli> {
  built ??= build()
  const root = await built
  const cli = join(root, 'out', 'main', 'cli.js')
  const place = await mkdtemp(join(tmpdir(), 'claimlight-cli-'))
  const home = join(place, 'home')
  const running = new Set<ChildProcess>()
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = place): ChildProcess => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: {...process.env, CLAIMLIGHT_LANGUAGE: 'en', CLAIMLIGHT_HOME: home, CLAIMLIGHT_DOCUMENTS: join(home, 'Documents'), ...env},
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    child.once('close', () => running.delete(child))
    return child
  }
  const gathered = (child: ChildProcess): {stdout: () => string; stderr: () => string; ended: Promise<number | null>} => {
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
    const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
    return {stdout: () => Buffer.concat(out).toString(), stderr: () => Buffer.concat(err).toString(), ended}
  }
  return {
    run: async (args, {env, cwd} = {}) => {
      const {stdout, stderr, ended} = gathered(start(args, env, cwd))
      const code = await ended
      return {code, stdout: stdout(), stderr: stderr()}
    },
    serve: async (args, env) => {
      const child = start(['serve', ...(args.includes('--open') ? args.filter(each => each !== '--open') : ['--no-open', ...args])], env)
      const {stdout, stderr, ended} = gathered(child)
      const url = await new Promise<string>((resolve, reject) => {
        child.stdout?.on('data', () => {
          const [line, rest] = stdout().split('\n', 2)
          if (line !== undefined && rest !== undefined) resolve(line)
        })
        void ended.then(code => reject(new Error(`serve ended with ${code}: ${stderr()}`)))
      })
      return {child, url, ended, stdout, stderr}
    },
    start: args => start(args),
    remove: async () => {
      // What a test that failed has left.
      for (const child of running) child.kill('SIGKILL')
      await rm(place, {recursive: true, force: true})
    },
  }
}

/** The folder of what was built. */
async function build(): Promise<string> {
  const root = await mkdtemp(join(inject('builds'), 'cli-'))
  await viteBuild({
    configFile: false,
    root: repository,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: join(root, 'out', 'main'),
      target: 'node20',
      rolldownOptions: {input: {cli: 'src/cli/main.ts', 'task-thread': 'src/hub/tasks/task-thread.ts'}, output: {entryFileNames: '[name].js'}},
    },
  })
  await cp(join(repository, 'package.json'), join(root, 'package.json'))
  for (const folder of ['sample', 'schemas']) await cp(join(repository, 'resources', folder), join(root, 'resources', folder), {recursive: true})
  await mkdir(join(root, 'out', 'renderer', 'assets'), {recursive: true})
  await writeFile(join(root, 'out', 'renderer', 'index.html'), '<!doctype html><title>Claimlight</title><script type="module" src="/assets/index.js"></script>')
  await writeFile(join(root, 'out', 'renderer', 'assets', 'index.js'), 'document.title = "Claimlight"\n')
  return root
}
