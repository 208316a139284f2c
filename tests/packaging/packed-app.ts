import {execFile} from 'node:child_process'
import {mkdir, readdir, stat, writeFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {promisify} from 'node:util'
import {extractAll} from '@electron/asar'

const ROOT = resolve(import.meta.dirname, '../..')
/** Where the fuses lie in Electron's program: a mark, the version of the wire, its length, and one byte each. */
const FUSES = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 8]), Buffer.from('00000000')])

export type PackedApp = {
  /** The program, by which fuses are read. */
  readonly program: string
  readonly archive: string
  /** The files of the archive with the unpacked ones beside them, as the running app sees them. */
  readonly extracted: string
  readonly bytes: {readonly archive: number; readonly unpacked: number}
}

/** Packs the built app for Linux by the configuration that releases use, around a stand-in for Electron's program. */
export async function packApp(folder: string): Promise<PackedApp> {
  const distribution = join(folder, 'electron')
  await mkdir(join(distribution, 'resources'), {recursive: true})
  await mkdir(join(distribution, 'locales'))
  await writeFile(join(distribution, 'electron'), FUSES, {mode: 0o755})
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak']) await writeFile(join(distribution, name), '')

  const output = join(folder, 'packed')
  const cli = join(ROOT, 'node_modules/electron-builder/cli.js')
  const options = [`--config.electronDist=${distribution}`, `--config.directories.output=${output}`, '--publish', 'never']
  await promisify(execFile)(process.execPath, [cli, '--linux', 'dir', '--config', 'electron-builder.config.ts', ...options], {cwd: ROOT})

  const app = join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`)
  const archive = join(app, 'resources', 'app.asar')
  const extracted = join(folder, 'extracted')
  extractAll(archive, extracted)
  return {program: join(app, 'claimlight'), archive, extracted, bytes: {archive: (await stat(archive)).size, unpacked: await sizeOf(`${archive}.unpacked`)}}
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, {withFileTypes: true, recursive: true}))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  return bytes
}
