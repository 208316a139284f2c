import type {ReactNode} from 'react'
import type {Language} from '../../core/language/language.ts'
import {ENGLISH} from '../../core/language/language.ts'
import type {Sentence, Values} from '../../core/language/message.ts'
import type {Places} from '../../core/language/pattern.ts'

let language: Language = ENGLISH

/** Once, before anything is said: the language of a window stays until it is loaded anew. */
export function speak(chosen: Language): void {
  language = chosen
}

/** An English sentence in the language of this window. ICU MessageFormat; see docs/languages.md. */
export const say = (english: string, values?: Values, context?: string): string => language.say(english, values, context)

/** Says what the hub or the project has refused or reported. */
export const tell = (said: Sentence): string => language.tell(said)

/** Like `say`, with elements in its places, or around words: `<key>Esc</key>` takes `{key: words => <kbd>{words}</kbd>}`. */
export const rich = (english: string, places: Places<ReactNode>, context?: string): ReactNode => language.pieces<ReactNode>(english, places, context)

/** “a, b and c” */
export const listed = (words: readonly string[]): string => language.list(words)
