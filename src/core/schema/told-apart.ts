import type {Choice} from './schema.ts'

type Called = Pick<Choice, 'value' | 'label'>

/** How labels of one feature are told: what is called as another beside it has its value with it. */
export function toldApart(choices: readonly Called[]): (choice: Called) => string {
  const counts = new Map<string, number>()
  for (const {label} of choices) counts.set(label, (counts.get(label) ?? 0) + 1)
  return ({value, label}) => ((counts.get(label) ?? 0) > 1 ? `${label} (${value})` : label)
}
