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
import {say} from '../ui/say.ts'

/** What somebody did to an annotation, as it stands after her name: "labelled it Asserts (was Reports)". Empty where nothing is to be seen of it. */
export function deedWords(wording: Wording, {annotation}: AnnotationState, before: Annotation | undefined): string {
  if (before === undefined) return madeWords(wording, annotation)
  return differences(before, annotation)
    .map(difference => differenceWords(wording, annotation, difference))
    .join('; ')
}

function madeWords(wording: Wording, annotation: Annotation): string {
  const layer = say('marked it as {layerWords}', {layerWords: layerWords(wording, annotation.layer)})
  const primary = layerNamed(wording.schema, annotation.layer)?.primary
  const value = primary === undefined ? undefined : annotation.features[primary]
  return value === undefined || primary === undefined ? layer : `${layer}: ${valueWords(wording, featureOf(wording, annotation.layer, primary), value)}`
}

function differenceWords(wording: Wording, annotation: Annotation, difference: Difference): string {
  switch (difference.of) {
    case 'mark':
      return difference.after === 'removed' ? say('removed it') : say('brought it back')
    case 'layer':
      return say('made it {layerWords} (was {layerWords2})', {
        layerWords: layerWords(wording, difference.after),
        layerWords2: layerWords(wording, difference.before),
      })
    case 'words': {
      const [before, after] = [short(difference.before.quote), short(difference.after.quote)]
      return before === after ? say('moved it to other words: “{after}”', {after}) : say('resized it from “{before}” to “{after}”', {before, after})
    }
    case 'feature':
      return featureWords(wording, annotation.layer, difference)
    case 'stance': {
      const [before, after] = [difference.before, difference.after].map(stance => stance && stanceWords(wording, annotation.layer, stance))
      if (after === undefined) return say('took back the stance {before}', {before: before ?? ''})
      return before === undefined ? say('took a stance, {after}', {after}) : say('changed the stance to {after} (was {before})', {after, before})
    }
    case 'confidence': {
      const {before, after} = difference
      const was = before === undefined ? '' : say(' (was {surenessWords})', {surenessWords: surenessWords(before)})
      return after === undefined
        ? say('took back how sure{was}', {was})
        : say('said how sure: {surenessWords}{was}', {surenessWords: surenessWords(after), was})
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
  const was = before === undefined ? '' : say(' (was {said})', {said: said(before)})
  if (layerNamed(wording.schema, layer)?.primary === name)
    return after === undefined ? say('took back the label{was}', {was}) : say('labelled it {said}{was}', {said: said(after), was})
  if (after === undefined) return say('cleared {label}{was}', {label, was})
  return feature?.kind === 'text'
    ? say('wrote {label}: {said}{was}', {label, said: said(after), was})
    : say('set {label} to {said}{was}', {label, said: said(after), was})
}

/** A clock may be so much off, in milliseconds, before the window says so. */
const OFF = 120_000

/** When it was done: by the hub's clock; where it came later or from elsewhere, by the clock of whoever wrote it, too. */
export function timeWords({arrived, signedAt, here}: AnnotationState): string {
  if (arrived === undefined) return signedAt === undefined ? '' : say('{momentOf}, as the record says', {momentOf: momentOf(signedAt)})
  if (signedAt === undefined || (here && Math.abs(arrived - signedAt) <= OFF)) return momentOf(arrived)
  return say('arrived {momentOf}; done {momentOf2} by the clock where it was', {momentOf: momentOf(arrived), momentOf2: momentOf(signedAt)})
}
