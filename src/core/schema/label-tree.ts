import type {Choice} from './schema.ts'

/** A label at its place in the tree. `over`: those that it is a kind of, the nearest last. */
export type PlacedLabel = {readonly choice: Choice; readonly over: readonly Choice[]}

/** Each label after the one that it is a kind of, else in the order of the schema. */
export function labelsInTree(choices: readonly Choice[]): readonly PlacedLabel[] {
  const under = (parent: string | undefined, over: readonly Choice[]): readonly PlacedLabel[] =>
    choices.filter(choice => choice.parent === parent).flatMap(choice => [{choice, over}, ...under(choice.value, [...over, choice])])
  return under(undefined, [])
}

/** A label and those that it is a kind of, the nearest first. Ends also where labels are parents of each other, as no schema may say. */
export function withParents(choices: readonly Choice[], value: string): readonly string[] {
  const parents = new Map(choices.map(choice => [choice.value, choice.parent]))
  const found = new Set<string>()
  for (let at: string | undefined = value; at !== undefined && !found.has(at); at = parents.get(at)) found.add(at)
  return [...found]
}
