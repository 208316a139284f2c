import {withParents} from './label-tree.ts'
import type {Choice} from './schema.ts'

/** The labels to choose from: without those that are retired, but for what is `chosen` already. A label below one that is retired stands under the next above it. */
export function offeredChoices(choices: readonly Choice[], chosen: readonly string[] = []): readonly Choice[] {
  const isOffered = ({value, retired}: Choice): boolean => retired !== true || chosen.includes(value)
  if (choices.every(isOffered)) return choices
  const offered = new Set(choices.filter(isOffered).map(({value}) => value))
  return choices.filter(isOffered).map(({parent: _, ...choice}) => {
    const [, ...above] = withParents(choices, choice.value)
    const parent = above.find(value => offered.has(value))
    return parent === undefined ? choice : {...choice, parent}
  })
}
