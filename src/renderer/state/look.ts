import type {Annotation, Stance, Target} from '../../core/annotation/annotation.ts'
import {stancesOf} from '../../core/annotation/annotation.ts'
import type {Resolve} from '../../core/annotation/resolved-references.ts'
import {resolvedPointer} from '../../core/annotation/resolved-references.ts'
import type {LayerLook, Schema} from '../../core/schema/schema.ts'
import {layerNamed, primaryFeature} from '../../core/schema/schema.ts'
import {canHoldStance, stanceChoices} from '../../core/schema/stance-choices.ts'
import type {Look} from '../article/look.ts'
import type {Paint} from './open-article.ts'
import {say} from '../ui/say.ts'

/** Annotations are painted by their stance towards the current target, so that a glance over the text shows who is for and against: the first stance of the schema, the second, and so on. Thick, so that none looks like a layer. */
const STANCE_LOOKS: readonly LayerLook[] = [
  {hue: 'teal', line: 'solid'},
  {hue: 'rose', line: 'wavy'},
  {hue: 'amber', line: 'dashed'},
  {hue: 'amber', line: 'dotted'},
]

/** How an annotation of a layer is painted that the schema in force does not have: it is kept, so it is seen. No layer can be called so. */
const STRAY: Look = {name: '-stray', hue: 'slate', line: 'wavy', ground: 'faint'}

/** Every look this schema can need. */
export function looksOf(schema: Schema): readonly Look[] {
  const looks = schema.layers.flatMap(layer => {
    const stances = layer.features.find(feature => feature.kind === 'stances')
    // Entities, sources and cues stand inside claims: a full ground of theirs would hide the claim's.
    const ground: NonNullable<Look['ground']> = stances === undefined ? 'faint' : 'tint'
    const plain: Look = {name: layer.name, ...layer.look, ground}
    if (stances?.kind !== 'stances') return [plain]
    const variants = stances.choices.map((choice, nth) => ({
      name: `${layer.name}-${choice.value}`,
      ...(STANCE_LOOKS[nth] ?? layer.look),
      weight: 'thick' as const,
      ground,
    }))
    return [plain, ...variants]
  })
  return [...looks, STRAY]
}

/** That of the stance that is shown; that of the layer where there is none, or one that the schema does not have. */
function lookName(schema: Schema, {layer: name}: Annotation, stance: Stance | undefined): string {
  const layer = layerNamed(schema, name)
  if (layer === undefined) return STRAY.name
  return stance !== undefined && canHoldStance(layer, stance.value) ? `${name}-${stance.value}` : name
}

/** The stance that decides about the look: the latest towards the current target, or the only one there is. */
function shownStance(annotation: Annotation, target: Target | undefined, resolve: Resolve): Stance | undefined {
  const stances = stancesOf(annotation)
  if (target === undefined) return stances.length === 1 ? stances[0] : undefined
  return stances.findLast(stance => sameTarget(stance.target, target, resolve))
}

/** Whether both are the same target, once what was merged is named by what it stands for. */
export function sameTarget(a: Target, b: Target, resolve: Resolve): boolean {
  const [one, other] = [resolvedPointer(a, resolve), resolvedPointer(b, resolve)]
  return one.kind === other.kind && one.id === other.id
}

/** What decides about looks. */
type Painting = {
  readonly schema: Schema
  readonly target: Target | undefined
  readonly resolve: Resolve
  readonly colours: 'stance' | 'layer'
  /** Layers that are not painted. */
  readonly hidden: readonly string[]
}

export function paintOf(context: () => Painting): Paint {
  return annotation => {
    const {schema, target, resolve, colours, hidden} = context()
    // What nobody can choose to see again is not hidden.
    if (hidden.includes(annotation.layer) && layerNamed(schema, annotation.layer) !== undefined) return undefined
    const stance = colours === 'layer' ? undefined : shownStance(annotation, target, resolve)
    return {look: lookName(schema, annotation, stance), label: shortLabel(schema, annotation, stance)}
  }
}

/** A few words for screen readers: the layer with its primary label and the stance that is shown, such as "Entity: Person" or "Claim: Favor". */
function shortLabel(schema: Schema, annotation: Annotation, stance: Stance | undefined): string {
  const layer = layerNamed(schema, annotation.layer)
  if (layer === undefined) return say('{layer} (not in the schema)', {layer: annotation.layer})
  const primary = primaryFeature(layer)
  const label = primary?.choices.find(({value}) => value === annotation.features[primary.name])?.label
  const taken = stance === undefined ? undefined : stanceChoices(layer).find(({value}) => value === stance.value)?.label
  const says = [label, taken].filter(each => each !== undefined)
  return says.length === 0 ? layer.label : say('{layer}: {label}', {layer: layer.label, label: says.join(', ')})
}
