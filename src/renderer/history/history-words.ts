import type {Annotation, FeatureValue} from '../../core/annotation/annotation.ts'
import {isStances} from '../../core/annotation/annotation.ts'
import type {Difference} from '../../core/annotation/differences.ts'
import {differences} from '../../core/annotation/differences.ts'
import type {AnnotationState} from '../../ipc/history-api.ts'
import {surenessWords} from '../annotate/how-sure.ts'
import {short} from '../state/short-quote.ts'
import {momentOf} from '../ui/moment.ts'
import {say} from '../ui/say.ts'
import type {SaidThen, NamingThen} from './words-then.ts'
import {layerThen, saidThen, stanceThen} from './words-then.ts'

/** What somebody did to an annotation, as it stands after her name: "labelled it Asserts (was Reports)". Empty where nothing is to be seen of it. */
export function deedWords(naming: NamingThen, {annotation}: AnnotationState, before: Annotation | undefined): string {
  if (before === undefined) return madeWords(naming, annotation)
  return [...differences(before, annotation), ...saidOtherwise(naming, before, annotation)]
    .map(difference => differenceWords(naming, {annotation, before}, difference))
    .join('; ')
}

/** Labels that read alike today, and were said in other words: not those that have merely been called otherwise since. */
function saidOtherwise(naming: NamingThen, before: Annotation, annotation: Annotation): readonly Difference[] {
  return Object.entries(annotation.features).flatMap(([name, after]): readonly Difference[] => {
    const was = before.features[name]
    if (typeof after !== 'string' || was !== after) return []
    const [then, now] = [before, annotation].map(each => saidThen(naming, {...each, editedAt: each.at}, name).words(after))
    return then === now ? [] : [{of: 'feature', name, before: was, after}]
  })
}

function madeWords(naming: NamingThen, annotation: Annotation): string {
  const layer = layerThen(naming, annotation)
  for (const [name, value] of Object.entries(annotation.features)) {
    if (isStances(value)) continue
    const {isPrimary, words} = saidThen(naming, annotation, name)
    if (isPrimary) return say('marked it as {layer}: {label}', {layer, label: words(value)})
  }
  return say('marked it as {layer}', {layer})
}

/** An annotation after and before a change. */
type Change = {readonly annotation: Annotation; readonly before: Annotation}

function differenceWords(naming: NamingThen, change: Change, difference: Difference): string {
  switch (difference.of) {
    case 'mark':
      return difference.after === 'removed' ? say('removed it') : say('brought it back')
    case 'layer':
      return say('made it {layer} (was {before})', {
        layer: layerThen(naming, change.annotation),
        before: layerThen(naming, change.before),
      })
    case 'words': {
      const [before, after] = [short(difference.before.quote), short(difference.after.quote)]
      return before === after ? say('moved it to other words: “{words}”', {words: after}) : say('resized it from “{before}” to “{after}”', {before, after})
    }
    case 'feature':
      return featureWords(naming, change, difference)
    case 'stance': {
      const before = difference.before && stanceThen(naming, change.before, difference.before)
      const after = difference.after && stanceThen(naming, change.annotation, difference.after)
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

function featureWords(naming: NamingThen, change: Change, {name, before, after}: Extract<Difference, {of: 'feature'}>): string {
  const was = saidThen(naming, change.before, name)
  const {feature, label, isPrimary} = after === undefined ? was : saidThen(naming, change.annotation, name)
  const said = (value: FeatureValue, {feature: of, words}: SaidThen): string =>
    of === undefined || of.kind === 'text' ? say('“{text}”', {text: short(words(value))}) : words(value)
  const saidNow = (value: FeatureValue): string => said(value, saidThen(naming, change.annotation, name))
  const did = (): string => {
    if (isPrimary) return after === undefined ? say('took back the label') : say('labelled it {label}', {label: saidNow(after)})
    if (after === undefined) return say('cleared {feature}', {feature: label})
    return feature?.kind === 'text'
      ? say('wrote {feature}: {text}', {feature: label, text: saidNow(after)})
      : say('set {feature} to {label}', {feature: label, label: saidNow(after)})
  }
  return withFormer(did(), before === undefined ? undefined : said(before, was))
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
