import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'

/** What is asked of a value beyond its type, as the shape that asks it names it. */
export const FORM = {
  annotation: 'must be another annotation than from',
  answer: 'must be a label, true or false',
  answers: 'must be a label, true, false or a list of these',
  article: 'must be the id of an article',
  articleNamed: 'says where its words are, but not in which article',
  ends: 'cannot stand beside start and end',
  feature: 'must be one of the values that a feature can have',
  featureNamed: 'names a label without its feature',
  hash: 'must be 64 lower-case hexadecimal digits',
  key: 'must hold no signs that nobody sees, nor be a name that programs take for something else',
  labelsOnce: 'must list no label twice',
  language: 'must be a language code such as en, ar or zh-Hans',
  languages: 'must not have so many languages',
  name: 'must start with a letter and hold only letters, digits, - and _',
  nonce: 'must be 32 bytes in base64url',
  owner: 'must be an owner',
  since1970: 'must not be before 1970',
  span: 'must end after it begins',
  time: 'must be a time in UTC',
} as const

type Told = {readonly place: Sentence; readonly value: Sentence; readonly most: number}

const SENTENCES: {readonly [K in keyof typeof FORM]: (told: Told) => Message} = {
  annotation: told => message('{place} must be another annotation than "from", but is {value}. Correct it.', told),
  answer: told => message('{place} must be a label, true or false, but is {value}. Correct it.', told),
  answers: told => message('{place} must be a label, true, false or a list of these, but is {value}. Correct it.', told),
  article: told => message('{place} must be the id of an article, which has 64 digits from 0 to f, but is {value}. Correct it.', told),
  articleNamed: ({place}) => message('{place} says where its words are, but not in which article. Add the article, or take "span" out.', {place}),
  ends: ({place}) =>
    message('{place} cannot stand beside "start" and "end": an annotation marks words or goes from one to another. Take one of them out.', {place}),
  feature: told =>
    message('{place} must be a text, a number, true or false, a reference, a list of labels or a list of stances, but is {value}. Correct it.', told),
  featureNamed: ({place}) => message('{place} names a label without its feature. Add the feature.', {place}),
  hash: told => message('{place} must be 64 lower-case hexadecimal digits, but is {value}. Correct it.', told),
  key: told => message('{place} must hold no signs that nobody sees, nor be a name that programs take for something else, but is {value}. Correct it.', told),
  labelsOnce: told => message('{place} must list no label twice, but is {value}. Correct it.', told),
  language: told => message('{place} must be a language code such as en, ar or zh-Hans, but is {value}. Correct it.', told),
  languages: ({place, most}) => message('{place} must have at most {most, number} languages. Take out the rest.', {place, most}),
  name: told => message('{place} must start with a letter and hold only letters, digits, - and _, but is {value}. Correct it.', told),
  nonce: told => message('{place} must be 32 bytes in base64url, but is {value}. Correct it.', told),
  owner: told =>
    message('{place} must be "team", "gold", "annotator:" and an id, or "round:", the id of a round, "/" and an id, but is {value}. Correct it.', told),
  since1970: told => message('{place} must not be before 1970, but is {value}. Correct it.', told),
  span: told => message('{place} must end after it begins, but is {value}. Correct it.', told),
  time: told => message('{place} must be a time in UTC such as "2025-02-04T09:30:00.000Z", but is {value}. Correct it.', told),
}

const BY_NAME: ReadonlyMap<string, keyof typeof FORM> = new Map(Object.entries(FORM).map(([form, name]) => [name, form as keyof typeof FORM]))

/** Why a value has not the form that a shape asks of it by one of these names. */
export function formProblem(name: string, told: Told): Message {
  const form = BY_NAME.get(name)
  return form === undefined ? message('{place} must be one of the forms described for it, but is {value}. Correct it.', told) : SENTENCES[form](told)
}
