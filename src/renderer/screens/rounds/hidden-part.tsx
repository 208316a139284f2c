import type {HiddenDetail} from '../../../core/round/round.ts'
import {Checkbox} from '../../ui/checkbox.tsx'
import {listed, say} from '../../ui/say.ts'
import type {RoundForm} from './round-form.ts'

const DETAILS: readonly {readonly detail: HiddenDetail; readonly label: string}[] = [
  {detail: 'outlet', label: say('Outlet')},
  {detail: 'author', label: say('Author')},
  {detail: 'published', label: say('Date')},
  {detail: 'url', label: say('Web address')},
]

/** Which details these are, in words. */
export const hiddenWords = (hide: readonly HiddenDetail[]): string => listed(DETAILS.flatMap(({detail, label}) => (hide.includes(detail) ? [label] : [])))

/** What annotators of a round are not shown of its articles. */
export function HiddenPart({form, change}: {readonly form: RoundForm; readonly change: (part: Partial<RoundForm>) => void}) {
  return (
    <fieldset className="round-part">
      <legend>{say('Hidden from its annotators')}</legend>
      <div className="round-people">
        {DETAILS.map(({detail, label}) => (
          <Checkbox
            key={detail}
            label={label}
            checked={form.hide.has(detail)}
            onChange={isHidden => change({hide: new Set(isHidden ? [...form.hide, detail] : [...form.hide].filter(each => each !== detail))})}
          />
        ))}
      </div>
    </fieldset>
  )
}
