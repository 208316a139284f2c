import type {Feature} from '../schema/schema.ts'
import {keyOf} from '../schema/schema.ts'
import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Asked, Asker, Asking, Part} from './askers.ts'
import {annotatorsIn, sorted} from './askers.ts'
import {codingOf} from './coding.ts'
import {codingTally} from './coding-tally.ts'
import {setLabel} from './feature-coding.ts'
import type {LabelMeasure} from './label-figures.ts'
import {LABEL_MEASURES} from './label-figures.ts'
import {matchingName} from './mark-groups.ts'
import {answersIn, markedTexts, ofMarkers, withMarks} from './marks.ts'
import {f1In, pairTally} from './pair-tally.ts'
import type {MarkLabels} from './span-tallies.ts'
import {PLACES_ALONE, SPAN_MEASURES, spanTally} from './span-tallies.ts'
import type {Tally} from './tally.ts'

/** Where words are marked: whatever is said of them, or with the labels of a feature, which must then be the same. */
export function spanAsker(asking: Asking, feature?: Feature): Asker | undefined {
  const {judgements, layer, sampling} = asking
  const measures = asking.measures.filter(name => SPAN_MEASURES.includes(name))
  if (measures.length === 0) return undefined
  const labelsOf: MarkLabels = feature === undefined ? PLACES_ALONE : withAnswers(keyOf(feature))
  const texts = markedTexts(judgements.texts, layer.name)
  const labels = new Set(feature === undefined ? [] : texts.flatMap(({marks}) => [...marks.values()].flatMap(own => own.flatMap(labelsOf))))
  return {
    layer: layer.name,
    ...(feature !== undefined && {feature: feature.name}),
    params: {},
    labels: [...labels].sort(),
    *ask(part) {
      const {label} = part
      const annotators = annotatorsIn(judgements, part)
      const own = part.annotators === undefined ? texts : ofMarkers(texts, id => part.annotators?.has(id) === true)
      const asked = {
        texts: label === undefined ? own : withMarks(own, mark => labelsOf(mark).includes(label)),
        annotators,
        labels: label === undefined ? labelsOf : PLACES_ALONE,
        sampling,
      }
      const results: Result<Tally>[] = []
      for (const [at, name] of measures.entries()) {
        const steps = spanTally(name, asked)
        let step = steps.next()
        for (; !step.done; step = steps.next()) yield (at + step.value) / measures.length
        results.push(step.value)
        yield (at + 1) / measures.length
      }
      return sorted(results)
    },
  }
}

/** What has no answer has a label of its own: it was marked, and not labelled. */
const withAnswers =
  (key: string): MarkLabels =>
  ({said}) => {
    const answers = answersIn(said, key)
    return answers.length === 0 ? [''] : answers.map(answer => setLabel([answer]))
  }

/** Relations whose ends are matched, whatever is said of them or with the labels of a feature: how many of one’s another has too. */
export function relationAsker(asking: Asking, feature?: Feature): Asker | undefined {
  const {judgements, layer, groups, matching} = asking
  if (!asking.measures.includes(F1_RELATIONS)) return undefined
  const labelsOf = feature === undefined ? PLACES_ALONE : withAnswers(keyOf(feature))
  const byText = new Map<unknown, {readonly annotator: string; readonly key: string; readonly label: string}[]>()
  for (const [at, {text, members}] of groups.entries()) {
    const own = byText.get(text) ?? []
    byText.set(text, own)
    for (const [annotator, said] of members) for (const label of labelsOf({said})) own.push({annotator, key: `${at}`, label})
  }
  return {
    layer: layer.name,
    ...(feature !== undefined && {feature: feature.name}),
    params: {match: matchingName(matching)},
    labels: feature === undefined ? [] : [...new Set([...byText.values()].flatMap(own => own.map(({label}) => label)))].sort(),
    *ask(part) {
      const itemsOf = (text: (typeof judgements.texts)[number], annotator: string): readonly string[] | undefined =>
        text.readers.has(annotator)
          ? (byText.get(text) ?? [])
              .filter(each => each.annotator === annotator && (part.label === undefined || each.label === part.label))
              .map(({key, label}) => `${key} ${label}`)
          : undefined
      const tally = yield* pairTally(
        {name: F1_RELATIONS, texts: judgements.texts, annotators: annotatorsIn(judgements, part), itemsOf},
        (first, second) => {
          const others = new Set(second)
          return [first.filter(item => others.has(item)).length, first.length, second.length]
        },
        f1In,
      )
      return sorted([ok(tally)])
    },
  }
}

export const F1_RELATIONS = 'f1-relations'

/** Of articles as a whole: whether each who read one said it of it at all. */
export function mentionAsker(asking: Asking): Asker | undefined {
  const {judgements, layer, groups} = asking
  const measures = LABEL_MEASURES.filter(name => asking.measures.includes(name))
  if (measures.length === 0) return undefined
  const said = new Map(groups.map(({text, members}) => [text, members]))
  return {
    layer: layer.name,
    params: {},
    labels: [],
    *ask(part) {
      yield 0
      return asked(part, measures)
    },
  }

  function asked(part: Part, names: readonly LabelMeasure[]): Asked {
    const annotators = annotatorsIn(judgements, part)
    const units = judgements.texts.map(text => ({
      group: text.article,
      labels: annotators.map(({id}) => (text.readers.has(id) ? (said.get(text)?.has(id) === true ? 'yes' : 'no') : undefined)),
    }))
    const coding = codingOf(
      annotators.map(({id}) => id),
      units,
      ['no', 'yes'],
    )
    const articles = [...new Set(units.map(({group}) => group))]
    return sorted(names.map(name => codingTally(name, coding, articles, 'nominal', {})))
  }
}
