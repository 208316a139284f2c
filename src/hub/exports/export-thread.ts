import {join} from 'node:path'
import {parentPort, workerData} from 'node:worker_threads'
import type {ArticleId} from '../../core/article.ts'
import type {Result} from '../../core/result.ts'
import {articleTexts} from '../../storage/article-texts.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {Answered, Asked, Told} from './thread-messages.ts'
import {writtenExport} from './written-export.ts'

/** Parts of the whole between two that are told: a bar has no finer steps. */
const STEP = 1 / 200

/*
 * The whole of a thread that makes one export: it is given what to read, asks its hub for each document of it, and ends. The hub goes on meanwhile, and loses
 * nothing where this ends badly. It opens no database itself: a thread that is ended inside that library takes the whole process with it.
 */
const port = parentPort
if (port === null) throw new Error('This is no thread.')
const {folder, plan} = workerData as Asked
const tell = (told: Told, moved: readonly ArrayBuffer[] = []): void => port.postMessage(told, moved)

const waitingTexts = new Map<ArticleId, (text: Result<string>) => void>()
const waitingDocuments = new Map<string, (updates: Result<readonly Uint8Array[]>) => void>()
port.on('message', (answered: Answered) => {
  if ('text' in answered) waitingTexts.get(answered.text)?.(answered.found)
  else waitingDocuments.get(answered.document)?.(answered.found)
})
const texts = articleTexts(join(folder, 'articles'))
/** What is not here may be at another hub, which only this thread's own hub can ask. */
const textOf = async (id: ArticleId): Promise<Result<string>> => {
  const here = await texts.get(id)
  if (here.ok) return here
  return new Promise(resolve => {
    waitingTexts.set(id, resolve)
    tell({text: id})
  })
}
const load = async (document: string): Promise<readonly Uint8Array[]> => {
  const found = await new Promise<Result<readonly Uint8Array[]>>(resolve => {
    waitingDocuments.set(document, resolve)
    tell({document})
  })
  waitingDocuments.delete(document)
  if (!found.ok) throw new Error(found.error)
  return found.value
}

tell({part: 0})
let told = 0
const onPart = (part: number): void => {
  if (part - told < STEP) return
  told = part
  tell({part})
}

try {
  const result = await writtenExport(plan, {load, text: textOf}, {onPart})
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
port.close()
