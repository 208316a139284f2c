import type {SchemaDraft, PartId} from './draft.ts'
import {draftParts, isRemoved, originParts} from './draft.ts'
import type {Translations} from './schema.ts'

/** What a part is called in languages in which nobody has looked at it since its label was changed: perhaps it says what the label said before. Language codes (BCP 47). */
export type StaleWords = {readonly part: PartId; readonly languages: readonly string[]}

/** They keep nobody from publishing. */
export function staleWords(draft: SchemaDraft): readonly StaleWords[] {
  const before = new Map(originParts(draft.origin.schema).map(({id, fields}) => [id, fields]))
  return draftParts(draft)
    .filter(part => !isRemoved(part))
    .flatMap(({id, fields}) => {
      const origin = before.get(id)
      if (origin === undefined || origin.label === fields.label) return []
      const [was, is] = [wordsOf(origin.translations), wordsOf(fields.translations)]
      const languages = Object.keys(is).filter(tag => is[tag]?.label !== undefined && is[tag]?.label !== fields.label && is[tag]?.label === was[tag]?.label)
      return languages.length === 0 ? [] : [{part: id, languages}]
    })
}

/** What somebody else wrote may be anything. */
const wordsOf = (translations: unknown): Partial<Translations> => (translations ?? {}) as Partial<Translations>
