import {labelsInTree} from '../../core/schema/label-tree.ts'
import {offeredChoices} from '../../core/schema/offered-choices.ts'
import type {Word} from '../../core/schema/mapping.ts'
import {wordKey} from '../../core/schema/mapping.ts'
import type {Feature} from '../../core/schema/schema.ts'
import {Combobox} from '../ui/combobox.tsx'
import type {Option} from '../ui/option-search.ts'
import {Guideline} from '../guideline/guideline.tsx'
import {labelWords, tipOf} from '../guideline/label-tip.tsx'
import {say} from '../ui/say.ts'

type Props = {
  readonly feature: Extract<Feature, {kind: 'choice'}>
  /** The name of the layer that it is of. */
  readonly layer: string
  readonly value: string | undefined
  readonly readOnly: boolean
  readonly onChange: (label: string | undefined) => void
}

/** One of many labels that are kinds of others: searched by its own words and by those of the labels above it. */
export function LabelSearch({feature, layer, value, readOnly, onChange}: Props) {
  const wordOf = (label: string): Word => ({layer, feature: feature.name, label})
  const placed = labelsInTree(offeredChoices(feature.choices, value === undefined ? [] : [value]))
  const options: readonly Option[] = placed.map(({choice, over}) => {
    const tip = tipOf(choice)
    return {
      id: choice.value,
      label: labelWords(choice),
      part: wordKey(wordOf(choice.value)),
      ...(over.length > 0 && {detail: over.map(({label}) => label).join(' › ')}),
      ...(tip !== undefined && {tip}),
    }
  })
  const chosen = placed.find(({choice}) => choice.value === value)?.choice
  return (
    <>
      <Combobox
        label={feature.label}
        value={options.find(({id}) => id === value)}
        options={options}
        disabled={readOnly}
        placeholder={say('Search')}
        onChoose={({id}) => onChange(id)}
        onClear={() => onChange(undefined)}
      />
      {chosen !== undefined && <Guideline of={chosen} word={wordOf(chosen.value)} />}
    </>
  )
}
