import type {Annotation, Features} from '../../src/core/annotation/annotation.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import type {AgreementReport} from '../../src/core/agreement/agreement-report.ts'
import {agreementReport} from '../../src/core/agreement/agreement-report.ts'
import type {AgreementWish} from '../../src/core/agreement/agreement-wish.ts'
import type {Judgements} from '../../src/core/agreement/judgement.ts'
import type {JudgedProject} from '../../src/core/agreement/reading-judgements.ts'
import {readingJudgements} from '../../src/core/agreement/reading-judgements.ts'
import type {Reported} from '../../src/core/agreement/reported.ts'
import type {SnapshotSet} from '../../src/core/dataset/project-snapshot.ts'
import type {Owner} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {finished} from '../../src/core/steps.ts'
import {anArticle} from './builders.ts'
import {value} from './results.ts'
import {aRound} from './rounds.ts'

const LOOK = {hue: 'amber', line: 'solid'} as const
const choices = (...values: readonly string[]) => values.map(each => ({value: each, label: each}))

/** Of every kind that can be compared: words with a choice, several, a number, yes or no, a reference and stances; relations; articles as a whole. */
const JUDGED_SCHEMA: Schema = {
  name: 'Judged',
  version: 1,
  layers: [
    {
      name: 'claim',
      label: 'Claim',
      key: 'c',
      look: LOOK,
      primary: 'commitment',
      features: [
        {name: 'commitment', label: 'Commitment', kind: 'choice', choices: choices('denies', 'hedges', 'asserts')},
        {name: 'frames', label: 'Frames', kind: 'choices', choices: choices('cost', 'risk', 'justice')},
        {name: 'strength', label: 'Strength', kind: 'number'},
        {name: 'quoted', label: 'Quoted', kind: 'yes-no'},
        {name: 'note', label: 'Note', kind: 'text'},
        {name: 'sure', label: 'Sure', kind: 'choice', countsForAgreement: false, choices: choices('yes', 'no')},
        {name: 'about', label: 'About', kind: 'reference', to: ['entity', 'none']},
        {name: 'stances', label: 'Stances', kind: 'stances', choices: choices('favor', 'against')},
      ],
    },
    {name: 'person', label: 'Person', key: 'p', look: LOOK, features: []},
    {
      name: 'supports',
      label: 'Supports',
      key: 's',
      look: LOOK,
      of: 'relation',
      features: [{name: 'how', label: 'How', kind: 'choice', choices: choices('openly', 'tacitly')}],
    },
    {
      name: 'whole',
      label: 'Whole',
      key: 'w',
      look: LOOK,
      of: 'article',
      features: [{name: 'tone', label: 'Tone', kind: 'choice', choices: choices('calm', 'alarmed')}],
    },
  ],
}

/** An annotation: words, or the places of a relation's ends in the same list, or nothing of an article. */
export type Said = {
  readonly layer?: string
  readonly words?: readonly string[] | string
  readonly from?: number
  readonly to?: number
  readonly features?: Features
  readonly removed?: true
}

export type SaidOf = {
  readonly text: string
  /** What each said who finished it. */
  readonly by: Readonly<Record<string, readonly Said[]>>
  readonly unfinished?: readonly string[]
  readonly round?: string
}

function annotations(text: string, annotator: string, round: string, said: readonly Said[]): readonly Annotation[] {
  const idOf = (at: number): string => `${annotator}-${round}-${at}`
  return said.map(({layer = 'claim', words, from, to, features = {}, removed}, at) => {
    const common = {id: idOf(at), layer, features, by: annotator, at: 1, origin: 'human', schemaVersion: 1} as const
    const gone = removed === undefined ? {} : {removed: {by: annotator, at: 2}}
    if (from !== undefined && to !== undefined) return {...common, ...gone, from: idOf(from), to: idOf(to)}
    return words === undefined ? {...common, ...gone} : {...common, ...gone, selector: marked(text, typeof words === 'string' ? [words] : words)}
  })
}

function marked(text: string, words: readonly string[]) {
  const parts = words.map(each => {
    const start = text.indexOf(each)
    if (start === -1) throw new Error(`The text does not hold “${each}”.`)
    return {start, end: start + each.length}
  })
  const hull = {start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0}
  return value(selectorOf(text, parts.length === 1 ? hull : {...hull, parts}))
}

/** Judgements as they are read from sets, one article of each text. */
export function judged(all: readonly SaidOf[], more: Partial<JudgedProject> = {}, others: readonly SnapshotSet[] = []): Judgements {
  const rounds = [...new Set(all.map(({round = 'round-1'}) => round))].map(id => aRound({id, name: id, state: 'open', ownSets: true}))
  const reading = readingJudgements({
    schema: JUDGED_SCHEMA,
    people: ['alice', 'bob', 'carol'].map(id => ({id, name: `${id[0]?.toUpperCase()}${id.slice(1)}`})),
    topics: [],
    registries: [],
    rounds,
    worklists: [],
    ...more,
  })
  for (const text of new Set(all.map(each => each.text))) {
    const article = anArticle(text, {title: text.slice(0, 20)})
    const sets = all
      .filter(each => each.text === text)
      .flatMap(({by, unfinished = [], round = 'round-1'}) =>
        Object.entries(by).map(
          ([annotator, said]): SnapshotSet => ({
            article: article.id,
            owner: ownerOf(annotator, round),
            annotations: annotations(article.text, annotator, round, said),
            readMarks: unfinished.includes(annotator) ? [] : [{by: annotator, at: 3, state: said.length === 0 ? 'no-claim' : 'done'}],
          }),
        ),
      )
    reading.article(article, article.text, [...sets, ...others.map(each => ({...each, article: article.id}))])
  }
  return reading.judgements()
}

export const otherSet = (owner: Owner, text: string, said: readonly Said[]): SnapshotSet => ({
  article: '',
  owner,
  annotations: annotations(text, 'carol', 'other', said),
  readMarks: [{by: 'carol', at: 1, state: 'done'}],
})

export const WISH: AgreementWish = {matching: {by: 'exact'}, by: [], sampling: {sampler: 'statistical', samples: 5, seed: '1'}}

export const reportOn = (judgements: Judgements, wish: Partial<AgreementWish> = {}): AgreementReport =>
  value(finished(agreementReport(judgements, {...WISH, ...wish})))

/** One figure: its value, or why there is none. */
export function figureIn({measures}: Pick<AgreementReport, 'measures'>, name: string, where: Partial<Reported> = {}, params: Reported['params'] = {}): unknown {
  const found = measures.filter(
    each =>
      each.name === name &&
      each.feature === where.feature &&
      (where.layer === undefined || each.layer === where.layer) &&
      ['label', 'first', 'second', 'without', 'article', 'round'].every(key => each.params[key] === params[key]),
  )
  if (found.length !== 1) return `${found.length} figures`
  const [{figure}] = found as [Reported]
  return 'value' in figure ? figure.value : figure.undefined
}
