import type {AgreementWish} from '../core/agreement/agreement-wish.ts'
import {asksForTokens} from '../core/agreement/agreement-wish.ts'
import {chosenRounds} from '../core/agreement/chosen-rounds.ts'
import type {Judgements} from '../core/agreement/judgement.ts'
import {readingJudgements} from '../core/agreement/reading-judgements.ts'
import type {SealedFinish, SnapshotSet} from '../core/dataset/project-snapshot.ts'
import type {SoundDataset} from '../core/dataset/sound-dataset.ts'
import {PASSES, readDataset} from '../core/dataset/sound-dataset.ts'
import type {JsonFile} from '../core/json/json-file.ts'
import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {workOf} from '../core/round/owner.ts'

/** What annotators said of what is in a dataset. Refused with every problem of the file. Yields the part that is done. */
export function* datasetJudgements(json: JsonFile, size: number, wish: AgreementWish): Generator<number, Result<Judgements, readonly Sentence[]>> {
  let done = 0
  const part = (bytes: number): number => {
    done += bytes
    return Math.min(1, done / (PASSES.taken * size))
  }
  const steps = readDataset(json)
  let step = steps.next()
  for (; !step.done; step = steps.next()) yield part(step.value)
  if (!step.value.ok) return step.value
  const dataset = step.value.value
  const {head} = dataset
  const rounds = chosenRounds(head.rounds ?? [], dataset.owners(), wish.rounds, wish.by.includes('round'))
  if (!rounds.ok) return refused([rounds.error])
  const reading = readingJudgements({
    schema: head.schema,
    people: head.annotators,
    topics: head.topics,
    registries: head.registries,
    rounds: rounds.value,
    worklists: head.worklists ?? [],
    takesUnfinished: wish.takesUnfinished === true,
    withTokens: asksForTokens(wish),
  })
  const sets = setsByArticle(dataset)
  for (const article of dataset.articles()) {
    const own = yield* mapped(sets(article.id), part)
    reading.article(article, article.text, own, finish => isIn(own, finish))
  }
  return ok(reading.judgements())
}

function* mapped<T>(steps: Generator<number, T>, part: (bytes: number) => number): Generator<number, T> {
  let step = steps.next()
  for (; !step.done; step = steps.next()) yield part(step.value)
  return step.value
}

/** The sets of one article after the other, in the order of the file. Yields the bytes gone through. */
function setsByArticle({sets}: SoundDataset): (article: string) => Generator<number, readonly SnapshotSet[]> {
  const all = sets()
  let next = all.next()
  return function* of(article) {
    const own: SnapshotSet[] = []
    for (; next.done !== true; next = all.next()) {
      const {value} = next
      if (typeof value === 'number') yield value
      else if (value.article === article) own.push(value)
      else break
    }
    return own
  }
}

/** Whether a file has what was finished: one that was made while a round was closed says of others’ work only that there is some. */
const isIn = (sets: readonly SnapshotSet[], {nonce, unsealed, by}: SealedFinish): boolean =>
  nonce !== undefined ||
  unsealed !== undefined ||
  sets.some(({owner, annotations, readMarks}) => workOf(owner)?.annotator === by && annotations.length + readMarks.length > 0)
