import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {build} from 'vite'

const repository = join(import.meta.dirname, '..', '..')

/** The program of the thread that makes exports, built as it is for release. `failing`: one that throws as soon as it has begun; `dying`: one that ends as it is given the first set that it asks for. */
export type BuiltThread = {readonly file: URL; readonly failing: URL; readonly dying: URL; remove(): Promise<void>}

export async function builtThread(): Promise<BuiltThread> {
  // Inside node_modules, so that the bundle finds its packages.
  const cache = join(repository, 'node_modules', '.cache')
  await mkdir(cache, {recursive: true})
  const folder = await mkdtemp(join(cache, 'claimlight-thread-'))
  await build({
    configFile: false,
    root: repository,
    logLevel: 'error',
    build: {ssr: 'src/hub/tasks/task-thread.ts', outDir: folder, target: 'node20', rolldownOptions: {output: {entryFileNames: 'task-thread.mjs'}}},
  })
  await writeFile(
    join(folder, 'failing.mjs'),
    "import {parentPort} from 'node:worker_threads'\nparentPort.postMessage({part: 0})\nthrow new Error('There is no paper left.')\n",
  )
  await writeFile(
    join(folder, 'dying.mjs'),
    `import {parentPort, workerData} from 'node:worker_threads'
const [[first]] = workerData.given.sets.values()
parentPort.on('message', () => process.exit(1))
parentPort.postMessage({part: 0})
parentPort.postMessage({document: first.name ?? first})
`,
  )
  const at = (name: string): URL => pathToFileURL(join(folder, name))
  return {file: at('task-thread.mjs'), failing: at('failing.mjs'), dying: at('dying.mjs'), remove: () => rm(folder, {recursive: true, force: true})}
}
