import type {AgreementReport} from '../../core/agreement/agreement-report.ts'
import {agreementReport} from '../../core/agreement/agreement-report.ts'
import type {Cell, Disagreement} from '../../core/agreement/disagreements.ts'
import {disagreementsBehind} from '../../core/agreement/disagreements.ts'
import type {Judgements} from '../../core/agreement/judgement.ts'
import type {Result} from '../../core/result.ts'
import type {TaskSource} from '../tasks/task.ts'
import type {AgreementPlan} from './agreement-plan.ts'
import {readJudgements} from './read-judgements.ts'

/** Of the whole, how much it is to read. */
const READING = 0.5

export async function* comparedWork(plan: AgreementPlan, from: TaskSource): AsyncGenerator<number, Result<AgreementReport>, undefined> {
  return yield* fromJudgements(plan, from, judgements => agreementReport(judgements, plan.wish))
}

export async function* workBehind(
  {plan, cell}: {readonly plan: AgreementPlan; readonly cell: Cell},
  from: TaskSource,
): AsyncGenerator<number, Result<readonly Disagreement[]>, undefined> {
  return yield* fromJudgements(plan, from, judgements => disagreementsBehind(judgements, plan.wish.matching, cell))
}

async function* fromJudgements<T>(
  plan: AgreementPlan,
  from: TaskSource,
  of: (judgements: Judgements) => Generator<number, Result<T>>,
): AsyncGenerator<number, Result<T>, undefined> {
  yield 0
  const reading = readJudgements(plan, from)
  let read = await reading.next()
  for (; !read.done; read = await reading.next()) yield READING * read.value
  if (!read.value.ok) return read.value
  const steps = of(read.value.value)
  let step = steps.next()
  for (; !step.done; step = steps.next()) yield READING + (1 - READING) * step.value
  return step.value
}
