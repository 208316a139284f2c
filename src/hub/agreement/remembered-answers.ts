import {createHash} from 'node:crypto'
import type {DocumentAddress} from '../../project/document-address.ts'
import {workOf} from '../../core/round/owner.ts'
import type {HubNews} from '../hub-news.ts'

/** What was worked out lately, until something changes that it could follow from. */
export interface RememberedAnswers {
  /** The answer to the same question, or a new one; a refusal is not remembered. `size`: how much there is of it, in things of some hundred bytes. */
  of<T extends {readonly ok: boolean}>(question: unknown, make: () => Promise<T>, size: (made: T) => number): Promise<T>
}

/** Answers kept, and how much of them: some tens of megabytes. */
const MOST = {answers: 20, size: 200_000}

export function rememberedAnswers(news: Pick<HubNews, 'written' | 'changed' | 'filled'>): RememberedAnswers {
  let answers = new Map<string, {readonly answer: unknown; readonly size: number}>()
  let changes = 0
  const changed = (addresses: readonly DocumentAddress[]): void => {
    if (!addresses.some(mayMatter)) return
    changes++
    answers = new Map()
  }
  news.written.add(({entries}) => changed(entries.map(({address}) => address)))
  news.changed.add(({address}) => changed([address]))
  news.filled.add(changed)
  return {
    of: async (question, make, size) => {
      const key = createHash('sha256').update(JSON.stringify(question, mapsToo)).digest('base64')
      const known = answers.get(key)
      if (known !== undefined) {
        answers.delete(key)
        answers.set(key, known)
        return known.answer as Awaited<ReturnType<typeof make>>
      }
      const before = changes
      const answer = await make()
      if (answer.ok && before === changes) {
        answers.set(key, {answer, size: size(answer)})
        dropOldest(answers)
      }
      return answer
    },
  }
}

/** What the team says together is in no figure, nor what it talks about. */
function mayMatter(address: DocumentAddress): boolean {
  if (address.kind === 'discussion') return false
  return address.kind !== 'set' || workOf(address.owner) !== undefined
}

function dropOldest(answers: Map<string, {readonly size: number}>): void {
  let held = [...answers.values()].reduce((sum, {size}) => sum + size, 0)
  for (const [key, {size}] of answers) {
    if (answers.size <= MOST.answers && held <= MOST.size) return
    answers.delete(key)
    held -= size
  }
}

const mapsToo = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value)
