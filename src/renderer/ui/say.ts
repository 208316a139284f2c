import {createElement, Fragment} from 'react'
import type {ReactNode} from 'react'
import type {Language} from '../../core/language/language.ts'
import {ENGLISH} from '../../core/language/language.ts'
import {message} from '../../core/language/message.ts'
import type {Sentence, Values} from '../../core/language/message.ts'
import type {Places} from '../../core/language/pattern.ts'

let language: Language = ENGLISH

/** Once, before anything is said: the language of a window stays until it is loaded anew. */
export function speak(chosen: Language): void {
  language = chosen
}

/** BCP 47. */
export const languageTag = (): string => language.tag

/** What this window speaks, then what else its person reads: BCP 47, the best first. */
export const readLanguages = (): readonly string[] => [language.tag, ...(typeof navigator === 'undefined' ? [] : (navigator.languages ?? []))]

/** An English sentence in the language of this window. ICU MessageFormat; see docs/languages.md. */
export const say = (english: string, values?: Values, context?: string): string => language.say(english, values, context)

/** Says what the hub or the project has refused or reported. */
export const tell = (said: Sentence): string => language.tell(said)

/** Like `say`, with elements in its places, or around words: `<key>Esc</key>` takes `{key: words => <kbd>{words}</kbd>}`. */
export const rich = (english: string, places: Places<ReactNode>, context?: string): ReactNode =>
  createElement(Fragment, undefined, ...language.pieces<ReactNode>(english, places, context))

/** “12,345” */
export const inNumbers = (value: number): string => language.number(value)

/** Of a part of one: “42 %” */
export const inPercent = (part: number): string => tell(message('{percent, number} %', {percent: Math.floor(part * 100)}))

/** A day as dates of articles are written, here: `2025-02-04`. */
export const dayOf = (time: number): string => language.day(time)

/** Hour and minute, here. */
export const timeOf = (time: number): string => language.hour(time)

/** “a, b and c” */
export const listed = (words: readonly string[]): string => language.list(words)

/** The same of elements. */
export const richList = (pieces: readonly ReactNode[]): ReactNode => createElement(Fragment, undefined, ...language.listOf(pieces))
