import {Button} from '../../ui/button.tsx'
import {Checkbox} from '../../ui/checkbox.tsx'
import {ChoiceGroup} from '../../ui/choice-group.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {say} from '../../ui/say.ts'
import type {RoundForm} from './round-form.ts'
import {wholeNumber} from './round-form.ts'

const EACH = [
  {value: 'all', label: say('Everybody')},
  {value: 'some', label: say('Some, evenly by words')},
  {value: 'share', label: say('A part by several')},
] as const

const ORDERS = [
  {value: 'listed', label: say('As listed')},
  {value: 'shuffled', label: say('Shuffled for each')},
] as const

type Props = {
  readonly form: RoundForm
  readonly change: (part: Partial<RoundForm>) => void
  readonly annotators: number
  /** Whether there are lists from before, and whether they may be given up. */
  readonly keeps: 'none' | 'may' | 'must'
}

/** How many code each article, by which chance, and in which order. */
export function ShareOutPart({form, change, annotators, keeps}: Props) {
  const most = Math.max(1, annotators)
  const many = wholeNumber(form.many, 1, most)
  const chance = form.each !== 'all' || form.order === 'shuffled' || form.samples
  return (
    <fieldset className="round-part">
      <legend>{say('Who does what')}</legend>
      {keeps === 'may' && (
        <Checkbox label={say('Those articles stay with whom they were given to')} checked={form.keepsLists} onChange={keepsLists => change({keepsLists})} />
      )}
      <ChoiceGroup
        label={keeps === 'none' || !form.keepsLists ? say('Each article is annotated by') : say('Each further article is annotated by')}
        required
        choices={EACH}
        value={form.each}
        onChange={each => each !== undefined && change({each})}
      />
      {form.each === 'share' && (
        <TextField
          label={say('Percent of the articles that several annotate')}
          inputMode="numeric"
          value={form.share}
          hint={say('The rest goes to one annotator each.')}
          problem={wholeNumber(form.share, 0, 100) === undefined ? say('Write a whole number from 0 to 100.') : undefined}
          onInput={share => change({share})}
        />
      )}
      {form.each !== 'all' && (
        <TextField
          label={say('How many annotators for each article')}
          inputMode="numeric"
          value={form.many}
          problem={many === undefined ? say('Write a whole number from 1 to {most, number}.', {most}) : undefined}
          onInput={next => change({many: next})}
        />
      )}
      <ChoiceGroup label={say('Order')} required choices={ORDERS} value={form.order} onChange={order => order !== undefined && change({order})} />
      {chance && (
        <TextField
          label={say('Seed')}
          value={form.seed}
          hint={say('What is left to chance follows from it: the same words give the same again.')}
          onInput={seed => change({seed})}
        />
      )}
      {form.byHand.size > 0 && (
        <p className="round-note">
          {say('{cells, plural, one {# change} other {# changes}} by hand.', {cells: form.byHand.size})}{' '}
          <Button size="small" variant="quiet" onClick={() => change({byHand: new Map()})}>
            {say('Take back changes by hand')}
          </Button>
        </p>
      )}
    </fieldset>
  )
}
