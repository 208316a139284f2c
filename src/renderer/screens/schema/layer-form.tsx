import type {LayerKind, LayerLook} from '../../../core/schema/schema.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {CheckboxGroup} from '../../ui/checkbox-group.tsx'
import {ChoiceGroup} from '../../ui/choice-group.tsx'
import {LineSwatch} from '../../ui/line-swatch.tsx'
import {say} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import type {PartFields} from './part-fields.ts'
import {featuresOf, layersOf, named} from './named-parts.ts'

export const LAYER_KINDS = [
  {value: 'span', label: say('Words of the text')},
  {value: 'article', label: say('The whole article')},
  {value: 'relation', label: say('Two other annotations')},
] as const satisfies readonly {readonly value: LayerKind; readonly label: string}[]

const HUES = [
  {value: 'amber', label: say('Amber', {}, 'colour'), hue: 'amber'},
  {value: 'blue', label: say('Blue', {}, 'colour'), hue: 'blue'},
  {value: 'green', label: say('Green', {}, 'colour'), hue: 'green'},
  {value: 'violet', label: say('Violet', {}, 'colour'), hue: 'violet'},
  {value: 'rose', label: say('Rose', {}, 'colour'), hue: 'rose'},
  {value: 'teal', label: say('Teal', {}, 'colour'), hue: 'teal'},
] as const satisfies readonly {readonly value: LayerLook['hue']; readonly label: string; readonly hue: LayerLook['hue']}[]

const LINES = [
  {value: 'solid', label: say('Solid', {}, 'line under words')},
  {value: 'dotted', label: say('Dotted', {}, 'line under words')},
  {value: 'dashed', label: say('Dashed', {}, 'line under words')},
  {value: 'double', label: say('Double', {}, 'line under words')},
  {value: 'wavy', label: say('Wavy', {}, 'line under words')},
] as const satisfies readonly {readonly value: LayerLook['line']; readonly label: string}[]

const NO_FEATURE = ''

/** What a layer has of its own: what it marks, how it looks, which of its questions digits answer, and between what its relations go. */
export function LayerForm({of}: {readonly of: PartFields}) {
  const {id, fields, parts, set, problem, readOnly} = of
  const look = fields.look as LayerLook
  const kind = (fields.of ?? 'span') as LayerKind
  const features = featuresOf(parts, id)
  const choices = features.filter(feature => feature.fields.kind === 'choice')
  const primary = named(choices)(fields.primary)
  const isPrimaryGone = fields.primary !== undefined && primary === undefined
  const layers = layersOf(parts)
  const layerNamed = named(layers)
  const ends = layers.filter(each => each.fields.of !== 'relation')
  const endChoices = ends.map(each => ({value: each.id, label: shownLabel(each)}))
  const endsOf = (field: 'from' | 'to'): readonly string[] =>
    Array.isArray(fields[field]) ? (fields[field] as readonly unknown[]).flatMap(name => layerNamed(name)?.id ?? []) : []
  const setEnds = (field: 'from' | 'to', chosen: readonly string[], label: string): void =>
    set({[field]: chosen.length === 0 ? undefined : ends.filter(each => chosen.includes(each.id)).map(each => each.fields.name)}, label)
  const [from, to] = [say('Begins at'), say('Goes to')]
  return (
    <>
      <div data-field="of">
        <SelectField
          label={say('Marks', {}, 'what a layer marks')}
          choices={LAYER_KINDS}
          value={kind}
          disabled={readOnly}
          problem={problem('of')}
          onChange={value =>
            set(
              {of: value === 'span' ? undefined : value, ...(value !== 'relation' && {from: undefined, to: undefined})},
              say('Marks', {}, 'what a layer marks'),
            )
          }
        />
      </div>
      {kind === 'relation' && (
        <>
          <CheckboxGroup
            label={from}
            hint={say('None chosen: any that is no relation itself.')}
            choices={endChoices}
            chosen={endsOf('from')}
            disabled={readOnly}
            onChange={chosen => setEnds('from', chosen, from)}
          />
          <CheckboxGroup label={to} choices={endChoices} chosen={endsOf('to')} disabled={readOnly} onChange={chosen => setEnds('to', chosen, to)} />
        </>
      )}
      <div data-field="look" className="part-look">
        <ChoiceGroup
          label={say('Colour')}
          required
          choices={HUES}
          value={look.hue}
          disabled={readOnly}
          onChange={hue => hue !== undefined && set({look: {...look, hue}}, say('Colour'))}
        />
        <SelectField label={say('Line')} choices={LINES} value={look.line} disabled={readOnly} onChange={line => set({look: {...look, line}}, say('Line'))} />
        <LineSwatch {...look} />
      </div>
      {(choices.length > 0 || isPrimaryGone) && (
        <div data-field="primary">
          <SelectField
            label={say('Digits answer')}
            hint={
              isPrimaryGone
                ? say('The question that digits answered is taken out, or is not answered with one label any more. Digits answer none now.')
                : say('The question whose labels digits and letters choose in the text, and whose label lists show.')
            }
            choices={[{value: NO_FEATURE, label: say('None', {}, 'of the questions')}, ...choices.map(each => ({value: each.id, label: shownLabel(each)}))]}
            value={primary?.id ?? NO_FEATURE}
            disabled={readOnly}
            onChange={value => set({primary: choices.find(each => each.id === value)?.fields.name}, say('Digits answer'))}
          />
        </div>
      )}
    </>
  )
}
