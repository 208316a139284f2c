import {codingOf} from '../core/agreement/coding.ts'
import {ofLabel} from '../core/agreement/continuum.ts'
import type {Level} from '../core/agreement/distance.ts'
import type {LabelMeasure} from '../core/agreement/label-figures.ts'
import {labelFigures, usualMeasures} from '../core/agreement/label-figures.ts'
import type {UnitFigures} from '../core/agreement/unit-figures.ts'
import {unitFigures, USUAL_UNIT_MEASURES} from '../core/agreement/unit-figures.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {AgreementOptions} from './agreement-options.ts'
import {listIn, resamplingIn, samplingIn} from './agreement-options.ts'
import {readCodes} from './codes-table.ts'
import {readContinuum} from './continuum-table.ts'
import type {Terminal} from './terminal.ts'
import {withBar} from './with-bar.ts'

/** Pairs of annotators times pairs of labels, each a number in memory. */
const MOST_COMPARED = 20_000_000

/** Agreement of a plain table of labels, so that a figure can be had, and checked, without a project. */
export async function agreementOfCodes(path: string, options: AgreementOptions, terminal: Terminal): Promise<Result<UnitFigures>> {
  const table = await readCodes(path, options.header === undefined ? undefined : options.header === 'yes')
  if (!table.ok) return table
  terminal.complain(table.value.note)
  const level = (options.level ?? 'nominal') as Level
  const coding = codingOf(table.value.annotators, table.value.units, listIn(options.labels))
  const compared = ((coding.annotators.length * (coding.annotators.length - 1)) / 2) * coding.labels.length ** 2
  if (compared > MOST_COMPARED)
    return refused(
      message('{path} has {annotators, number} annotators and {labels, number} different labels, more than can be compared. Take fewer, or round numbers.', {
        path,
        annotators: coding.annotators.length,
        labels: coding.labels.length,
      }),
    )
  const measures = options.measures === undefined ? usualMeasures(level) : (listIn(options.measures) as readonly LabelMeasure[])
  const figures = withBar(labelFigures(coding, {measures, level, resampling: resamplingIn(options)}), terminal)
  return figures.ok ? ok({figures: figures.value, refusals: []}) : figures
}

/** The same of a table of spans. */
export async function agreementOfContinuum(path: string, options: AgreementOptions, terminal: Terminal): Promise<Result<UnitFigures>> {
  const table = await readContinuum(path, options.length === undefined ? undefined : Number(options.length))
  if (!table.ok) return table
  for (const note of table.value.notes) terminal.complain(note)
  const {continua} = table.value
  const asked = options.label === undefined ? continua : ofLabel(continua, options.label)
  const measures = options.measures === undefined ? USUAL_UNIT_MEASURES : listIn(options.measures)
  return ok(withBar(unitFigures(asked, {measures, sampling: samplingIn(options)}), terminal))
}
