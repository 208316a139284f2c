import type * as z from 'zod'
import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import {formProblem} from './value-form.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** A path as people write it: `annotations[12].features.stances[0].target`. */
export const placeOf = (path: Path): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('')

/** One sentence per place where a value has not the shape it should have, the place first: below `root`, or the `whole`. */
export function shapeProblems(issues: readonly Issue[], value: unknown, root: string, whole: Sentence): Message[] {
  return issues
    .flatMap(issue => flat(issue, [], value))
    .map(({issue, path}) => {
      const place = path.length === 0 ? whole : placeOf(root === '' ? path : [root, ...path])
      return problemAt(place, issue, issue.code === 'invalid_key' ? path.at(-1) : valueAt(value, path))
    })
}

/** An issue of a union is told as the issues of the form that fits best: the one of the right types from the top down to the deepest place. */
function flat(issue: Issue, above: Path, value: unknown): {issue: Issue; path: Path}[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union') {
    const possible = issue.errors.filter(errors => errors.length > 0 && misfitDepth(errors) > 0)
    const deepest = Math.max(...possible.map(misfitDepth))
    const best = possible.find(errors => misfitDepth(errors) === deepest)
    if (best !== undefined) return best.flatMap(error => flat(error, path, value))
  }
  return [{issue, path}]
}

/** These say that what stands there is of another form altogether. */
const MISFIT: ReadonlySet<Issue['code']> = new Set(['invalid_type', 'invalid_value', 'invalid_format'])

const misfitDepth = (errors: readonly Issue[]): number => Math.min(...errors.map(({code, path}) => (MISFIT.has(code) ? path.length : Number.POSITIVE_INFINITY)))

function problemAt(place: Sentence, issue: Issue, value: unknown): Message {
  if (value === undefined) return message('{place} is missing. Add it.', {place})
  switch (issue.code) {
    case 'invalid_type':
      return message('{place} must be {kind}, but is {value}. Correct it.', {place, kind: KINDS[issue.expected] ?? issue.expected, value: kindOf(value)})
    case 'invalid_value':
      return message('{place} must be {many, plural, one {} other {one of }}{possible}, but is {value}. Correct it.', {
        place,
        possible: issue.values.map(each => JSON.stringify(each)).join(', '),
        many: issue.values.length,
        value: shown(value),
      })
    case 'unrecognized_keys':
      return message(
        '{place} has {names}, which this version does not know. Correct {many, plural, one {the name or take it} other {the names or take them}} out.',
        {place, names: issue.keys.map(key => `"${key}"`).join(', '), many: issue.keys.length},
      )
    case 'too_small':
      if (issue.origin === 'string') return message('{place} must not be empty. Fill it in.', {place})
      if (issue.origin === 'array') return message('{place} must list at least {least, number}. Add what is missing.', {place, least: Number(issue.minimum)})
      return message('{place} must be at least {least}, but is {value}. Correct it.', {place, least: `${issue.minimum}`, value: shown(value)})
    case 'too_big':
      if (issue.origin === 'string') return message('{place} must have at most {most, number} characters. Shorten it.', {place, most: Number(issue.maximum)})
      if (issue.origin === 'array') return message('{place} must list at most {most, number}. Take out the rest.', {place, most: Number(issue.maximum)})
      return message('{place} must be at most {most}, but is {value}. Correct it.', {place, most: `${issue.maximum}`, value: shown(value)})
    case 'invalid_key': {
      const [why] = issue.issues
      return why === undefined
        ? message('{place} is under a name that cannot stand there. Correct it.', {place})
        : message('{place} is under a wrong name. {problem}', {place, problem: problemAt(shown(value), why, value)})
    }
    case 'invalid_format':
    case 'invalid_union':
    case 'custom': {
      const {most} = ('params' in issue ? issue.params : undefined) ?? {}
      return formProblem(issue.message, {place, value: shown(value), most: typeof most === 'number' ? most : 0})
    }
    default:
      return message('{place} cannot be {value}. Correct it.', {place, value: shown(value)})
  }
}

const KINDS: {readonly [expected: string]: Message} = {
  string: message('a text'),
  number: message('a number'),
  int: message('a whole number'),
  array: message('a list'),
  object: message('an object'),
  record: message('an object'),
  boolean: message('true or false'),
}

function kindOf(value: unknown): Sentence {
  if (value === null) return 'null'
  if (Array.isArray(value)) return message('a list')
  if (typeof value !== 'number') return KINDS[typeof value] ?? typeof value
  return Number.isInteger(value) ? message('a number') : Number.isFinite(value) ? message('the number {value}', {value: `${value}`}) : TOO_LARGE
}

const TOO_LARGE = message('a number that is too large')

/** Long enough to recognise a value by, short enough for one line. */
function shown(value: unknown): Sentence {
  if (typeof value === 'number' && !Number.isFinite(value)) return TOO_LARGE
  const text = JSON.stringify(value) ?? String(value)
  return text.length <= 60 ? text : `${text.slice(0, 57).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value)
}
