import type {Choice} from './schema.ts'

/** A label at its place in the tree. `over`: those that it is a kind of, the nearest last. */
export type PlacedLabel = {readonly choice: Choice; readonly over: readonly Choice[]}

/** Labels over a label, at most. */
export const DEEPEST = 30

/** Each label after the one that it is a kind of, else in the order of the schema. */
export function labelsInTree(choices: readonly Choice[]): readonly PlacedLabel[] {
  const below = new Map<string | undefined, Choice[]>()
  for (const choice of choices) {
    const siblings = below.get(choice.parent)
    if (siblings === undefined) below.set(choice.parent, [choice])
    else siblings.push(choice)
  }
  const under = (parent: string | undefined, over: readonly Choice[]): readonly PlacedLabel[] =>
    (below.get(parent) ?? []).flatMap(choice => [{choice, over}, ...under(choice.value, [...over, choice])])
  return under(undefined, [])
}

const parentsOf = new WeakMap<readonly Choice[], ReadonlyMap<string, string | undefined>>()

/** A label and those that it is a kind of, the nearest first. Ends also where labels are parents of each other, as no schema may say. */
export function withParents(choices: readonly Choice[], value: string): readonly string[] {
  let parents = parentsOf.get(choices)
  if (parents === undefined) {
    parents = new Map(choices.map(choice => [choice.value, choice.parent]))
    parentsOf.set(choices, parents)
  }
  const found = new Set<string>()
  for (let at: string | undefined = value; at !== undefined && !found.has(at); at = parents.get(at)) found.add(at)
  return [...found]
}
