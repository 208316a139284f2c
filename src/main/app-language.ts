import {catalogueOf} from '../core/language/catalogues.ts'
import type {Language} from '../core/language/language.ts'
import {languageIn} from '../core/language/language.ts'
import {languageFor} from '../core/language/languages.ts'

/** What the menu and the native dialogs speak: the language that a window has told, before that one of the system's. */
export interface AppLanguage {
  now(): Language
  /** `tag`: BCP 47. */
  speakAs(tag: string): Promise<void>
}

/** `preferred`: what the system's user reads, best first. */
export async function appLanguage(preferred: readonly string[], onChange: () => void): Promise<AppLanguage> {
  const of = async (tag: string): Promise<Language> => languageIn(tag, await catalogueOf(tag))
  let language = await of(languageFor(preferred))
  return {
    now: () => language,
    speakAs: async wanted => {
      const tag = languageFor([wanted])
      if (tag === language.tag) return
      language = await of(tag)
      onChange()
    },
  }
}
