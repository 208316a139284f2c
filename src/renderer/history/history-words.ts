import type {Annotation, FeatureValue} from '../../core/annotation/annotation.ts'
import type {Difference} from '../../core/annotation/differences.ts'
import {differences} from '../../core/annotation/differences.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {AnnotationState} from '../../ipc/history-api.ts'
import type {Naming} from '../annotate/feature-words.ts'
import {featureOf, layerWords, stanceWords, valueWords} from '../annotate/feature-words.ts'
import {surenessWords} from '../annotate/how-sure.ts'
import {short} from '../state/short-quote.ts'
import {momentOf} from '../ui/moment.ts'
import {say} from '../ui/say.ts'

/** What somebody did to an annotation, as it stands after her name: "labelled it Asserts (was Reports)". Empty where nothing is to be seen of it. */
export function deedWords(naming: Naming, {annotation}: AnnotationState, before: Annotation | undefined): string {
  if (before === undefined) return madeWords(naming, annotation)
  return differences(before, annotation)
    .map(difference => differenceWords(naming, annotation, difference))
    .join('; ')
}

function madeWords(naming: Naming, annotation: Annotation): string {
  const layer = layerWords(naming, annotation.layer)
  const primary = layerNamed(naming.schema, annotation.layer)?.primary
  const value = primary === undefined ? undefined : annotation.features[primary]
  if (value === undefined || primary === undefined) return say('marked it as {layer}', {layer})
  return say('marked it as {layer}: {label}', {layer, label: valueWords(naming, featureOf(naming, annotation.layer, primary), value)})
}

function differenceWords(naming: Naming, annotation: Annotation, difference: Difference): string {
  switch (difference.of) {
    case 'mark':
      return difference.after === 'removed' ? say('removed it') : say('brought it back')
    case 'layer':
      return say('made it {layer} (was {before})', {
        layer: layerWords(naming, difference.after),
        before: layerWords(naming, difference.before),
      })
    case 'words': {
      const [before, after] = [short(difference.before.quote), short(difference.after.quote)]
      return before === after ? say('moved it to other words: “{words}”', {words: after}) : say('resized it from “{before}” to “{after}”', {before, after})
    }
    case 'feature':
      return featureWords(naming, annotation.layer, difference)
    case 'stance': {
      const [before, after] = [difference.before, difference.after].map(stance => stance && stanceWords(naming, annotation.layer, stance))
      if (after === undefined) return say('took back the stance {stance}', {stance: before ?? ''})
      return before === undefined
        ? say('took a stance, {stance}', {stance: after})
        : say('changed the stance to {stance} (was {before})', {stance: after, before})
    }
    case 'confidence': {
      const {before, after} = difference
      const did = after === undefined ? say('took back how sure') : say('said how sure: {sureness}', {sureness: surenessWords(after)})
      return withFormer(did, before && surenessWords(before))
    }
    default:
      return difference satisfies never
  }
}

function featureWords(naming: Naming, layer: string, {name, before, after}: Extract<Difference, {of: 'feature'}>): string {
  const feature = featureOf(naming, layer, name)
  const label = feature?.label ?? name
  const isText = feature === undefined || feature.kind === 'text'
  const said = (value: FeatureValue): string => {
    const words = valueWords(naming, feature, value)
    return isText ? say('“{text}”', {text: short(words)}) : words
  }
  const did = (): string => {
    if (layerNamed(naming.schema, layer)?.primary === name)
      return after === undefined ? say('took back the label') : say('labelled it {label}', {label: said(after)})
    if (after === undefined) return say('cleared {feature}', {feature: label})
    return feature?.kind === 'text'
      ? say('wrote {feature}: {text}', {feature: label, text: said(after)})
      : say('set {feature} to {label}', {feature: label, label: said(after)})
  }
  return withFormer(did(), before === undefined ? undefined : said(before))
}

/** A deed, and what stood there before it. */
const withFormer = (deed: string, before: string | undefined): string => (before === undefined ? deed : say('{deed} (was {before})', {deed, before}))

/** A clock may be so much off, in milliseconds, before the window says so. */
const OFF = 120_000

/** When it was done: by the hub's clock; where it came later or from elsewhere, by the clock of whoever wrote it, too. */
export function timeWords({arrived, signedAt, here}: AnnotationState): string {
  if (arrived === undefined) return signedAt === undefined ? '' : say('{moment}, as the record says', {moment: momentOf(signedAt)})
  if (signedAt === undefined || (here && Math.abs(arrived - signedAt) <= OFF)) return momentOf(arrived)
  return say('arrived {arrived}; done {done} by the clock where it was', {arrived: momentOf(arrived), done: momentOf(signedAt)})
}
