import type {Choice} from './schema.ts'

/** A label and those that it is a kind of, the nearest first. Ends also where labels are parents of each other, as no schema may say. */
export function withParents(choices: readonly Choice[], value: string): readonly string[] {
  const parents = new Map(choices.map(choice => [choice.value, choice.parent]))
  const found = new Set<string>()
  for (let at: string | undefined = value; at !== undefined && !found.has(at); at = parents.get(at)) found.add(at)
  return [...found]
}
