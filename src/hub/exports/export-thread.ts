import {join} from 'node:path'
import {parentPort, workerData} from 'node:worker_threads'
import type {ArticleId} from '../../core/article.ts'
import type {Result} from '../../core/result.ts'
import {articleTexts} from '../../storage/article-texts.ts'
import {openStore} from '../../storage/libsql-store.ts'
import {storePath} from '../../storage/project-folder.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {Asked, Told} from './thread-messages.ts'
import {writtenExport} from './written-export.ts'

/** Parts of the whole between two that are told: a bar has no finer steps. */
const STEP = 1 / 200

/*
 * The whole of a thread that makes one export: it is given what to read, opens the store of that project for reading only, and ends. The hub goes on
 * meanwhile, and loses nothing where this ends badly.
 */
const port = parentPort
if (port === null) throw new Error('This is no thread.')
const {folder, plan} = workerData as Asked
const tell = (told: Told, moved: readonly ArrayBuffer[] = []): void => port.postMessage(told, moved)

const waiting = new Map<ArticleId, (text: Result<string>) => void>()
port.on('message', ({id, text}: {readonly id: ArticleId; readonly text: Result<string>}) => waiting.get(id)?.(text))
const texts = articleTexts(join(folder, 'articles'))
/** What is not here may be at another hub, which only this thread's own hub can ask. */
const textOf = async (id: ArticleId): Promise<Result<string>> => {
  const here = await texts.get(id)
  if (here.ok) return here
  return new Promise(resolve => {
    waiting.set(id, resolve)
    tell({text: id})
  })
}

tell({part: 0})
let told = 0
const onPart = (part: number): void => {
  if (part - told < STEP) return
  told = part
  tell({part})
}

const store = openStore(storePath(folder), 'read')
if (!store.ok) tell({result: store})
else {
  try {
    const result = await writtenExport(plan, {store: store.value, text: textOf}, {onPart})
    // Copies that have their bytes for themselves: a small buffer shares them with others.
    if (result.ok) {
      const packed = result.value.packed.map(piece => Uint8Array.from(piece))
      tell(
        {result: {ok: true, value: {...result.value, packed}}},
        packed.map(({buffer}) => buffer),
      )
    } else tell({result})
  } catch (error) {
    tell({result: {ok: false, error: sentenceOf(error)}})
  }
  await store.value.close()
}
port.close()
