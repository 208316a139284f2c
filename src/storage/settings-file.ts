import {readFile, rename} from 'node:fs/promises'
import {dirname} from 'node:path'
import type * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import {SentenceError} from '../core/language/sentence-error.ts'
import {message} from '../core/language/message.ts'
import {jsonValue} from '../core/json/json-text.ts'
import {diskSentence, errorCode} from './disk-problem.ts'
import {makePrivateFolder} from './private-files.ts'
import {writeFileWhole, writeNewFile} from './write-file.ts'

/** `absent` and `damaged` both mean: begin anew; after `damaged` the old file stands beside under another name. */
export type SettingsFile<T> = {readonly state: 'read'; readonly value: T} | {readonly state: 'absent'} | {readonly state: 'damaged'; readonly warning: Sentence}

export async function readSettings<T>(path: string, shape: z.ZodType<T>): Promise<SettingsFile<T>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {state: 'absent'}
    return {state: 'damaged', warning: diskSentence(message('{path} could not be read', {path}), error)}
  }
  const parsed = shape.safeParse(jsonValue(text))
  if (parsed.success) return {state: 'read', value: parsed.data}
  const kept = `${path.replace(/\.json$/, '')}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}.json`
  try {
    await rename(path, kept)
    return {state: 'damaged', warning: message('{path} was damaged and was made anew. The damaged file is kept as {kept}.', {path, kept})}
  } catch (error) {
    return {state: 'damaged', warning: diskSentence(message('{path} is damaged and could not be put aside', {path}), error)}
  }
}

/** Rejects with a sentence. With `onlyNew`, leaves a file that another process made meanwhile; whether it was written. */
export async function writeSettings(path: string, value: unknown, onlyNew: boolean): Promise<boolean> {
  await makePrivateFolder(dirname(path)).catch(error => {
    throw new SentenceError(diskSentence(message('The folder {folder} could not be made', {folder: dirname(path)}), error), {cause: error})
  })
  const text = `${JSON.stringify(value, null, 2)}\n`
  if (onlyNew) return writeNewFile(path, text)
  await writeFileWhole(path, text)
  return true
}
