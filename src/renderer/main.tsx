import './without-eval.ts'
import {languageIn} from '../core/language/language.ts'
import {languageFor} from '../core/language/languages.ts'
import {catalogueOf} from '../core/language/catalogues.ts'
import {preferences} from './state/preferences.ts'
import {speak} from './ui/say.ts'

const kept = preferences(localStorage)
const {language: chosen} = kept.get()
const tag = languageFor(chosen === undefined ? navigator.languages : [chosen])
const language = languageIn(tag, await catalogueOf(tag))
speak(language)
document.documentElement.lang = language.tag
document.documentElement.dir = language.direction
const {start} = await import('./start.tsx')
start(kept)
