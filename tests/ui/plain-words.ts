import {languageIn} from '../../src/core/language/language.ts'
import {speak} from '../../src/renderer/ui/say.ts'

// As it reads: without the marks around names that run from right to left. `isolated-names.test.tsx` is about those.
speak(languageIn('en', {}, 'written'))
