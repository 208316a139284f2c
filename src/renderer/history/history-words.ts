import type {Annotation, FeatureValue} from '../../core/annotation/annotation.ts'
import type {Difference} from '../../core/annotation/differences.ts'
import {differences} from '../../core/annotation/differences.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {AnnotationState} from '../../ipc/history-api.ts'
import type {Wording} from '../annotate/feature-words.ts'
import {featureOf, layerWords, stanceWords, valueWords} from '../annotate/feature-words.ts'
import {surenessWords} from '../annotate/how-sure.ts'
import {short} from '../state/short-quote.ts'
import {momentOf} from '../ui/moment.ts'

/** What somebody did to an annotation, as it stands after her name: "labelled it Asserts (was Reports)". Empty where nothing is to be seen of it. */
export function deedWords(wording: Wording, {annotation}: AnnotationState, before: Annotation | undefined): string {
  if (before === undefined) return madeWords(wording, annotation)
  return differences(before, annotation)
    .map(difference => differenceWords(wording, annotation, difference))
    .join('; ')
}

function madeWords(wording: Wording, annotation: Annotation): string {
  const layer = `marked it as ${layerWords(wording, annotation.layer)}`
  const primary = layerNamed(wording.schema, annotation.layer)?.primary
  const value = primary === undefined ? undefined : annotation.features[primary]
  return value === undefined || primary === undefined ? layer : `${layer}: ${valueWords(wording, featureOf(wording, annotation.layer, primary), value)}`
}

function differenceWords(wording: Wording, annotation: Annotation, difference: Difference): string {
  switch (difference.of) {
    case 'mark':
      return difference.after === 'removed' ? 'removed it' : 'brought it back'
    case 'layer':
      return `made it ${layerWords(wording, difference.after)} (was ${layerWords(wording, difference.before)})`
    case 'words': {
      const [before, after] = [short(difference.before.quote), short(difference.after.quote)]
      return before === after ? `moved it to other words: “${after}”` : `resized it from “${before}” to “${after}”`
    }
    case 'feature':
      return featureWords(wording, annotation.layer, difference)
    case 'stance': {
      const [before, after] = [difference.before, difference.after].map(stance => stance && stanceWords(wording, annotation.layer, stance))
      if (after === undefined) return `took back the stance ${before}`
      return before === undefined ? `took a stance, ${after}` : `changed the stance to ${after} (was ${before})`
    }
    case 'confidence': {
      const {before, after} = difference
      const was = before === undefined ? '' : ` (was ${surenessWords(before)})`
      return after === undefined ? `took back how sure${was}` : `said how sure: ${surenessWords(after)}${was}`
    }
    default:
      return difference satisfies never
  }
}

function featureWords(wording: Wording, layer: string, {name, before, after}: Extract<Difference, {of: 'feature'}>): string {
  const feature = featureOf(wording, layer, name)
  const label = feature?.label ?? name
  const isText = feature === undefined || feature.kind === 'text'
  const said = (value: FeatureValue): string => {
    const words = valueWords(wording, feature, value)
    return isText ? `“${short(words)}”` : words
  }
  const was = before === undefined ? '' : ` (was ${said(before)})`
  if (layerNamed(wording.schema, layer)?.primary === name) return after === undefined ? `took back the label${was}` : `labelled it ${said(after)}${was}`
  if (after === undefined) return `cleared ${label}${was}`
  return feature?.kind === 'text' ? `wrote ${label}: ${said(after)}${was}` : `set ${label} to ${said(after)}${was}`
}

/** A clock may be so much off, in milliseconds, before the window says so. */
const OFF = 120_000

/** When it was done: by the hub's clock; where it came later or from elsewhere, by the clock of whoever wrote it, too. */
export function timeWords({arrived, signedAt, here}: AnnotationState): string {
  if (arrived === undefined) return signedAt === undefined ? '' : `${momentOf(signedAt)}, as the record says`
  if (signedAt === undefined || (here && Math.abs(arrived - signedAt) <= OFF)) return momentOf(arrived)
  return `arrived ${momentOf(arrived)}; done ${momentOf(signedAt)} by the clock where it was`
}
