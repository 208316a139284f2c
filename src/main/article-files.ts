import {open, readdir, stat} from 'node:fs/promises'
import {basename, extname, join} from 'node:path'
import {MAX_ARTICLE_BYTES} from '../core/article.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {ImportFile} from '../ipc/host-api.ts'
import {diskSentence} from '../storage/disk-problem.ts'

const TYPES = new Set(['.txt', '.md'])
const MOST_FILES = 10_000
/** Folders in folders; deeper than this is a link that leads back, or not somebody's articles. */
const DEEPEST = 16

/**
 * Reads the files, and the texts in the folders, in the order of their names. A file that was picked itself is read
 * whatever its type is, so that it is refused by name and not passed over.
 */
export async function readArticleFiles(paths: readonly string[]): Promise<Result<readonly ImportFile[]>> {
  try {
    const found: string[] = []
    for (const path of paths) found.push(...((await stat(path)).isDirectory() ? await textsBelow(path, DEEPEST) : [path]))
    if (found.length > MOST_FILES)
      return refused(`These are ${found.length} files; at most ${MOST_FILES} can be imported at once. Import them folder by folder.`)
    const files: ImportFile[] = []
    for (const path of found) files.push({name: basename(path), bytes: await readStart(path)})
    return ok(files)
  } catch (error) {
    return refused(diskSentence('The files could not be read', error))
  }
}

async function textsBelow(folder: string, deep: number): Promise<string[]> {
  const entries = (await readdir(folder, {withFileTypes: true})).filter(({name}) => !name.startsWith('.'))
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const found: string[] = []
  for (const entry of entries) {
    if (entry.isFile() && TYPES.has(extname(entry.name).toLowerCase())) found.push(join(folder, entry.name))
    if (entry.isDirectory() && deep > 0) found.push(...(await textsBelow(join(folder, entry.name), deep - 1)))
  }
  return found
}

/** One byte more than the largest article: enough for the import to see that it is too large, however large it is. */
async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const most = new Uint8Array(Math.min((await file.stat()).size, MAX_ARTICLE_BYTES + 1))
    let length = 0
    for (let read = -1; read !== 0 && length < most.length; length += read) read = (await file.read(most, length)).bytesRead
    return most.slice(0, length)
  } finally {
    await file.close()
  }
}
