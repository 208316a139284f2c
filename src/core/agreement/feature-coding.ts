import type {AnnotatorId} from '../annotation/annotation.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {Feature} from '../schema/schema.ts'
import {keyOf, STANCES} from '../schema/schema.ts'
import type {Coding} from './coding.ts'
import {codingOf} from './coding.ts'
import type {Level} from './distance.ts'
import type {JudgedGroup} from './judged-groups.ts'
import type {Judgement} from './judgement.ts'
import {answersIn} from './marks.ts'

/** What each of those who answered says of one thing: of a group, and of stances towards one target. Each list is in one order. */
export type Answered = {readonly group: JudgedGroup; readonly target?: string; readonly answers: ReadonlyMap<AnnotatorId, readonly string[]>}

/** Groups in which two or more say something at all; who marked the same and did not answer is missing in it. */
export function answeredOf(groups: readonly JudgedGroup[], feature: Feature): readonly Answered[] {
  const shared = groups.filter(({members}) => members.size > 1)
  if (feature.kind === STANCES) return shared.flatMap(stancesIn)
  const key = keyOf(feature)
  const kindsOf = feature.kind === 'reference' ? referenceKinds : (labels: readonly string[]): readonly string[] => labels
  return shared.map(group => ({group, answers: answersBy(group, said => kindsOf(answersIn(said, key)))}))
}

/** Of references what they point at, an entity, a claim, nobody named: which of these it is, is a matter of clusters. */
const referenceKinds = (references: readonly string[]): readonly string[] => [...new Set(references.map(each => each.split(':')[0] as string))]

function answersBy({members}: JudgedGroup, of: (said: readonly Judgement[]) => readonly string[]): Answered['answers'] {
  const answers = new Map<AnnotatorId, readonly string[]>()
  for (const [annotator, said] of members) {
    const own = of(said)
    if (own.length > 0) answers.set(annotator, own)
  }
  return answers
}

/** Towards each target by itself: who takes no stance towards it is missing there. */
function stancesIn(group: JudgedGroup): readonly Answered[] {
  const targets = new Set([...group.members.values()].flatMap(said => said.flatMap(({stances}) => stances.map(({target}) => target))))
  return [...targets].sort(inCodeUnits).map(target => ({
    group,
    target,
    answers: answersBy(group, said =>
      [...new Set(said.flatMap(({stances}) => stances.filter(each => each.target === target).map(({value}) => value)))].sort(inCodeUnits),
    ),
  }))
}

/** What labels of a feature are, where nobody says: sets where somebody gave several to the same, or may. */
export function levelOf(feature: Feature, answered: readonly Answered[], wanted: Level | undefined): Level {
  const areSets = feature.kind === 'choices' || answered.some(({answers}) => [...answers.values()].some(own => own.length > 1))
  if (areSets) return wanted === 'jaccard' ? wanted : 'masi'
  if (feature.kind === 'number') return wanted ?? 'interval'
  return feature.kind === 'choice' || feature.kind === STANCES ? (wanted ?? 'nominal') : 'nominal'
}

const isSetLevel = (level: Level): boolean => level === 'masi' || level === 'jaccard'

/** One label for a set of them, as the distances of sets take it apart again. */
export const setLabel = (labels: readonly string[]): string => labels.map(label => label.replaceAll('%', '%25').replaceAll('|', '%7C')).join('|')

/** Articles are the groups that are drawn. Labels that a schema offers and nobody gave count as such that could have been. */
export function codingOfAnswers(answered: readonly Answered[], annotators: readonly {readonly id: AnnotatorId}[], feature: Feature, level: Level): Coding {
  const label = isSetLevel(level) ? setLabel : (labels: readonly string[]): string => labels[0] as string
  const offered = isSetLevel(level) || !('choices' in feature) ? [] : feature.choices.map(({value}) => value)
  return codingOf(
    annotators.map(({id}) => id),
    answered.map(({group, answers}) => ({
      group: group.text.article,
      labels: annotators.map(({id}) => {
        const own = answers.get(id)
        return own && label(own)
      }),
    })),
    offered,
  )
}

/** Whether a label was given or another one: of each label by itself. */
export function labelAgainstRest(coding: Coding, answered: readonly Answered[], label: string): Coding {
  return codingOf(
    coding.annotators,
    answered.map(({group, answers}) => ({
      group: group.text.article,
      labels: coding.annotators.map(annotator => {
        const own = answers.get(annotator)
        return own && (own.includes(label) ? GIVEN : OTHER)
      }),
    })),
    [OTHER, GIVEN],
  )
}

const [OTHER, GIVEN] = ['other', 'given']

export const labelsGiven = (answered: readonly Answered[]): readonly string[] =>
  [...new Set(answered.flatMap(({answers}) => [...answers.values()].flat()))].sort(inCodeUnits)
