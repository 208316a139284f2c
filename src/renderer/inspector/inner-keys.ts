import type {Choice} from '../../core/schema/schema.ts'
import type {GroupChoice} from '../ui/choice-group.tsx'

/** Labels without keys of their own have the digit of their place while their field has the focus, unless another label has that. */
export function withDigits<C extends {readonly value: string; readonly key?: string}>(choices: readonly C[]): readonly C[] {
  const taken = new Set(choices.map(({key}) => key))
  return choices.map((choice, at) => (choice.key !== undefined || at > 8 || taken.has(`${at + 1}`) ? choice : {...choice, key: `${at + 1}`}))
}

/** Labels as chips, each with its guideline beside it. */
export const tippedChoices = (choices: readonly Choice[]): readonly GroupChoice<string>[] =>
  choices.map(({value, label, key, guideline}) => ({value, label, ...(key !== undefined && {key}), ...(guideline !== undefined && {tip: guideline})}))
