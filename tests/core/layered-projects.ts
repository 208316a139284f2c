import * as fc from 'fast-check'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {newAnnotation, newArticleAnnotation} from '../../src/core/annotation/new-annotation.ts'
import type {ProjectSnapshot, SnapshotSet} from '../../src/core/dataset/project-snapshot.ts'
import type {Result} from '../../src/core/result.ts'
import {snapToGraphemes} from '../../src/core/text/segmentation.ts'
import {aRelation, KINDS} from '../support/kinds.ts'
import {anArticle, at} from './projects.ts'
import {anyText} from './unicode.ts'

const TEXT = 'Peace talks 👩🏽‍🔬 resume, a cafe\u0301 owner says.\nالسلام قريب. השלום קרוב.\n和平即将到来。'
const article = anArticle(TEXT, 1)

const made = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error}`)
  return result.value
}

function words(id: string, layer: string, quote: string, by = 'alice'): Annotation {
  const start = article.text.indexOf(quote)
  return made(newAnnotation({layer, span: {start, end: start + quote.length}}, article.text, KINDS, by, {id, at: at(1)}))
}

const project = (articles: ProjectSnapshot['articles'], sets: readonly SnapshotSet[]): ProjectSnapshot => ({
  name: 'Argument',
  schema: KINDS,
  articles,
  annotators: [
    {id: 'alice', name: 'Alice'},
    {id: 'bob', name: 'Bob'},
  ],
  topics: [],
  registries: [],
  sets,
})

/** Words, an article and relations, some removed, one whose end was removed and one whose end is not there any more. */
export function aLayeredProject(): ProjectSnapshot {
  const verdict = made(newArticleAnnotation({layer: 'verdict', features: {says: 'yes', note: 'כן 🕊️'}}, KINDS, 'bob', {id: 'v1', at: at(2)}))
  const removed = {by: 'bob', at: at(9)}
  const annotations: readonly Annotation[] = [
    words('c1', 'claim', 'السلام قريب'),
    words('c2', 'claim', 'השלום קרוב', 'bob'),
    words('p1', 'premise', '和平即将到来'),
    {...words('p2', 'premise', '👩🏽‍🔬'), removed},
    verdict,
    {...verdict, id: 'v2', features: {}, removed},
    aRelation('p1', 'c1', {at: at(3), id: 'r1', features: {strength: 'weak', why: 'لأن'}, editedBy: 'bob', editedAt: at(4), confidence: 2}),
    aRelation('c2', 'c1', {at: at(3), id: 'r2'}),
    aRelation('p2', 'c1', {at: at(3), id: 'r3', removed}),
    // Two people at once: one removed the end, the other related to it.
    aRelation('p2', 'c2', {at: at(3), id: 'r4', by: 'bob'}),
    aRelation('v1', 'gone', {at: at(3), id: 'r5', layer: 'linked'}),
  ]
  const carols = aRelation('c1', 'c2', {at: at(3), id: 'r6'})
  return project(
    [article],
    [
      {article: article.id, owner: 'team', annotations, readMarks: []},
      {article: article.id, owner: 'gold', annotations: [carols], readMarks: []},
    ],
  )
}

/** Words anywhere in a text of any script, annotations of the article, and relations between any two of them, there or not. */
export const anyLayeredProject: fc.Arbitrary<ProjectSnapshot> = fc
  .record({
    text: anyText,
    marks: fc.array(fc.record({a: fc.nat(), b: fc.nat(), layer: fc.constantFrom('claim', 'premise'), removed: fc.boolean()}), {minLength: 1, maxLength: 6}),
    verdicts: fc.array(fc.record({note: fc.string({unit: 'grapheme'}), removed: fc.boolean()}), {maxLength: 3}),
    relations: fc.array(
      fc.record({from: fc.nat(8), to: fc.nat(8), layer: fc.constantFrom('supports', 'linked'), why: fc.string({unit: 'binary'}), removed: fc.boolean()}),
      {maxLength: 8},
    ),
    owner: fc.constantFrom('team' as const, 'gold' as const, 'annotator:alice' as const),
  })
  .map(({text, marks, verdicts, relations, owner}) => {
    const any = anArticle(`A ${text}`)
    const gone = (isRemoved: boolean) => (isRemoved ? {removed: {by: 'bob', at: at(8)}} : {})
    const spans = marks.map(({a, b, layer, removed}, n): Annotation => {
      const [low, high] = [a % (any.text.length + 1), b % (any.text.length + 1)].sort((x, y) => x - y) as [number, number]
      const snapped = snapToGraphemes(any.text, {start: low, end: high})
      const span = snapped.start < snapped.end ? snapped : {start: 0, end: 1}
      return {...made(newAnnotation({layer, span}, any.text, KINDS, 'alice', {id: `m${n}`, at: at(n)})), ...gone(removed)}
    })
    const whole = verdicts.map(({note, removed}, n): Annotation => {
      const features = {says: 'no', ...(note !== '' && {note})}
      return {...made(newArticleAnnotation({layer: 'verdict', features}, KINDS, 'bob', {id: `v${n}`, at: at(n)})), ...gone(removed)}
    })
    const ends = [...spans, ...whole, {id: 'gone'}]
    const between = relations.flatMap(({from, to, layer, why, removed}, n): Annotation[] => {
      const [one, other] = [ends[from % ends.length]?.id ?? '', ends[to % ends.length]?.id ?? '']
      const features = {...(layer === 'supports' && why !== '' && {why})}
      return one === other ? [] : [aRelation(one, other, {id: `r${n}`, layer, at: at(n), features, ...gone(removed)})]
    })
    return project([any], [{article: any.id, owner, annotations: [...spans, ...whole, ...between], readMarks: []}])
  })
