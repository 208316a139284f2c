import type {DraftFields, DraftPart, PartId, PartKind, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts, isRemoved, WHOLE} from '../../../core/schema/draft.ts'
import {added} from '../../../core/schema/draft-edits.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import type {LayerLook} from '../../../core/schema/schema.ts'
import {free} from '../../state/own-keys.ts'
import type {Workspace} from '../../state/workspace.ts'
import type {MenuItem} from '../../ui/menu-list.tsx'
import {say} from '../../ui/say.ts'
import {writeDraft} from './draft-acts.ts'
import {FEATURE_KINDS} from './feature-form.tsx'
import {LAYER_KINDS} from './layer-form.tsx'
import {layersOf} from './named-parts.ts'

type Adding = {readonly part: PartKind; readonly over: PartId; readonly fields: DraftFields}
export type Addition = MenuItem & {readonly adds: Adding}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const LOOKS: readonly LayerLook[] = (['solid', 'dashed', 'dotted', 'double', 'wavy'] as const).flatMap(line =>
  (['amber', 'blue', 'green', 'violet', 'rose', 'teal'] as const).map(hue => ({hue, line})),
)

const listsLabels = ({fields: {kind}}: DraftPart): boolean => kind === 'choice' || kind === 'choices' || kind === 'stances'

/** What can be added where somebody is: labels of the feature, features of the layer, and layers. */
export function additions(workspace: Pick<Workspace, 'preferences' | 'project'>, draft: SchemaDraft, at: PartId): readonly Addition[] {
  const parts = draftParts(draft).filter(part => !isRemoved(part))
  const byId = new Map(parts.map(part => [part.id, part]))
  const here = byId.get(at)
  const feature = here?.part === 'feature' ? here : here?.part === 'label' ? byId.get(here.in) : undefined
  const layer = here?.part === 'layer' ? here : feature && byId.get(feature.in)
  const label: readonly Addition[] =
    feature !== undefined && listsLabels(feature)
      ? [{id: 'label', label: say('Label of “{feature}”', {feature: shownLabel(feature)}), adds: {part: 'label', over: feature.id, fields: {}}}]
      : []
  const features =
    layer === undefined
      ? []
      : FEATURE_KINDS.filter(({value}) => value !== 'stances' || !parts.some(each => each.in === layer.id && each.fields.kind === 'stances')).map(
          ({value, label: kind}, nth): Addition => ({
            id: `feature:${value}`,
            label: say('Feature of “{layer}”: {kind}', {layer: shownLabel(layer), kind}),
            separated: nth === 0 && label.length > 0,
            adds: {part: 'feature', over: layer.id, fields: {kind: value, ...(value === 'reference' && {to: ['entity']})}},
          }),
        )
  const layers = LAYER_KINDS.map(
    ({value, label: kind}, nth): Addition => ({
      id: `layer:${value}`,
      label: say('Layer: {kind}', {kind}),
      separated: nth === 0 && features.length > 0,
      adds: {part: 'layer', over: WHOLE, fields: {...(value !== 'span' && {of: value}), ...newLook(parts), key: freeLetter(workspace, parts)}},
    }),
  )
  return [...label, ...features, ...layers]
}

export function addPart(workspace: Workspace, draft: SchemaDraft, {part, over, fields}: Adding): PartId {
  const id = workspace.newId()
  writeDraft(workspace, draft, [added(draft, id, part, over, fields)])
  return id
}

/** One that nothing in the draft has, nor the app; where all are taken, none. */
function freeLetter(workspace: Pick<Workspace, 'preferences' | 'project'>, parts: readonly DraftPart[]): string | undefined {
  const taken = new Set(parts.map(({fields: {key}}) => (typeof key === 'string' ? key.toLowerCase() : undefined)))
  return LETTERS.find(letter => !taken.has(letter) && free(workspace, letter) !== undefined)
}

function newLook(parts: readonly DraftPart[]): {readonly look: LayerLook | undefined} {
  const taken = new Set(layersOf(parts).map(({fields}) => JSON.stringify([(fields.look as LayerLook).hue, (fields.look as LayerLook).line])))
  return {look: LOOKS.find(({hue, line}) => !taken.has(JSON.stringify([hue, line]))) ?? LOOKS[0]}
}
