import type {KeyboardEvent} from 'react'
import {labelsInTree} from '../../core/schema/label-tree.ts'
import {offeredChoices} from '../../core/schema/offered-choices.ts'
import type {Choice, Feature} from '../../core/schema/schema.ts'
import {labelWords, partData, tipOf} from '../guideline/label-tip.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {KeyHint} from '../ui/key-hint.tsx'
import {matchesKey, parseAccelerator, thisPlatform} from '../ui/shortcuts.ts'
import {Tooltip} from '../ui/tooltip.tsx'
import {withDigits} from './inner-keys.ts'
import './labels-field.css'

type Props = {
  readonly feature: Extract<Feature, {kind: 'choices'}>
  /** The name of the layer that it is of. */
  readonly layer: string
  readonly value: readonly string[]
  readonly readOnly: boolean
  readonly onChange: (labels: readonly string[] | undefined) => void
  /** Called by Enter: that was the last label. */
  readonly onDone: () => void
}

/** Several labels of one feature, each below the one that it is a kind of. What is chosen stands in the order of the schema, and what that does not have after it. */
export function LabelsField({feature, layer, value, readOnly, onChange, onDone}: Props) {
  const choose = (label: string, chosen: boolean): void => {
    const next = new Set(value)
    if (chosen) next.add(label)
    else next.delete(label)
    onChange(next.size === 0 ? undefined : [...next])
  }
  const keyed: readonly Choice[] = withDigits(offeredChoices(feature.choices, value))
  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = keyed.find(({key}) => pressed(event, key))
    if (choice !== undefined && !readOnly) choose(choice.value, !value.includes(choice.value))
    else if (pressed(event, 'Enter')) onDone()
    else return
    event.preventDefault()
  }
  return (
    <fieldset className="labels-field field" onKeyDown={onKeyDown}>
      <legend className="field-label">
        <bdi>{feature.label}</bdi>
      </legend>
      {labelsInTree(keyed).map(({choice, over}) => (
        <span
          key={choice.value}
          {...partData({layer, feature: feature.name, label: choice.value})}
          className="labels-field-label"
          style={{paddingInlineStart: `${over.length}rem`}}
        >
          <Label choice={choice} checked={value.includes(choice.value)} readOnly={readOnly} onChange={chosen => choose(choice.value, chosen)} />
          {choice.key !== undefined && <KeyHint keys={choice.key} />}
        </span>
      ))}
    </fieldset>
  )
}

type LabelProps = {readonly choice: Choice; readonly checked: boolean; readonly readOnly: boolean; readonly onChange: (chosen: boolean) => void}

function Label({choice, checked, readOnly, onChange}: LabelProps) {
  const box = <Checkbox label={<bdi>{labelWords(choice)}</bdi>} checked={checked} disabled={readOnly} onChange={onChange} />
  const tip = tipOf(choice)
  return tip === undefined ? box : <Tooltip text={tip}>{box}</Tooltip>
}

function pressed({nativeEvent}: KeyboardEvent, key: string | undefined): boolean {
  const accelerator = key === undefined ? undefined : parseAccelerator(key)
  return accelerator !== undefined && matchesKey(nativeEvent, accelerator, thisPlatform())
}
