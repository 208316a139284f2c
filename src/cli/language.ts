import {catalogueOf} from '../core/language/catalogues.ts'
import type {Language} from '../core/language/language.ts'
import {languageIn} from '../core/language/language.ts'
import {languageFor} from '../core/language/languages.ts'

type Surroundings = {readonly [name: string]: string | undefined}

/** That of whoever reads the terminal: as she says it for Claimlight, else as POSIX says it, else as the system does. */
export async function languageOf({CLAIMLIGHT_LANGUAGE, LC_ALL, LC_MESSAGES, LANG}: Surroundings): Promise<Language> {
  const tag = languageFor([CLAIMLIGHT_LANGUAGE || LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale])
  const catalogue = await catalogueOf(tag)
  const spoken = languageIn(tag, catalogue)
  // What is printed is for programs too; only among words from right to left would it not be read without the marks.
  return spoken.direction === 'rtl' ? spoken : languageIn(tag, catalogue, 'written')
}
