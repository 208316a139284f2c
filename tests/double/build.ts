import {join, resolve} from 'node:path'
import type {InlineConfig} from 'vite'
import {build} from 'vite'

const here = (path: string): string => resolve(import.meta.dirname, path)

/** Builds the double, since Node runs no TypeScript: two modules for the main process, a script for each world of a page. */
export async function buildDouble(folder: string): Promise<{readonly register: string}> {
  const config = (input: Record<string, string>, format: 'es' | 'iife'): InlineConfig => ({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: format === 'es',
      target: 'es2024',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {input, external: [/^node:/, 'ws'], output: {format, entryFileNames: '[name].js', chunkFileNames: '[name].js'}},
    },
  })
  await build(config({register: here('register.ts'), electron: here('electron.ts')}, 'es'))
  for (const world of ['main-world', 'preload-world']) await build(config({[world]: here(`page/${world}.ts`)}, 'iife'))
  return {register: join(folder, 'register.js')}
}
