import {lstat, readdir, realpath} from 'node:fs/promises'
import {basename, join} from 'node:path'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleId, ArticleMetadata} from '../../core/article/article.ts'
import {countWords, guessTitle, MAX_ARTICLE_BYTES, sameButForEnd} from '../../core/article/article.ts'
import {NOTES} from '../../core/article/import-note.ts'
import {byKeys} from '../../core/code-unit-order.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {EncodingOffer, TextEncoding} from '../../core/text/text-encoding.ts'
import {decodeText} from './decode-text.ts'
import {diskSentence} from '../disk-problem.ts'
import {frontMatter} from './front-matter.ts'
import {isProject, projectAbove} from '../project-above.ts'
import {isInside, LEADS_OUT, otherThanFile, readPlainFile} from './plain-file.ts'
import {markedEncoding} from './text-decoder.ts'
import {textId} from './text-id.ts'

/** What one file holds, ready to be entered; `words` and `length` (UTF-16) are of the normal text. `alike`: the ids that the same text has with other line ends at its end, or with its front matter. */
export type ReadArticle =
  | {
      readonly state: 'text'
      readonly id: ArticleId
      readonly alike: readonly ArticleId[]
      readonly text: string
      readonly metadata: ArticleMetadata
      readonly words: number
      readonly length: number
    }
  | {readonly state: 'offered'; readonly offer: EncodingOffer}
  | {readonly state: 'refused'; readonly reason: Sentence}

/** A file found in a folder; `name` is its path from there, with forward slashes. */
export type FoundFile = {readonly name: string; readonly path: string}

/** Whether a file is taken as an article by its name. */
export const isArticleName = (name: string): boolean => /\.(txt|md)$/i.test(name)

export function readArticle(name: string, bytes: Uint8Array, encoding: TextEncoding | null): ReadArticle {
  if (/\.json$/i.test(name))
    return {state: 'refused', reason: message('This is no article. A dataset is imported with “Import dataset…”, in a project without articles.')}
  if (!isArticleName(name))
    return {state: 'refused', reason: message('Articles are .txt or .md files. Save it as plain text (UTF-8) with the ending .txt first.')}
  const decoded = decodeText(bytes, encoding)
  if (!decoded.ok) return {state: 'refused', reason: decoded.error}
  if ('offer' in decoded.value) return {state: 'offered', offer: decoded.value.offer}
  const head = /\.md$/i.test(name) ? frontMatter(decoded.value.text) : undefined
  const whole = decoded.value.text
  const text = head === undefined || head.body.trim() === '' ? whole : head.body
  const warnings = [...decoded.value.warnings, ...(head?.notes ?? []), ...(text === whole ? [] : [`${NOTES.head()}`])]
  const from = encoding ?? markedEncoding(bytes) ?? 'utf-8'
  const converted = from.startsWith('utf-8') ? [] : [`${NOTES.converted(from)}`]
  const metadata = {title: guessTitle(text, basename(name)), ...head?.details, sourceName: name, warnings: [...converted, ...warnings]}
  const alike = [...sameButForEnd(text), ...(text === whole ? [] : sameButForEnd(whole))].map(textId)
  return {state: 'text', id: alike[0] ?? textId(text), alike, text, metadata, words: countWords(text), length: text.length}
}

/** The bytes of a file on disk; one that is too large is refused without being read. `within`: a folder that no link may lead out of. */
export async function readFileBytes(path: string, within?: string): Promise<Result<Uint8Array>> {
  try {
    return await readPlainFile(path, {
      ...(within === undefined ? {} : {within}),
      most: MAX_ARTICLE_BYTES,
      tooLarge: size =>
        message('It is {size, number} MB large; a text of up to {most, number} MB can be an article. Split it into one file per article.', {
          size: Math.ceil(size / 1024 / 1024),
          most: MAX_ARTICLE_BYTES / 1024 / 1024,
        }),
    })
  } catch (error) {
    return refused(diskSentence(message('It could not be read'), error))
  }
}

/** Files and links that a folder is searched for at most; a folder of more was not meant. */
const MOST_FOUND = 100_000
/** Folders in folders. */
const DEEPEST = 64

/** What a folder holds. `passed`: what is named like an article but not taken, and why. */
export type FolderFiles = {readonly files: readonly FoundFile[]; readonly passed: readonly {readonly file: FoundFile; readonly reason: Sentence}[]}

const NO_ARTICLES = message('The texts in it are not its articles as you know them. Export it as a dataset, and import that into an empty project.')

/**
 * All .txt and .md files in a folder and the folders in it, sorted by name. Hidden ones are passed over; a folder that
 * is met twice through links is walked once, and no link is followed out of the folder.
 */
export async function readFolder(path: string): Promise<Result<FolderFiles>> {
  try {
    if ((await projectAbove(path)) !== undefined) return refused(message('The folder {path} belongs to a project. {why}', {path, why: NO_ARTICLES}))
    const walk = await folderWalk(path)
    await walk.into(path, '', 0)
    if (walk.files.length > MOST_FOUND)
      return refused(message('The folder {path} holds more than {most, number} texts. Import the folders in it one by one.', {path, most: MOST_FOUND}))
    return ok({files: walk.files.sort(byKeys('name')), passed: walk.passed})
  } catch (error) {
    return refused(diskSentence(message('The folder {path} could not be read', {path}), error))
  }
}

async function folderWalk(root: string) {
  const files: FoundFile[] = []
  const passed: {file: FoundFile; reason: Sentence}[] = []
  const seen = new Set<string>()
  const realRoot = await realpath(root)
  const into = async (folder: string, prefix: string, depth: number): Promise<void> => {
    const real = await realpath(folder)
    if (seen.has(real)) return
    seen.add(real)
    const entries = await readdir(folder, {withFileTypes: true})
    for (const entry of entries.sort(byKeys('name'))) {
      const {name} = entry
      if (name.startsWith('.') || files.length > MOST_FOUND) continue
      const file = {name: `${prefix}${name}`, path: join(folder, name)}
      // No link, so that it lies where its folder does; it is asked again when it is read.
      if (entry.isFile()) {
        if (isArticleName(name)) files.push(file)
        continue
      }
      const place = await realpath(file.path).catch(() => undefined)
      const info = place === undefined ? undefined : await lstat(place).catch(() => undefined)
      if (place === undefined || info === undefined) continue
      const isFolder = info.isDirectory()
      if (!isFolder && !isArticleName(name)) continue
      const problem = isInside(realRoot, place) ? (isFolder ? undefined : otherThanFile(info)) : LEADS_OUT
      const isOther = problem === undefined && isFolder && (await isProject(file.path))
      if (problem !== undefined) passed.push({file, reason: problem})
      else if (isOther) passed.push({file, reason: message('It is a project. {why}', {why: NO_ARTICLES})})
      else if (!isFolder) files.push(file)
      else if (depth < DEEPEST) await into(file.path, `${file.name}/`, depth + 1)
      else passed.push({file, reason: message('It lies more than {most, number} folders deep. Import it by itself.', {most: DEEPEST})})
    }
  }
  return {files, passed, into}
}
