import {message} from '../language/message.ts'
import type {Message} from '../language/message.ts'

/** What a codebook is written as, by the ending of its file. */
export const CODEBOOK_FORMATS = {
  html: message('Page to print (.html)'),
  md: message('Markdown (.md)'),
  qdc: message('REFI-QDA codebook for QualCoder, MAXQDA, ATLAS.ti and NVivo (.qdc)'),
} as const satisfies Readonly<Record<string, Message>>

export type CodebookFormat = keyof typeof CODEBOOK_FORMATS

export const isCodebookFormat = (ending: string): ending is CodebookFormat => Object.hasOwn(CODEBOOK_FORMATS, ending)
