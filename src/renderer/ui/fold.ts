import {nameForm} from '../../core/text/text-form.ts'

/** For comparing what people type with what is there: without case and accents, and in what no reader sees. */
export const fold = (text: string): string => nameForm(text, 'letters')

/** The words of a query, each as {@link fold} has it. */
export const foldedWords = (query: string): readonly string[] =>
  fold(query)
    .split(' ')
    .filter(word => word !== '')
