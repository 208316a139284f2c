import {catalogueOf} from '../core/language/catalogues.ts'
import type {Language} from '../core/language/language.ts'
import {languageIn} from '../core/language/language.ts'
import {languageFor} from '../core/language/languages.ts'

const {LC_ALL, LC_MESSAGES, LANG} = process.env
const tag = languageFor([LC_ALL || LC_MESSAGES || LANG || 'en'])

/** That of whoever reads the terminal, as POSIX says it. */
export const language: Language = languageIn(tag, await catalogueOf(tag))
