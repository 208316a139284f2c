import type {Annotation} from '../../core/annotation/annotation.ts'
import {isStances, stancesOf} from '../../core/annotation/annotation.ts'
import type {Spot} from '../../core/curation/spots.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {EarlierReader, EarlierWork} from '../state/earlier-work.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'
import type {Naming} from './feature-words.ts'
import {featureOf, stanceWords, valueWords} from './feature-words.ts'

/** What one annotator said at a place, in words: each of her annotations there, its words where they are not all of the place. */
export type Vote = {readonly annotation: Annotation; readonly quote: string | undefined; readonly says: string; readonly isLate: boolean}

export function votesOf({project}: Workspace, {names, lookup, late, annotator}: EarlierReader, spot: Spot): readonly Vote[] {
  const naming: Naming = {schema: project.schema(), names, quoteOf: id => lookup(id)?.selector?.quote}
  return (spot.said.get(annotator) ?? []).map(annotation => {
    const {id, selector} = annotation
    const isAll = selector?.start === spot.span?.start && selector?.end === spot.span?.end
    return {annotation, quote: isAll ? undefined : selector?.quote, says: saysOf(naming, annotation), isLate: late.has(id)}
  })
}

function saysOf(naming: Naming, annotation: Annotation): string {
  const {layer, features} = annotation
  const known = Object.entries(features).flatMap(([name, value]) => {
    if (isStances(value)) return []
    const feature = featureOf(naming, layer, name)
    return [say('{label}: {value}', {label: feature?.label ?? name, value: valueWords(naming, feature, value)})]
  })
  const stances = stancesOf(annotation).map(stance => stanceWords(naming, layer, stance))
  return [...known, ...stances].join(' · ')
}

/** A place in one sentence for each annotator, to be read out. */
export function spotSpoken(
  workspace: Workspace,
  {readers}: EarlierWork,
  spot: Spot,
  place: {readonly nth: number; readonly of: number},
  quote: string,
): string {
  const layer = layerNamed(workspace.project.schema(), spot.layer)?.label ?? spot.layer
  const said = [...readers.values()].map(reader => {
    const votes = votesOf(workspace, reader, spot).map(({quote: own, says}) =>
      [...(own === undefined ? [] : [`“${short(own)}”`]), ...(says === '' ? [] : [says])].join(' '),
    )
    const name = workspace.project.displayName(reader.annotator) ?? say('A colleague')
    if (votes.length === 0) return say('{name}: nothing.', {name})
    const words = votes.filter(vote => vote !== '').join('; ')
    return words === '' ? say('{name}: marked.', {name}) : say('{name}: {words}.', {name, words})
  })
  return [say('Disagreement {nth, number} of {of, number}: {layer} “{quote}”.', {...place, layer, quote: short(quote)}), ...said].join(' ')
}
