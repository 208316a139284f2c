import type {AnnotatorId} from '../annotation/annotation.ts'
import type {Feature} from '../schema/schema.ts'
import {keyOf} from '../schema/schema.ts'
import type {Asker, Asking} from './askers.ts'
import {annotatorsIn, sorted} from './askers.ts'
import type {ClusterAgreement, Clustering} from './clusters.ts'
import {clusterAgreement} from './clusters.ts'
import {ofAnnotators, pairsOf} from './coding.ts'
import {codingTally} from './coding-tally.ts'
import type {Answered} from './feature-coding.ts'
import {answeredOf, codingOfAnswers, labelAgainstRest, labelsGiven, levelOf} from './feature-coding.ts'
import type {Figure} from './figure.ts'
import {meanFigure, noFigure} from './figure.ts'
import type {JudgedGroup} from './judged-groups.ts'
import type {Judgements} from './judgement.ts'
import {LABEL_MEASURES} from './label-figures.ts'
import {matchingName} from './mark-groups.ts'
import {answersIn} from './marks.ts'
import type {Counted} from './tally.ts'

/** What is said in a feature of what is matched. */
export function featureAsker(asking: Asking, feature: Feature): Asker | undefined {
  const {judgements, layer, groups, matching} = asking
  const measures = LABEL_MEASURES.filter(name => asking.measures.includes(name))
  if (measures.length === 0 || (feature.kind === 'reference' && feature.to.length < 2)) return undefined
  const answered = answeredOf(groups, feature)
  const level = levelOf(feature, answered, asking.level)
  const coding = codingOfAnswers(answered, judgements.annotators, feature, level)
  const articles = articlesOf(answered)
  return {
    layer: layer.name,
    feature: feature.name,
    params: {match: matchingName(matching)},
    labels: feature.kind === 'number' ? [] : labelsGiven(answered),
    *ask(part) {
      yield 0
      const chosen = annotatorsIn(judgements, part).map(({id}) => judgements.annotators.findIndex(each => each.id === id))
      const own = part.label === undefined ? coding : labelAgainstRest(coding, answered, part.label)
      const asked = part.annotators === undefined ? own : ofAnnotators(own, chosen)
      return sorted(measures.map(name => codingTally(name, asked, articles, part.label === undefined ? level : 'nominal', {})))
    },
  }
}

const articlesOf = (answered: readonly Answered[]): readonly string[] => [...new Set(answered.map(({group}) => group.text.article))]

/** What a reference points at is called otherwise in everybody’s registry: what is compared is which mentions each puts together. */
export function clusterAsker(asking: Asking, feature: Feature): Asker | undefined {
  const {judgements, layer, groups, matching} = asking
  const measures = CLUSTER_MEASURES.filter(name => asking.measures.includes(name))
  if (measures.length === 0 || feature.kind !== 'reference') return undefined
  const put = clusterings(judgements.annotators, groups, feature)
  return {
    layer: layer.name,
    feature: feature.name,
    params: {match: matchingName(matching)},
    labels: [],
    *ask(part) {
      const annotators = annotatorsIn(judgements, part)
      const found: ClusterAgreement[] = []
      for (const [a, b] of pairsOf(annotators.length)) {
        const [first, second] = [annotators[a], annotators[b]].map(each => put.get(each?.id ?? '') as Clustering)
        found.push(clusterAgreement(first as Clustering, second as Clustering))
        yield 0
      }
      return {tallies: [], fixed: measures.map(name => inAll(name, found, annotators.length)), refusals: []}
    },
  }
}

/** Of each annotator which mentions she puts together: groups by their places, and what she says that they point at. */
export function clusterings(
  annotators: Judgements['annotators'],
  groups: readonly JudgedGroup[],
  feature: Feature,
): ReadonlyMap<AnnotatorId, ReadonlyMap<string, string>> {
  const key = keyOf(feature)
  const found = new Map<AnnotatorId, Map<string, string>>(annotators.map(({id}) => [id, new Map()]))
  for (const [at, {members}] of groups.entries())
    for (const [annotator, said] of members) {
      const pointed = answersIn(said, key).filter(each => each.includes(':'))
      if (pointed.length > 0) found.get(annotator)?.set(`${at}`, pointed.join(' '))
    }
  return found
}

/** B³ and F1 of pairs of items, and the Rand index without chance. They are of all articles together, as clusters go across them: articles cannot be drawn. */
const FIGURES = {
  'b-cubed': ({bCubed}) => bCubed.f1,
  'cluster-pairs': ({pairs}) => pairs.f1,
  'adjusted-rand': ({adjustedRand}) => adjustedRand,
} satisfies Readonly<Record<string, (found: ClusterAgreement) => Figure>>
export const CLUSTER_MEASURES = Object.keys(FIGURES) as readonly (keyof typeof FIGURES)[]

/** The mean over the pairs of annotators. */
function inAll(name: keyof typeof FIGURES, found: readonly ClusterAgreement[], annotators: number): Counted {
  const figures = found.map(FIGURES[name])
  return {
    name,
    figure: meanFigure(figures.length === 0 ? [noFigure('one-annotator')] : figures),
    n: {matched: found.reduce((sum, {items}) => sum + items, 0), annotators},
    params: {},
  }
}
