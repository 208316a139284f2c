import type {UnitFigures} from '../core/agreement/unit-figures.ts'
import type {Result} from '../core/result.ts'
import type {AgreementAsked} from './agreement-options.ts'
import {agreementAsked} from './agreement-options.ts'
import {figuresAs} from './agreement-output.ts'
import {agreementOfProject} from './project-agreement.ts'
import {agreementOfCodes, agreementOfContinuum} from './table-agreement.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** How far people agree: in a project, in a dataset, or in a plain table. */
export async function agreement(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const asked = agreementAsked(args)
  if ('wrong' in asked) return terminal.fail(2, asked.wrong)
  const {source, options} = asked
  if (source.kind === 'project') return agreementOfProject(source.path, options, terminal)
  const found = await ofTable(asked, terminal)
  if (!found.ok) return terminal.fail(1, found.error)
  const {figures, refusals} = found.value
  await terminal.write([figuresAs(options.format, figures, terminal.language)])
  for (const why of refusals) terminal.complain(why)
  return refusals.length > 0 && options.measures !== undefined ? 1 : 0
}

const ofTable = ({source: {kind, path}, options}: AgreementAsked, terminal: Terminal): Promise<Result<UnitFigures>> =>
  kind === 'codes' ? agreementOfCodes(path, options, terminal) : agreementOfContinuum(path, options, terminal)
