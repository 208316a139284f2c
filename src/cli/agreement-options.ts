import {parseArgs} from 'node:util'
import {BY, PROJECT_MEASURES} from '../core/agreement/agreement-wish.ts'
import {LEVELS} from '../core/agreement/distance.ts'
import type {IntervalMethod, Resampling} from '../core/agreement/interval.ts'
import type {Sampling} from '../core/agreement/gamma/gamma.ts'
import {LABEL_MEASURES} from '../core/agreement/label-figures.ts'
import type {Matching} from '../core/agreement/mark-groups.ts'
import {UNIT_MEASURES} from '../core/agreement/unit-figures.ts'
import {message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'

const OPTIONS = {
  codes: {type: 'string'},
  continuum: {type: 'string'},
  level: {type: 'string'},
  labels: {type: 'string'},
  header: {type: 'string'},
  label: {type: 'string'},
  length: {type: 'string'},
  round: {type: 'string', multiple: true},
  layer: {type: 'string', multiple: true},
  feature: {type: 'string', multiple: true},
  match: {type: 'string'},
  by: {type: 'string'},
  unfinished: {type: 'boolean'},
  disagreements: {type: 'string'},
  postgres: {type: 'string'},
  measures: {type: 'string'},
  bootstrap: {type: 'string'},
  interval: {type: 'string', default: 'percentile'},
  over: {type: 'string'},
  sampler: {type: 'string', default: 'statistical'},
  samples: {type: 'string', default: '30'},
  seed: {type: 'string', default: '1'},
  format: {type: 'string', default: 'table'},
} as const

const parse = (args: readonly string[]) => parseArgs({args: [...args], options: OPTIONS, allowPositionals: true})
export type AgreementOptions = ReturnType<typeof parse>['values']

/** What figures are had of: a table of codes, one of spans, or a project or dataset. */
export type AgreementSource = {readonly kind: 'codes' | 'continuum' | 'project'; readonly path: string}
export type AgreementAsked = {readonly source: AgreementSource; readonly options: AgreementOptions}

/** Choices an option has, and what it takes besides. */
const CHOICES: Readonly<Partial<Record<keyof AgreementOptions, readonly string[]>>> = {
  level: LEVELS,
  header: ['yes', 'no'],
  interval: ['percentile', 'bca'],
  over: ['group', 'unit'],
  sampler: ['statistical', 'shuffle'],
  format: ['table', 'json', 'csv'],
}

/** What may be asked at most, so that a slip of the hand is no day of computing. */
const MOST_RESAMPLES = 100_000
const MOST_LENGTH = 999_999_999

/** Options that only one kind of source has. */
const ONLY: Readonly<Record<AgreementSource['kind'], readonly (keyof AgreementOptions)[]>> = {
  codes: ['labels', 'header'],
  continuum: ['label', 'length'],
  project: ['round', 'layer', 'feature', 'match', 'by', 'unfinished', 'disagreements', 'postgres'],
}
const MEASURES: Readonly<Record<AgreementSource['kind'], readonly string[]>> = {codes: LABEL_MEASURES, continuum: UNIT_MEASURES, project: PROJECT_MEASURES}

/** What is asked for, or what is wrong with it. */
export function agreementAsked(args: readonly string[]): AgreementAsked | {readonly wrong: Sentence} {
  const {values: options, positionals} = parse(args)
  const sources = [
    ...(options.codes === undefined ? [] : [{kind: 'codes', path: options.codes} as const]),
    ...(options.continuum === undefined ? [] : [{kind: 'continuum', path: options.continuum} as const]),
    ...positionals.map(path => ({kind: 'project', path}) as const),
  ]
  const [source] = sources
  if (source === undefined || sources.length > 1)
    return {wrong: message('Give one of FILE, PROJECT, --codes TABLE and --continuum TABLE. See claimlight --help.')}
  const wrong = wrongIn(source, options)
  return wrong === undefined ? {source, options} : {wrong}
}

function wrongIn({kind}: AgreementSource, options: AgreementOptions): Sentence | undefined {
  for (const [option, choices] of Object.entries(CHOICES)) {
    const chosen = options[option as keyof typeof CHOICES]
    if (chosen !== undefined && !choices.includes(`${chosen}`))
      return message('--{option} takes one of {choices}, not “{chosen}”.', {option, choices: choices.join(', '), chosen: `${chosen}`})
  }
  for (const option of ['length', 'bootstrap', 'samples'] as const) {
    const chosen = options[option]
    if (chosen !== undefined && !(/^\d{1,9}$/.test(chosen) && Number(chosen) > 0 && (option === 'length' || Number(chosen) <= MOST_RESAMPLES)))
      return message('--{option} takes a whole number from 1 to {most, number}, not “{chosen}”.', {
        option,
        most: option === 'length' ? MOST_LENGTH : MOST_RESAMPLES,
        chosen,
      })
  }
  const elsewhere = Object.entries(ONLY).find(([other, own]) => other !== kind && own.some(option => options[option] !== undefined))
  if (elsewhere !== undefined) return notHere(elsewhere[0] as AgreementSource['kind'])
  const by = listIn(options.by).find(each => !(BY as readonly string[]).includes(each))
  if (by !== undefined) return message('--{option} takes one of {choices}, not “{chosen}”.', {option: 'by', choices: BY.join(', '), chosen: by})
  if (matchingIn(options) === undefined) return message('--match takes exact, gamma, or overlap: and a part above 0 up to 1, such as overlap:0.5.')
  const known = MEASURES[kind]
  const unknown = listIn(options.measures).find(name => !known.includes(name))
  if (unknown === undefined) return undefined
  return kind === 'project'
    ? message('There is no measure “{name}”. Choose from {known}.', {name: unknown, known: known.join(', ')})
    : message('There is no measure “{name}” of this table. Choose from {known}.', {name: unknown, known: known.join(', ')})
}

function notHere(kind: AgreementSource['kind']): Sentence {
  switch (kind) {
    case 'codes':
      return message('--labels and --header go with --codes. See claimlight --help.')
    case 'continuum':
      return message('--label and --length go with --continuum. See claimlight --help.')
    case 'project':
      return message('{options} go with a FILE or a PROJECT. See claimlight --help.', {options: ONLY.project.map(option => `--${option}`).join(', ')})
    default:
      return kind satisfies never
  }
}

/** The words of an option that takes several, with commas between. */
export const listIn = (given: string | undefined): readonly string[] => (given === undefined ? [] : given.split(',').map(each => each.trim()))

/** `undefined` for what is none. */
export function matchingIn({match = 'exact'}: AgreementOptions): Matching | undefined {
  if (match === 'exact' || match === 'gamma') return {by: match}
  const least = /^overlap:((0?\.\d+)|1(\.0+)?)$/.exec(match)?.[1]
  return least === undefined || Number(least) === 0 ? undefined : {by: 'overlap', least: Number(least)}
}

export function resamplingIn({bootstrap, seed, interval, over}: AgreementOptions): Resampling | undefined {
  if (bootstrap === undefined) return undefined
  return {resamples: Number(bootstrap), seed, level: 0.95, method: interval as IntervalMethod, over: (over ?? 'group') as Resampling['over']}
}

export const samplingIn = ({sampler, samples, seed}: AgreementOptions): Sampling => ({
  sampler: sampler as Sampling['sampler'],
  samples: Number(samples),
  seed,
})
