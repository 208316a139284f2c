import {whyUndefined} from '../core/agreement/figure.ts'
import type {Reported} from '../core/agreement/reported.ts'
import type {Language} from '../core/language/language.ts'
import {message} from '../core/language/message.ts'
import {csvOf} from '../storage/texts/csv.ts'
import {manyAnnotations, manyArticles} from './counts.ts'

/** Digits after the point, in a table for people. */
const SHOWN = 4

/** Figures as they are asked for. `beside`: what JSON says beside them. */
export function figuresAs(format: string, figures: readonly Reported[], language: Language, beside: object = {}): string {
  if (format === 'json') return `${JSON.stringify({measures: figures.map(inJson), ...beside}, undefined, 2)}\n`
  if (format === 'csv') return inCsv(figures)
  const rows = figures.map(figure => inTable(figure, language))
  const width = (column: number): number => Math.max(0, ...rows.map(row => row[column] as string).flatMap(cell => (isReason(cell) ? [] : [cell.length])))
  const widths = [Math.max(0, ...rows.map(([name]) => name.length)), width(1), width(2)]
  return rows
    .map(
      row =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** A sentence in place of a number makes no column wider. */
const isReason = (cell: string): boolean => cell.length > LONGEST_NUMBER

/** Of a figure, or of an interval. */
const LONGEST_NUMBER = 20

const inJson = ({name, layer, feature, figure, interval, n, params}: Reported) => ({
  name,
  ...(layer === undefined ? {} : {layer}),
  ...(feature === undefined ? {} : {feature}),
  value: 'value' in figure ? figure.value : null,
  ...('value' in figure ? {} : {undefined: figure.undefined}),
  ...(interval === undefined ? {} : {interval}),
  n,
  params,
})

function inCsv(figures: readonly Reported[]): string {
  const columns = ['name', 'value', 'undefined', 'low', 'high', 'n', 'params'] as const
  const rows = figures.map(each => {
    const {interval, n, params, ...found} = inJson(each)
    return {undefined: undefined, ...found, low: interval?.low, high: interval?.high, n: JSON.stringify(n), params: JSON.stringify(params)}
  })
  if (!figures.some(({layer}) => layer !== undefined)) return csvOf(columns, rows)
  return csvOf(
    ['name', 'layer', 'feature', ...columns.slice(1)],
    rows.map((row, at) => ({layer: figures[at]?.layer, feature: figures[at]?.feature, ...row})),
  )
}

function inTable(reported: Reported, {tell}: Language): readonly [string, string, string, string] {
  const {name, layer, feature, figure, interval, n, params} = reported
  const {label, first, second, without, article, round} = params
  const of = [
    layer,
    feature,
    label,
    first === undefined ? undefined : `${first} × ${second}`,
    without === undefined ? undefined : tell(message('without {annotator}', {annotator: without})),
    article,
    round,
  ].filter(each => each !== undefined && each !== '')
  const shown = 'value' in figure ? figure.value.toFixed(SHOWN) : tell(whyUndefined(figure.undefined))
  const between = interval === undefined ? '' : `[${interval.low.toFixed(SHOWN)}, ${interval.high.toFixed(SHOWN)}]`
  return [of.length === 0 ? name : `${name} (${of.join(', ')})`, shown, between, layer === undefined ? '' : tell(countedIn(n))]
}

function countedIn({matched, articles, annotations}: Reported['n']) {
  if (matched !== undefined) return message('{matched, plural, one {# matched} other {# matched}}', {matched})
  return message('{articles}, {annotations}', {articles: manyArticles(articles ?? 0), annotations: manyAnnotations(annotations ?? 0)})
}
