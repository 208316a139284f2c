import {shownLabel} from '../../../core/schema/draft-keys.ts'
import type {DraftPart} from '../../../core/schema/draft.ts'
import type {Answer, Condition} from '../../../core/schema/schema.ts'
import {answersOf} from '../../../core/schema/conditions.ts'
import {Chip} from '../../ui/chip.tsx'
import {Combobox} from '../../ui/combobox.tsx'
import {say} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {featuresOf, labelsOf, named} from './named-parts.ts'
import type {PartFields} from './part-fields.ts'

const ALWAYS = ''
const QUESTIONS: ReadonlySet<unknown> = new Set(['choice', 'choices', 'yes-no'])

/** An answer as it is offered: that of a label has its id. */
type Offered = {readonly id: string; readonly label: string; readonly answer: Answer}

/** When a feature is asked: always, or where another one of its layer is answered so. */
export function ConditionField({of}: {readonly of: PartFields}) {
  const {part, fields, parts, set, problem, readOnly} = of
  const beside = featuresOf(parts, part?.in)
  const asked = beside.filter(each => each.id !== part?.id && QUESTIONS.has(each.fields.kind))
  const when = fields.when as Condition | undefined
  const question = when === undefined ? undefined : named(beside)(when.feature)
  if (asked.length === 0 && when === undefined) return null
  const offered = question === undefined ? [] : answersTo(question, parts)
  const labelNamed = named(labelsOf(parts, question?.id))
  const said = new Set(when === undefined ? [] : answersOf(when).map(answer => labelNamed(answer)?.fields.name ?? answer))
  const chosen = offered.filter(({answer}) => said.has(answer))
  const write = (feature: DraftPart, answers: readonly Answer[]): void => {
    const [first] = answers
    if (first === undefined) return set({when: undefined}, say('Asked', {}, 'when a question is asked'))
    set({when: {feature: feature.fields.name, is: answers.length === 1 ? first : answers}}, say('Asked', {}, 'when a question is asked'))
  }
  return (
    <div data-field="when" className="part-condition">
      <SelectField
        label={say('Asked', {}, 'when a question is asked')}
        choices={[
          {value: ALWAYS, label: say('Always')},
          ...asked.map(each => ({value: each.id, label: say('Where “{feature}” is answered so:', {feature: shownLabel(each)})})),
        ]}
        value={question?.id ?? ALWAYS}
        disabled={readOnly}
        problem={problem('when')}
        onChange={value => {
          const next = asked.find(each => each.id === value)
          if (next === undefined) set({when: undefined}, say('Asked', {}, 'when a question is asked'))
          else
            write(
              next,
              answersTo(next, parts)
                .slice(0, 1)
                .map(({answer}) => answer),
            )
        }}
      />
      {question !== undefined && (
        <>
          <div className="part-chips">
            {chosen.map(({id, label, answer}) => (
              <Chip
                key={id}
                label={label}
                {...(!readOnly &&
                  chosen.length > 1 && {
                    onRemove: () =>
                      write(
                        question,
                        chosen.filter(each => each.answer !== answer).map(each => each.answer),
                      ),
                  })}
              />
            ))}
          </div>
          {!readOnly && offered.length > chosen.length && (
            <Combobox
              label={say('Another answer')}
              value={undefined}
              options={offered.filter(each => !chosen.includes(each)).map(({id, label}) => ({id, label}))}
              onChoose={option => {
                const next = offered.find(({id}) => id === option.id)
                if (next !== undefined)
                  write(
                    question,
                    [...chosen, next].map(({answer}) => answer),
                  )
              }}
            />
          )}
        </>
      )}
    </div>
  )
}

const answersTo = (question: DraftPart, parts: readonly DraftPart[]): readonly Offered[] =>
  question.fields.kind === 'yes-no'
    ? [
        {id: 'yes', label: say('Yes'), answer: true},
        {id: 'no', label: say('No'), answer: false},
      ]
    : labelsOf(parts, question.id).map(label => ({id: label.id, label: shownLabel(label), answer: String(label.fields.name)}))
