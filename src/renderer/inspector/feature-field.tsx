import type {Annotation} from '../../core/annotation/annotation.ts'
import {chosenLabels, isReference} from '../../core/annotation/annotation.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import {missingFeatures} from '../../core/schema/conditions.ts'
import {offeredChoices} from '../../core/schema/offered-choices.ts'
import type {Feature, Layer} from '../../core/schema/schema.ts'
import {setFeature} from '../annotate/edit-annotations.ts'
import type {Names} from '../state/names.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {short} from '../state/short-quote.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {TextField} from '../ui/text-field.tsx'
import {Guideline} from '../guideline/guideline.tsx'
import {partData, tippedChoices} from '../guideline/label-tip.tsx'
import {withDigits} from './inner-keys.ts'
import {LabelSearch} from './label-search.tsx'
import {LabelsField} from './labels-field.tsx'
import {ReferenceField} from './reference-field.tsx'
import {StanceList} from './stance-list.tsx'
import {WrittenField} from './written-field.tsx'
import {say} from '../ui/say.ts'
import './feature-field.css'

type Props = {
  readonly feature: Feature
  readonly layer: Layer
  readonly article: OpenArticle
  readonly annotation: Annotation
  readonly names: Names
  readonly readOnly: boolean
  /** Called when what was asked by a key is answered. */
  readonly onSaid: () => void
}

/** One question of the schema: what is said, how to code it, and whether it is still to be answered. */
export function FeatureField(props: Props) {
  const {feature, layer, annotation} = props
  return (
    <div data-feature={feature.name} {...partData({layer: layer.name, feature: feature.name})} className="feature-field">
      <Control {...props} />
      {missingFeatures(layer, annotation.features).includes(feature) && <p className="feature-missing">{say('Still to be said')}</p>}
      <Guideline of={feature} word={{layer: layer.name, feature: feature.name}} />
    </div>
  )
}

function Control({feature, layer, article, annotation, names, readOnly, onSaid}: Props) {
  const workspace = useWorkspace()
  const value = annotation.features[feature.name]
  const set = (next: Parameters<typeof setFeature>[4]): void => setFeature(workspace, article, annotation.id, feature.name, next)
  const answer = (next: Parameters<typeof setFeature>[4]): void => {
    set(next)
    if (next !== undefined) onSaid()
  }
  switch (feature.kind) {
    case 'choice': {
      const label = typeof value === 'string' ? value : undefined
      if (feature.choices.some(({parent}) => parent !== undefined))
        return <LabelSearch feature={feature} layer={layer.name} value={label} readOnly={readOnly} onChange={answer} />
      // The primary labels are chosen from the text too.
      const isPrimary = layer.primary === feature.name
      const choices = tippedChoices(offeredChoices(feature.choices, label === undefined ? [] : [label]), {layer: layer.name, feature: feature.name})
      return (
        <ChoiceGroup
          label={feature.label}
          choices={isPrimary ? choices : withDigits(choices)}
          innerKeys={!isPrimary}
          value={label}
          disabled={readOnly}
          onChange={set}
          onChosen={onSaid}
        />
      )
    }
    case 'choices':
      return <LabelsField feature={feature} layer={layer.name} value={chosenLabels(value)} readOnly={readOnly} onChange={set} onDone={onSaid} />
    case 'yes-no':
      return (
        <ChoiceGroup
          label={feature.label}
          choices={withDigits(YES_NO)}
          innerKeys
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined}
          disabled={readOnly}
          onChange={chosen => set(chosen === undefined ? undefined : chosen === 'yes')}
          onChosen={onSaid}
        />
      )
    case 'text':
      return <WrittenField feature={feature} article={article} annotation={annotation} readOnly={readOnly} />
    case 'number':
      return (
        <TextField
          label={feature.label}
          inputMode="decimal"
          value={typeof value === 'number' ? String(value) : ''}
          readOnly={readOnly}
          check={text => numberProblem(text, feature)}
          where={say('{feature} on {words}', {feature: feature.label, words: wordsOf(annotation, article.set.get, short)})}
          whileTyping
          onCommit={(text, step) => workspace.undo.together(() => set(text.trim() === '' ? undefined : Number(text)), step)}
        />
      )
    case 'reference':
      return (
        <ReferenceField
          feature={feature}
          article={article}
          annotation={annotation}
          names={names}
          value={isReference(value) ? value : undefined}
          readOnly={readOnly}
          onChange={answer}
        />
      )
    case 'stances':
      return <StanceList feature={feature} article={article} annotation={annotation} names={names} readOnly={readOnly} />
    default:
      return feature satisfies never
  }
}

const YES_NO = [
  {value: 'yes', label: say('Yes')},
  {value: 'no', label: say('No')},
] as const

function numberProblem(text: string, {min, max}: {min?: number; max?: number}): string | undefined {
  if (text.trim() === '') return undefined
  const value = Number(text)
  if (!Number.isFinite(value)) return say('Write a number.')
  if (min !== undefined && value < min) return say('Write a number of at least {min}.', {min})
  if (max !== undefined && value > max) return say('Write a number of at most {max}.', {max})
  return undefined
}
