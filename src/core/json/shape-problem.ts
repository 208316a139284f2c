import type * as z from 'zod'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** A path as people write it: `annotations[12].features.stances[0].target`. */
export const placeOf = (path: Path): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('')

/** One sentence per place where a value has not the shape it should have, the place first: below `root`, or the `whole`. */
export function shapeProblems(issues: readonly Issue[], value: unknown, root: string, whole: string): string[] {
  return issues
    .flatMap(issue => flat(issue, [], value))
    .map(({issue, path}) => {
      const place = path.length === 0 ? whole : placeOf(root === '' ? path : [root, ...path])
      return `${place} ${sentence(issue, issue.code === 'invalid_key' ? path.at(-1) : valueAt(value, path))}`
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

function sentence(issue: Issue, value: unknown): string {
  if (value === undefined) return 'is missing. Add it.'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}, but is ${kindOf(value)}. Correct it.`
    case 'invalid_value':
      return `must be ${issue.values.map(each => JSON.stringify(each)).join(' or ')}, but is ${shown(value)}. Correct it.`
    case 'unrecognized_keys':
      return `has ${issue.keys.map(key => `"${key}"`).join(', ')}, which this version does not know. Correct the name or take it out.`
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty. Fill it in.'
      if (issue.origin === 'array') return `must list at least ${issue.minimum}. Add what is missing.`
      return `must be at least ${issue.minimum}, but is ${shown(value)}. Correct it.`
    case 'too_big':
      if (issue.origin === 'string') return `must have at most ${issue.maximum} characters. Shorten it.`
      if (issue.origin === 'array') return `must list at most ${issue.maximum}. Take out the rest.`
      return `must be at most ${issue.maximum}, but is ${shown(value)}. Correct it.`
    case 'invalid_key':
      return `is under a wrong name: it ${issue.issues[0] === undefined ? 'cannot stand there' : sentence(issue.issues[0], value)}`
    case 'invalid_format':
    case 'invalid_union':
    case 'custom':
      return `${issue.message === 'Invalid input' ? 'must be one of the forms described for it' : issue.message}, but is ${shown(value)}. Correct it.`
    default:
      return `cannot be ${shown(value)}. Correct it.`
  }
}

const KINDS: {readonly [expected: string]: string} = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : Number.isFinite(value) ? `the number ${value}` : TOO_LARGE
  return KINDS[typeof value] ?? typeof value
}

const TOO_LARGE = 'a number that is too large'

/** Long enough to recognise a value by, short enough for one line. */
function shown(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return TOO_LARGE
  const text = JSON.stringify(value) ?? String(value)
  return text.length <= 60 ? text : `${text.slice(0, 57).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value)
}
