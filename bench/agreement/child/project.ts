import {agreementReport} from '../../../src/core/agreement/agreement-report.ts'
import type {AgreementWish} from '../../../src/core/agreement/agreement-wish.ts'
import type {Judgements} from '../../../src/core/agreement/judgement.ts'
import {readingJudgements} from '../../../src/core/agreement/reading-judgements.ts'
import type {SnapshotSet} from '../../../src/core/dataset/project-snapshot.ts'
import {ownerOf} from '../../../src/core/round/owner.ts'
import type {Round} from '../../../src/core/round/round.ts'
import type {Schema} from '../../../src/core/schema/schema.ts'
import {numbersFrom} from '../../../src/core/seeded.ts'

const LABELS = ['asserts', 'hedges', 'reports', 'questions', 'denies']
const SCHEMA: Schema = {
  name: 'Bench',
  version: 1,
  layers: [
    {
      name: 'claim',
      label: 'Claim',
      key: 'c',
      look: {hue: 'amber', line: 'solid'},
      features: [{name: 'commitment', label: 'Commitment', kind: 'choice', choices: LABELS.map(value => ({value, label: value}))}],
    },
  ],
}
const ANNOTATORS = ['alice', 'bob', 'carol', 'dora', 'erin']
const ROUND: Round = {id: 'round', name: 'Round', state: 'open', ownSets: true, startedAt: 1, openers: []}
const [SPANS, LENGTH] = [20, 8000]

/** Each marks nearly the same: eight of ten places to the letter, and says mostly the same there. */
export function aProject(articles: number): Judgements {
  const reading = readingJudgements({
    schema: SCHEMA,
    people: ANNOTATORS.map(id => ({id, name: id})),
    topics: [],
    registries: [],
    rounds: [ROUND],
    worklists: [],
  })
  const text = ' '.repeat(LENGTH)
  for (let article = 0; article < articles; article++) {
    const next = numbersFrom(`article ${article}`)
    const places = Array.from({length: SPANS}, (_, at) => {
      const start = (at * LENGTH) / SPANS + Math.floor(next() * 100)
      return {start, end: start + 20 + Math.floor(next() * 200), label: LABELS[Math.floor(next() * LABELS.length)] as string}
    })
    reading.article(
      {id: `article ${article}`, title: `Article ${article}`},
      text,
      ANNOTATORS.map(by => setOf(by, article, places, next)),
    )
  }
  return reading.judgements()
}

type Place = {readonly start: number; readonly end: number; readonly label: string}

function setOf(by: string, article: number, places: readonly Place[], next: () => number): SnapshotSet {
  return {
    article: `article ${article}`,
    owner: ownerOf(by, ROUND.id),
    readMarks: [{by, at: 1, state: 'done'}],
    annotations: places.map(({start, end, label}, at) => {
      const moved = next() < 0.8 ? 0 : Math.floor(next() * 10)
      const commitment = next() < 0.8 ? label : (LABELS[Math.floor(next() * LABELS.length)] as string)
      const selector = {start: start + moved, end: end + moved, quote: `words ${at}`, prefix: '', suffix: ''}
      return {id: `${by} ${article} ${at}`, layer: 'claim', selector, features: {commitment}, by, at: 1, origin: 'human', schemaVersion: 1}
    }),
  }
}

/** The longest time between two reports of progress, in milliseconds: for so long a thread listens to nothing. */
export function compare(judgements: Judgements, wish: Partial<AgreementWish>): number {
  const steps = agreementReport(judgements, {matching: {by: 'exact'}, by: [], sampling: {sampler: 'statistical', samples: 30, seed: 'bench'}, ...wish})
  let [longest, last] = [0, performance.now()]
  for (let step = steps.next(); ; step = steps.next()) {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
    if (step.done !== true) continue
    if (!step.value.ok) throw new Error(`${step.value.error}`)
    return longest
  }
}
