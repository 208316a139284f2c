import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {TextEncoding} from '../../core/text/text-encoding.ts'
import type {ImportFile} from '../../ipc/host-api.ts'
import {guessedLanguage} from '../../storage/texts/guessed-language.ts'
import type {ReadArticle} from '../../storage/texts/import-files.ts'
import {readArticle} from '../../storage/texts/import-files.ts'

export type ArticlesPlan = {readonly files: readonly ImportFile[]; readonly encoding: TextEncoding | null}

/** A file, and what was found in it. */
export type ReadFile = {readonly name: string; readonly read: ReadArticle}

/** Reads files as articles, and hands them over one by one. How many there were. */
export async function* readArticles({files, encoding}: ArticlesPlan): AsyncGenerator<number | {readonly piece: ReadFile}, Result<number>, undefined> {
  for (const [n, {name, bytes}] of files.entries()) {
    yield {piece: {name, read: await inItsLanguage(readArticle(name, bytes, encoding))}}
    yield (n + 1) / files.length
  }
  return ok(files.length)
}

/** With the language that it seems to be in, where the file does not say one and the words are enough to tell. */
async function inItsLanguage(read: ReadArticle): Promise<ReadArticle> {
  if (read.state !== 'text') return read
  const language = read.metadata.language ?? (await guessedLanguage(read.text))
  return language === undefined ? read : {...read, metadata: {...read.metadata, language}}
}
