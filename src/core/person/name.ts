import * as z from 'zod'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'

/** UTF-16 code units of a person's, a device's or an invitation's name. */
export const LONGEST_NAME = 80

/** UTF-16 code units of any name; what comes after is dropped. */
const LONGEST = 2000

/** Controls, line breaks, and what turns the direction of the text around it or takes no room on the screen. Joiners are not among them: Persian and emoji need them. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}\p{NChar}\u2800\ufff9-\ufffb]|(?!\p{Join_C}|\p{VS}|[\u{e0000}-\u{e007f}])\p{DI}/gu
/** Letters of tags: only the flags of parts of a country have them, after a black flag. */
const STRAY_TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,8})[\u{e0000}-\u{e007f}]/gu
/** Joiners that join nothing. */
const STRAY_JOINERS = /^\p{Join_C}+|\p{Join_C}+$|(?<=\p{Join_C}|\s)\p{Join_C}+|\p{Join_C}+(?=\s)/gu
/** More marks on one letter than any script has: they would be painted over what stands above and below. */
const TOWERS = /(\p{M}{6})\p{M}+/gu

/**
 * The one form in which names are kept and shown: of people, devices, invitations, projects, entities, topics, outlets, titles. NFC, on one line,
 * with single spaces, and without what a reader cannot see or what would turn the words around it.
 */
export function plainName(text: string): string {
  // Almost all names are like this, and a window reads thousands of them at once.
  if (/^[!-~](?: ?[!-~])*$/.test(text)) return text
  let name = text.slice(0, LONGEST).toWellFormed()
  // What is taken out may leave something beside it that joins nothing any more. Each time something goes.
  for (let next = withoutHidden(name); next !== name; next = withoutHidden(name)) name = next
  return name
}

function withoutHidden(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(HIDDEN, '')
    .replace(STRAY_TAGS, '')
    .replace(TOWERS, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(STRAY_JOINERS, '')
}

/** What accounts of nobody in particular are called, as skeletons; Annotator is ours. */
const NOBODY = new Set([
  '',
  'root',
  'admin',
  'administrator',
  'user',
  'guest',
  'nobody',
  'owner',
  'default',
  'ubuntu',
  'debian',
  'pi',
  'ec2user',
  'docker',
  'node',
  'annotator',
])

/** Whether a name is no person's: a proposal that everybody would have to correct. */
export const isNobody = (name: string): boolean => NOBODY.has(nameSkeleton(name))

/** A name as it comes in: in its plain form, with something in it, and no longer than a line. */
export const nameShape = z
  .string()
  .max(10 * LONGEST_NAME)
  .transform(plainName)
  .pipe(z.string().min(1).max(LONGEST_NAME))

/** Why a text is no name; `undefined` when it is one. */
export function nameProblem(text: string): Message | undefined {
  if (text.trim() === '') return message('Write a name.')
  const name = plainName(text)
  if (name === '') return message('Nothing of this name can be seen. Write one with letters.')
  return name.length > LONGEST_NAME ? message('This name is too long. Shorten it.') : undefined
}

/**
 * What two names have in common that a reader takes for the same: without case, marks, spaces and joiners, and in one width. It knows nothing of
 * letters of two scripts that look alike (Latin a, Cyrillic а).
 */
export const nameSkeleton = (name: string): string =>
  plainName(name)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}\p{P}\p{Cf}]/gu, '')
    .toLowerCase()
