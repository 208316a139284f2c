import {mkdir, readFile, readdir, rename, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

/** What carries a shared folder between computers: late, in any order, and in parts, as sync services do. */
export type Courier = {
  /** Carries a few things a bit further. Whether all folders hold the same by now. */
  step(): Promise<boolean>
  /** Carries until all folders hold the same. */
  finish(): Promise<void>
}

/** `random`: numbers from 0 up to 1, which decide what is carried when. */
export function courier(folders: readonly string[], random: () => number): Courier {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

  /** Files that lie whole in one folder and not in another. */
  const missing = async (): Promise<{from: string; to: string}[]> => {
    const found = await Promise.all(folders.map(async folder => ({folder, files: await filesIn(folder)})))
    return found.flatMap(source =>
      [...source.files].flatMap(([name, size]) =>
        found
          .filter(({folder, files}) => folder !== source.folder && (files.get(name) ?? 0) < size)
          .map(({folder}) => ({from: join(source.folder, name), to: join(folder, name)})),
      ),
    )
  }
  const carry = async ({from, to}: {from: string; to: string}, whole: boolean): Promise<void> => {
    const bytes = await readFile(from).catch(() => undefined)
    if (bytes === undefined) return
    await mkdir(dirname(to), {recursive: true})
    const part = whole ? bytes : bytes.subarray(0, Math.floor(random() * bytes.length))
    if (random() < 0.5) return writeFile(to, part)
    await writeFile(join(dirname(to), '.courier'), part)
    await rename(join(dirname(to), '.courier'), to)
  }
  return {
    step: async () => {
      const waiting = await missing()
      if (waiting.length === 0) return true
      for (let n = 0; n < 3; n++) await carry(pick(waiting), random() < 0.5)
      return false
    },
    finish: async () => {
      for (let waiting = await missing(); waiting.length > 0; waiting = await missing()) for (const each of waiting) await carry(each, true)
    },
  }
}

/** Files below a folder with their sizes; those that are still being written are not there yet. */
async function filesIn(folder: string): Promise<Map<string, number>> {
  const files = new Map<string, number>()
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path).catch(() => undefined)
    if (bytes !== undefined) files.set(path.slice(folder.length + 1), bytes.length)
  }
  return files
}
