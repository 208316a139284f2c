import {parseArgs} from 'node:util'
import {codingOf} from '../core/agreement/coding.ts'
import {ofLabel} from '../core/agreement/continuum.ts'
import type {Level} from '../core/agreement/distance.ts'
import {LEVELS} from '../core/agreement/distance.ts'
import {whyUndefined} from '../core/agreement/figure.ts'
import type {IntervalMethod, Resampling} from '../core/agreement/interval.ts'
import type {LabelMeasure} from '../core/agreement/label-figures.ts'
import {LABEL_MEASURES, labelFigures, usualMeasures} from '../core/agreement/label-figures.ts'
import type {Reported} from '../core/agreement/reported.ts'
import type {UnitFigures} from '../core/agreement/unit-figures.ts'
import {UNIT_MEASURES, unitFigures, USUAL_UNIT_MEASURES} from '../core/agreement/unit-figures.ts'
import type {Language} from '../core/language/language.ts'
import {message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {csvOf} from '../storage/texts/csv.ts'
import {readCodes} from './codes-table.ts'
import {readContinuum} from './continuum-table.ts'
import type {ExitCode, Terminal} from './terminal.ts'

const OPTIONS = {
  codes: {type: 'string'},
  continuum: {type: 'string'},
  level: {type: 'string', default: 'nominal'},
  labels: {type: 'string'},
  header: {type: 'string'},
  label: {type: 'string'},
  length: {type: 'string'},
  measures: {type: 'string'},
  bootstrap: {type: 'string'},
  interval: {type: 'string', default: 'percentile'},
  over: {type: 'string'},
  sampler: {type: 'string', default: 'statistical'},
  samples: {type: 'string', default: '30'},
  seed: {type: 'string', default: '1'},
  format: {type: 'string', default: 'table'},
} as const

type Wish = ReturnType<typeof parse>['values']
const parse = (args: readonly string[]) => parseArgs({args: [...args], options: OPTIONS})

/** Choices an option has, and what it takes besides. */
const CHOICES: Readonly<Partial<Record<keyof Wish, readonly string[]>>> = {
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
/** Pairs of annotators times pairs of labels, each a number in memory. */
const MOST_COMPARED = 20_000_000

/** Agreement of a plain table, so that a figure can be had, and checked, without a project. */
export async function agreement(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values} = parse(args)
  if ((values.codes === undefined) === (values.continuum === undefined))
    return terminal.fail(2, message('Give one of --codes TABLE and --continuum TABLE. See claimlight --help.'))
  const wrong = wrongIn(values)
  if (wrong !== undefined) return terminal.fail(2, wrong)
  const found = values.codes === undefined ? await ofContinuum(values.continuum as string, values, terminal) : await ofCodes(values.codes, values, terminal)
  if (!found.ok) return terminal.fail(1, found.error)
  await terminal.write([written(found.value.figures, values.format, terminal.language)])
  for (const why of found.value.refusals) terminal.complain(why)
  return found.value.refusals.length > 0 && values.measures !== undefined ? 1 : 0
}

function wrongIn(values: Wish): Sentence | undefined {
  for (const [option, choices] of Object.entries(CHOICES)) {
    const chosen = values[option as keyof Wish]
    if (chosen !== undefined && !choices.includes(chosen))
      return message('--{option} takes one of {choices}, not “{chosen}”.', {option, choices: choices.join(', '), chosen})
  }
  for (const option of ['length', 'bootstrap', 'samples'] as const) {
    const chosen = values[option]
    if (chosen !== undefined && !(/^\d{1,9}$/.test(chosen) && Number(chosen) > 0 && (option === 'length' || Number(chosen) <= MOST_RESAMPLES)))
      return message('--{option} takes a whole number from 1 to {most, number}, not “{chosen}”.', {
        option,
        most: option === 'length' ? MOST_LENGTH : MOST_RESAMPLES,
        chosen,
      })
  }
  if (values.codes !== undefined && (values.label ?? values.length) !== undefined)
    return message('--label and --length go with --continuum. See claimlight --help.')
  const known: readonly string[] = values.codes === undefined ? UNIT_MEASURES : LABEL_MEASURES
  const unknown = measuresIn(values)?.find(name => !known.includes(name))
  return unknown === undefined
    ? undefined
    : message('There is no measure “{name}” of this table. Choose from {known}.', {name: unknown, known: known.join(', ')})
}

const measuresIn = ({measures}: Wish): readonly string[] | undefined => measures?.split(',').map(name => name.trim())

async function ofCodes(path: string, values: Wish, terminal: Terminal): Promise<Result<UnitFigures>> {
  const table = await readCodes(path, values.header === undefined ? undefined : values.header === 'yes')
  if (!table.ok) return table
  terminal.complain(table.value.note)
  const level = values.level as Level
  const coding = codingOf(
    table.value.annotators,
    table.value.units,
    values.labels?.split(',').map(label => label.trim()),
  )
  const compared = ((coding.annotators.length * (coding.annotators.length - 1)) / 2) * coding.labels.length ** 2
  if (compared > MOST_COMPARED)
    return refused(
      message('{path} has {annotators, number} annotators and {labels, number} different labels, more than can be compared. Take fewer, or round numbers.', {
        path,
        annotators: coding.annotators.length,
        labels: coding.labels.length,
      }),
    )
  const measures = (measuresIn(values) as readonly LabelMeasure[] | undefined) ?? usualMeasures(level)
  const figures = withBar(labelFigures(coding, {measures, level, resampling: resamplingIn(values)}), terminal)
  return figures.ok ? ok({figures: figures.value, refusals: []}) : figures
}

function resamplingIn({bootstrap, seed, interval, over}: Wish): Resampling | undefined {
  if (bootstrap === undefined) return undefined
  return {resamples: Number(bootstrap), seed, level: 0.95, method: interval as IntervalMethod, over: (over ?? 'group') as Resampling['over']}
}

async function ofContinuum(path: string, values: Wish, terminal: Terminal): Promise<Result<UnitFigures>> {
  const table = await readContinuum(path, values.length === undefined ? undefined : Number(values.length))
  if (!table.ok) return table
  for (const note of table.value.notes) terminal.complain(note)
  const sampling = {sampler: values.sampler as 'statistical' | 'shuffle', samples: Number(values.samples), seed: values.seed}
  const {continua} = table.value
  const asked = values.label === undefined ? continua : ofLabel(continua, values.label)
  return ok(withBar(unitFigures(asked, {measures: measuresIn(values) ?? USUAL_UNIT_MEASURES, sampling}), terminal))
}

function withBar<T>(steps: Generator<number, T>, terminal: Terminal): T {
  const bar = terminal.bar()
  let step = steps.next()
  for (; !step.done; step = steps.next()) bar?.part(step.value)
  bar?.clear()
  return step.value
}

/** Digits after the point, in a table for people. */
const SHOWN = 4

function written(figures: readonly Reported[], format: string, language: Language): string {
  if (format === 'json') return `${JSON.stringify({measures: figures.map(inJson)}, undefined, 2)}\n`
  if (format === 'csv')
    return csvOf(
      ['name', 'value', 'undefined', 'low', 'high', 'n', 'params'],
      figures.map(each => {
        const {interval, n, params, ...found} = inJson(each)
        return {undefined: undefined, ...found, low: interval?.low, high: interval?.high, n: JSON.stringify(n), params: JSON.stringify(params)}
      }),
    )
  const rows = figures.map(figure => inTable(figure, language))
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, ...others]) => `${[name.padEnd(width), ...others].join('  ').trimEnd()}\n`).join('')
}

const inJson = ({name, figure, interval, n, params}: Reported) => ({
  name,
  value: 'value' in figure ? figure.value : null,
  ...('value' in figure ? {} : {undefined: figure.undefined}),
  ...(interval === undefined ? {} : {interval}),
  n,
  params,
})

function inTable({name, figure, interval, params: {label, first, second}}: Reported, {tell}: Language): readonly [string, ...string[]] {
  const of = [label, first === undefined ? undefined : `${first} × ${second}`].filter(each => each !== undefined)
  const shown = 'value' in figure ? figure.value.toFixed(SHOWN) : tell(whyUndefined(figure.undefined))
  const between = interval === undefined ? '' : `[${interval.low.toFixed(SHOWN)}, ${interval.high.toFixed(SHOWN)}]`
  return [of.length === 0 ? name : `${name} (${of.join(', ')})`, shown, between]
}
