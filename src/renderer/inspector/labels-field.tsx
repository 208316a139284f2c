import type {Feature} from '../../core/schema/schema.ts'
import {Checkbox} from '../ui/checkbox.tsx'
import './labels-field.css'

type Props = {
  readonly feature: Extract<Feature, {kind: 'choices'}>
  readonly value: readonly string[]
  readonly readOnly: boolean
  readonly onChange: (labels: readonly string[] | undefined) => void
}

/** Several labels of one feature. What is chosen stands in the order of the schema, and what that does not have after it. */
export function LabelsField({feature, value, readOnly, onChange}: Props) {
  const choose = (label: string, chosen: boolean): void => {
    const next = new Set(value)
    if (chosen) next.add(label)
    else next.delete(label)
    onChange(next.size === 0 ? undefined : [...next])
  }
  return (
    <fieldset className="labels-field field">
      <legend className="field-label">{feature.label}</legend>
      {feature.choices.map(({value: label, label: words}) => (
        <Checkbox key={label} label={words} checked={value.includes(label)} disabled={readOnly} onChange={chosen => choose(label, chosen)} />
      ))}
    </fieldset>
  )
}
