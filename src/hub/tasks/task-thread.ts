import {join} from 'node:path'
import {parentPort, workerData} from 'node:worker_threads'
import {ofOurs} from '../../core/language/message.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import {articleTexts} from '../../storage/texts/article-texts.ts'
import {sentenceOf} from '../sentence-of.ts'
import {COMPUTATIONS} from './computations.ts'
import type {Computation, TaskKind} from './task.ts'
import type {Answered, Asked, Told} from './thread-messages.ts'
import {withOwnBytes} from './own-bytes.ts'

/** Parts of the whole between two that are told: a bar has no finer steps. */
const STEP = 1 / 200

/*
 * The whole of a thread that works one task out: it is given what to read, asks its hub for each document of it, and ends. The hub goes on meanwhile, and loses
 * nothing where this ends badly. It opens no database itself: a thread that is ended inside that library takes the whole process with it.
 */
const port = parentPort
if (port === null) throw new Error('This is no thread.')
const {folder, kind, given} = workerData as Asked
const tell = (told: Told, moved: readonly ArrayBuffer[] = []): void => port.postMessage(told, moved)

/** Questions to the hub that wait for their answers. */
function questions<T>(ask: (of: string) => void) {
  const waiting = new Map<string, (found: Result<T>) => void>()
  return {
    asked: (of: string) =>
      new Promise<Result<T>>(resolve => {
        waiting.set(of, resolve)
        ask(of)
      }),
    answer: (of: string, found: Result<T>): void => {
      waiting.get(of)?.(found.ok ? found : refused(ofOurs(found.error)))
      waiting.delete(of)
    },
  }
}
const askedTexts = questions<string>(text => tell({text}))
const askedDocuments = questions<readonly Uint8Array[]>(document => tell({document}))
let goOn: () => void = () => undefined
/** Resolves when the hub has taken it. */
const handOver = (piece: unknown): Promise<void> =>
  new Promise(resolve => {
    goOn = resolve
    tell({piece})
  })
port.on('message', (answered: Answered) => {
  if ('next' in answered) goOn()
  else if ('text' in answered) askedTexts.answer(answered.text, answered.found)
  else askedDocuments.answer(answered.document, answered.found)
})
const texts = articleTexts(join(folder, 'articles'))
/** What is not here may be at another hub, which only this thread's own hub can ask. */
const text = async (id: ArticleId): Promise<Result<string>> => {
  const here = await texts.get(id)
  return here.ok ? here : askedTexts.asked(id)
}
const load = async (document: string): Promise<readonly Uint8Array[]> => {
  const found = await askedDocuments.asked(document)
  if (!found.ok) throw new SentenceError(found.error)
  return found.value
}

tell({part: 0})
let told = 0
try {
  const steps = (COMPUTATIONS[kind] as Computation<TaskKind>)(given, {load, text})
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done) {
      const [result, moved] = withOwnBytes(step.value)
      tell({result}, moved)
      break
    }
    if (typeof step.value !== 'number') {
      await handOver(step.value.piece)
      continue
    }
    if (step.value - told < STEP) continue
    told = step.value
    tell({part: told})
  }
} catch (error) {
  tell({result: {ok: false, error: sentenceOf(error)}})
}
port.close()
