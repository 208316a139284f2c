import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {ROLE_TARGETS} from '../../../core/schema/roles.ts'
import type {Feature, ReferenceKind, Role} from '../../../core/schema/schema.ts'
import {Checkbox} from '../../ui/checkbox.tsx'
import {CheckboxGroup} from '../../ui/checkbox-group.tsx'
import {say} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {ConditionField} from './condition-field.tsx'
import {layersOf, named} from './named-parts.ts'
import type {PartFields} from './part-fields.ts'

export const FEATURE_KINDS = [
  {value: 'choice', label: say('One label')},
  {value: 'choices', label: say('Several labels')},
  {value: 'yes-no', label: say('Yes or no')},
  {value: 'text', label: say('Text')},
  {value: 'number', label: say('Number')},
  {value: 'reference', label: say('Reference')},
  {value: 'stances', label: say('Stances')},
] as const satisfies readonly {readonly value: Feature['kind']; readonly label: string}[]

const TARGETS = [
  {value: 'entity', label: say('An entity')},
  {value: 'claim', label: say('A story-wide claim')},
  {value: 'mention', label: say('Another annotation')},
  {value: 'unnamed', label: say('An unnamed source')},
  {value: 'none', label: say('Nobody')},
] as const satisfies readonly {readonly value: ReferenceKind; readonly label: string}[]

const NO_ROLE = 'none'
const ROLES = [
  {value: 'attribution', label: say('Who speaks')},
  {value: 'cue', label: say('The words that say so')},
  {value: 'identity', label: say('What the marked words name')},
] as const satisfies readonly {readonly value: Role; readonly label: string}[]

/** Fields of one kind of feature alone. */
const OF_KIND = {min: undefined, max: undefined, to: undefined, layers: undefined, role: undefined} as const

/** What a feature has of its own: how it is answered, when it is asked, and whether it counts. */
export function FeatureForm({of}: {readonly of: PartFields}) {
  const {fields, set, problem, readOnly} = of
  const kind = (fields.kind ?? 'choice') as Feature['kind']
  const change = (next: Feature['kind']): void => set({...OF_KIND, kind: next, ...(next === 'reference' && {to: ['entity']})}, say('Answered by'))
  return (
    <>
      <div data-field="kind">
        <SelectField label={say('Answered by')} choices={FEATURE_KINDS} value={kind} disabled={readOnly} problem={problem('kind')} onChange={change} />
      </div>
      {kind === 'number' && <NumberBounds of={of} />}
      {kind === 'reference' && <ReferenceTargets of={of} />}
      <ConditionField of={of} />
      <div className="part-checks">
        <Checkbox
          label={say('It has to be answered')}
          checked={fields.required === true}
          disabled={readOnly}
          onChange={checked => set({required: checked ? true : undefined}, say('It has to be answered'))}
        />
        <Checkbox
          label={say('It counts for agreement')}
          checked={fields.countsForAgreement !== false}
          disabled={readOnly}
          onChange={checked => set({countsForAgreement: checked ? undefined : false}, say('It counts for agreement'))}
        />
      </div>
      <p className="field-problem" data-field="labels" role="alert">
        {problem('labels')}
      </p>
    </>
  )
}

function NumberBounds({of: {text, set, problem, readOnly}}: {readonly of: PartFields}) {
  const check = (typed: string): string | undefined => (typed.trim() !== '' && !Number.isFinite(Number(typed)) ? say('Write a number.') : undefined)
  const bound = (field: 'min' | 'max', label: string) => (
    <div data-field={field}>
      <TextField
        label={label}
        inputMode="decimal"
        value={text(field)}
        readOnly={readOnly}
        check={check}
        problem={problem(field)}
        onCommit={(typed, step) => set({[field]: typed.trim() === '' ? undefined : Number(typed)}, label, step)}
      />
    </div>
  )
  return (
    <div className="part-pair">
      {bound('min', say('Smallest number'))}
      {bound('max', say('Largest number'))}
    </div>
  )
}

function ReferenceTargets({of: {fields, parts, set, problem, readOnly}}: {readonly of: PartFields}) {
  const to = Array.isArray(fields.to) ? (fields.to as readonly ReferenceKind[]) : []
  const layers = layersOf(parts)
  const layerNamed = named(layers)
  const chosen = Array.isArray(fields.layers) ? (fields.layers as readonly unknown[]).flatMap(name => layerNamed(name)?.id ?? []) : []
  const roles = ROLES.filter(({value}) => to.some(target => ROLE_TARGETS[value].includes(target)))
  const role = typeof fields.role === 'string' ? fields.role : NO_ROLE
  const point = (next: readonly ReferenceKind[]): void => {
    const fits = role === NO_ROLE || next.some(target => ROLE_TARGETS[role as Role].includes(target))
    set({to: next.length > 0 ? next : undefined, ...(!fits && {role: undefined}), ...(!next.includes('mention') && {layers: undefined})}, say('It points at'))
  }
  return (
    <>
      <div data-field="to">
        <CheckboxGroup label={say('It points at')} choices={TARGETS} chosen={to} problem={problem('to')} disabled={readOnly} onChange={point} />
      </div>
      {to.includes('mention') && (
        <div data-field="layers">
          <CheckboxGroup
            label={say('Annotations of')}
            hint={say('None chosen: those of every other layer.')}
            choices={layers.map(each => ({value: each.id, label: shownLabel(each)}))}
            chosen={chosen}
            disabled={readOnly}
            onChange={next =>
              set({layers: next.length > 0 ? layers.filter(each => next.includes(each.id)).map(each => each.fields.name) : undefined}, say('Annotations of'))
            }
          />
        </div>
      )}
      {roles.length > 0 && (
        <div data-field="role">
          <SelectField
            label={say('What it says')}
            hint={say('Claimlight uses it for what it suggests and compares.')}
            choices={[{value: NO_ROLE, label: say('Something else')}, ...roles]}
            value={role}
            disabled={readOnly}
            onChange={value => set({role: value === NO_ROLE ? undefined : value}, say('What it says'))}
          />
        </div>
      )}
    </>
  )
}
