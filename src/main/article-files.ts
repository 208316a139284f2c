import {stat} from 'node:fs/promises'
import {basename} from 'node:path'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {PickedArticle} from '../ipc/desktop-api.ts'
import {diskSentence} from '../storage/disk-problem.ts'
import {readFileBytes, readFolder} from '../storage/texts/import-files.ts'

const MOST_FILES = 10_000

/** `within`: the folder it was found in, out of which no link may lead. */
type Found = {readonly path: string; readonly within?: string}

/**
 * Reads the files, and the texts in the folders, in the order of their names. A file that was picked itself is read
 * whatever its type is, so that it is refused by name and not passed over.
 */
export async function readArticleFiles(paths: readonly string[]): Promise<Result<readonly PickedArticle[]>> {
  try {
    const found: Found[] = []
    const articles: PickedArticle[] = []
    for (const path of paths) {
      if (!(await stat(path)).isDirectory()) {
        found.push({path})
        continue
      }
      const folder = await readFolder(path)
      if (!folder.ok) return folder
      for (const {file, reason} of folder.value.passed) articles.push({name: file.name, refused: reason})
      for (const file of folder.value.files) found.push({path: file.path, within: path})
    }
    if (found.length > MOST_FILES)
      return refused(
        message('These are {files, number} files; at most {most, number} can be imported at once. Import them folder by folder.', {
          files: found.length,
          most: MOST_FILES,
        }),
      )
    for (const {path, within} of found) {
      const bytes = await readFileBytes(path, within)
      articles.push(bytes.ok ? {name: basename(path), bytes: bytes.value} : {name: basename(path), refused: bytes.error})
    }
    return ok(articles)
  } catch (error) {
    return refused(diskSentence(message('The files could not be read'), error))
  }
}
