import {catalogueOf} from '../core/language/catalogues.ts'
import type {Language} from '../core/language/language.ts'
import {languageIn} from '../core/language/language.ts'
import {languageFor} from '../core/language/languages.ts'

type Surroundings = {readonly [name: string]: string | undefined}

/** That of whoever reads the terminal: as she says it for Claimlight, else as POSIX says it, else as the system does. */
export async function languageOf({CLAIMLIGHT_LANGUAGE, LC_ALL, LC_MESSAGES, LANG}: Surroundings): Promise<Language> {
  const tag = languageFor([CLAIMLIGHT_LANGUAGE || LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale])
  return languageIn(tag, await catalogueOf(tag))
}
