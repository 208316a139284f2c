import {mkdir, mkdtemp, rm} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import type {TestProject} from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where programs are built that several tests run. */
    readonly builds: string
  }
}

/** One folder for a run of Vitest; inside node_modules, so that a bundle finds its packages. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache')
  await mkdir(cache, {recursive: true})
  const folder = await mkdtemp(join(cache, 'claimlight-builds-'))
  project.provide('builds', folder)
  return () => rm(folder, {recursive: true, force: true})
}
