import {nameForm} from '../../core/text/text-form.ts'

/** For comparing what people type with what is there: without case and accents, and in what no reader sees. */
export const fold = (text: string): string => nameForm(text, 'letters')

/** The words of a query, each as {@link fold} has it. */
export const foldedWords = (query: string): readonly string[] =>
  fold(query)
    .split(' ')
    .filter(word => word !== '')

const OF_ARABIC_SCRIPT = /^[\p{Script=Arabic}\p{M}]+$/u

/** Whether a folded text holds a folded word; of Arabic script also where a space stands in it, as some write what others join or set off by a half-space. */
export const holdsFolded = (folded: string, word: string): boolean =>
  folded.includes(word) || (OF_ARABIC_SCRIPT.test(word) && folded.replaceAll(' ', '').includes(word))
