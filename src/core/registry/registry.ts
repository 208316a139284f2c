import type {Act} from '../annotation/annotation.ts'

/** A person, organisation, place … that mentions in several articles can name. `wikidata` is a Q-number. */
export type Entity = Act & {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly aliases: readonly string[]
  readonly wikidata?: string
}

export type ClaimKind = 'factual' | 'causal' | 'prediction' | 'normative' | 'evaluative'

/** A claim of the whole story, of which annotations in the articles are the mentions. */
export type Claim = Act & {readonly id: string; readonly text: string; readonly kind?: ClaimKind; readonly about: readonly string[]}

/** A subject that stances can be towards without being an entity or a claim ("the ceasefire"). */
export type Topic = Act & {readonly id: string; readonly name: string}

/** The other names of an entity, those of what was merged into it too. */
export const otherNames = ({name, aliases}: Pick<Entity, 'name' | 'aliases'>, merged: readonly Pick<Entity, 'name' | 'aliases'>[]): readonly string[] => {
  if (merged.length === 0) return aliases
  const names = new Set([...aliases, ...merged.flatMap(each => [each.name, ...each.aliases])])
  names.delete(name)
  return [...names]
}
