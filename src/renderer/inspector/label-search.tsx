import {labelsInTree} from '../../core/schema/label-tree.ts'
import {offeredChoices} from '../../core/schema/offered-choices.ts'
import type {Feature} from '../../core/schema/schema.ts'
import {Combobox} from '../ui/combobox.tsx'
import type {Option} from '../ui/option-search.ts'
import {Guideline} from './guideline.tsx'
import {say} from '../ui/say.ts'

type Props = {
  readonly feature: Extract<Feature, {kind: 'choice'}>
  readonly value: string | undefined
  readonly readOnly: boolean
  readonly onChange: (label: string | undefined) => void
}

/** One of many labels that are kinds of others: searched by its own words and by those of the labels above it. */
export function LabelSearch({feature, value, readOnly, onChange}: Props) {
  const options: readonly Option[] = labelsInTree(offeredChoices(feature.choices, value === undefined ? [] : [value])).map(({choice, over}) => ({
    id: choice.value,
    label: choice.label,
    ...(over.length > 0 && {detail: over.map(({label}) => label).join(' › ')}),
    ...(choice.guideline !== undefined && {tip: choice.guideline}),
  }))
  const chosen = options.find(({id}) => id === value)
  return (
    <>
      <Combobox
        label={feature.label}
        value={chosen}
        options={options}
        disabled={readOnly}
        placeholder={say('Search')}
        onChoose={({id}) => onChange(id)}
        onClear={() => onChange(undefined)}
      />
      {chosen?.tip !== undefined && <Guideline of={chosen.label} text={chosen.tip} />}
    </>
  )
}
