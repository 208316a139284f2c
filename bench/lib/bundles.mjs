import {mkdir, mkdtemp} from 'node:fs/promises'
import {build} from 'vite'
import {inRoot} from '../../scripts/lib/root.mjs'

/** Bundles programs of a bench for Node, `entries` being their files by name; the folder of `NAME.mjs`, to be removed by the caller. Inside node_modules, so that they find their packages. */
export async function bundled(bench, entries) {
  await mkdir(inRoot('node_modules/.cache'), {recursive: true})
  const folder = await mkdtemp(inRoot(`node_modules/.cache/${bench}-bench-`))
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {ssr: true, outDir: folder, target: 'node20', rolldownOptions: {input: entries, output: {entryFileNames: '[name].mjs'}}},
  })
  return folder
}
