import type {Message, Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'

/** What is said of a file or folder, after its name. */
export const atPlace = (file: string, reason: Sentence): Message => message('{file}: {reason}', {file, reason})
