import type {ChildProcess} from 'node:child_process'
import {spawn} from 'node:child_process'
import {mkdir, mkdtemp, rm} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {createInterface} from 'node:readline'
import {onTestFinished} from 'vitest'
import {build} from 'vite'

/** Builds a program of tests/storage/child, since Node runs no TypeScript. It stands where packages are found. */
export async function builtChild(name: string): Promise<string> {
  const out = resolve(import.meta.dirname, '../../out')
  await mkdir(out, {recursive: true})
  const folder = await mkdtemp(join(out, 'storage-child-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {ssr: resolve(import.meta.dirname, 'child', `${name}.ts`), target: 'es2024', outDir: folder, emptyOutDir: false, minify: false},
  })
  return join(folder, `${name}.js`)
}

/** Runs a program until it has printed `lines` lines, kills it with SIGKILL, and gives every line it got out. */
export async function killedAfter(lines: number, program: string, args: readonly string[]): Promise<readonly string[]> {
  const child: ChildProcess = spawn(process.execPath, [program, ...args], {stdio: ['ignore', 'pipe', 'inherit']})
  const printed: string[] = []
  if (child.stdout === null) throw new Error('The program has no output.')
  for await (const line of createInterface({input: child.stdout})) {
    printed.push(line)
    if (printed.length === lines) child.kill('SIGKILL')
  }
  return printed
}
