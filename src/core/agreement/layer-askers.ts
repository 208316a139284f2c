import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Feature, Layer} from '../schema/schema.ts'
import {keyOf, kindOfLayer, STANCES} from '../schema/schema.ts'
import type {AgreementWish} from './agreement-wish.ts'
import {USUAL_PLACES, usualOf} from './agreement-wish.ts'
import type {Asker, Asking} from './askers.ts'
import {clusterAsker, featureAsker} from './feature-askers.ts'
import type {JudgedGroup} from './judged-groups.ts'
import {judgedGroups} from './judged-groups.ts'
import type {Judgement, Judgements} from './judgement.ts'
import {mentionAsker, relationAsker, spanAsker} from './place-askers.ts'
import {isCompared} from './reading-judgements.ts'

export type LayerAsked = {
  readonly layer: Layer
  readonly features: readonly Feature[]
  readonly groups: readonly JudgedGroup[]
  readonly askers: readonly Asker[]
  /** What was left out that was not asked for by name. */
  readonly notes: readonly Sentence[]
}

/** Annotations of a layer of which γ is had without being asked for by name: a few seconds. */
const GAMMA_UNASKED = 2_000

/** All that a wish asks of one layer. Yields the part of the matching that is done. */
export function* askersOf(judgements: Judgements, layer: Layer, wish: AgreementWish): Generator<number, Result<LayerAsked>> {
  const groups = yield* judgedGroups(judgements.schema, judgements.texts, layer, wish.matching)
  if (!groups.ok) return groups
  const {matching, level, sampling} = wish
  const annotations = groups.value.reduce((sum, {members}) => sum + members.size, 0)
  const isTooMuch = wish.measures === undefined && kindOfLayer(layer) === 'span' && annotations > GAMMA_UNASKED
  const measures = wish.measures ?? [...USUAL_PLACES, ...usualOf(level)].filter(name => !(isTooMuch && name === 'gamma'))
  const asking: Asking = {judgements, layer, groups: groups.value, matching, measures, level, sampling}
  const features = layer.features.filter(
    feature => isCompared(feature) && (wish.features === undefined ? isAnswered(groups.value, feature) : wish.features.includes(feature.name)),
  )
  const askers = [...placeAskers(asking, features, wish), ...features.flatMap(feature => [featureAsker(asking, feature), clusterAsker(asking, feature)])]
  return ok({
    layer,
    features,
    groups: groups.value,
    askers: askers.filter(asker => asker !== undefined),
    notes: isTooMuch
      ? [
          message('γ of “{layer}” was left out: of {count, number} annotations it takes long. Ask for it by name where it is wanted.', {
            layer: layer.label,
            count: annotations,
          }),
        ]
      : [],
  })
}

/** With the labels of a feature only where features are asked for by name. */
function placeAskers(asking: Asking, features: readonly Feature[], {features: named}: AgreementWish): readonly (Asker | undefined)[] {
  const kind = kindOfLayer(asking.layer)
  if (kind === 'article') return named === undefined ? [mentionAsker(asking)] : []
  const asker = kind === 'span' ? spanAsker : relationAsker
  if (named === undefined) return [asker(asking)]
  return features.filter(hasLabels).map(feature => asker(asking, feature))
}

/** What nobody answers is told of only where it is asked for by name. */
function isAnswered(groups: readonly JudgedGroup[], feature: Feature): boolean {
  const key = keyOf(feature)
  const says = ({answers, stances}: Judgement): boolean => (feature.kind === STANCES ? stances.length > 0 : answers[key] !== undefined)
  return groups.some(({members}) => [...members.values()].some(said => said.some(says)))
}

const hasLabels = ({kind}: Feature): boolean => kind === 'choice' || kind === 'choices' || kind === 'yes-no'
