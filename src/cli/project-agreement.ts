import {stat} from 'node:fs/promises'
import type {AgreementReport} from '../core/agreement/agreement-report.ts'
import {agreementReport} from '../core/agreement/agreement-report.ts'
import type {AgreementWish, By} from '../core/agreement/agreement-wish.ts'
import type {Level} from '../core/agreement/distance.ts'
import type {Judgements} from '../core/agreement/judgement.ts'
import type {Matching} from '../core/agreement/mark-groups.ts'
import type {Reported} from '../core/agreement/reported.ts'
import {message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {judgedAgreement} from '../hub/agreement/judged-agreement.ts'
import {readJudgements} from '../hub/agreement/read-judgements.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import {namedFile} from '../storage/named-file.ts'
import {CHANGED} from '../storage/texts/file-source.ts'
import {openJsonFile} from '../storage/texts/json-file.ts'
import {writeFileWhole} from '../storage/write-file.ts'
import type {AgreementOptions} from './agreement-options.ts'
import {listIn, matchingIn, resamplingIn, samplingIn} from './agreement-options.ts'
import {figuresAs} from './agreement-output.ts'
import {atPlace} from './at-place.ts'
import {datasetJudgements} from './dataset-judgements.ts'
import {disagreementsTable} from './disagreements-table.ts'
import {readJsonInput} from './json-input.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {withBar} from './with-bar.ts'

/** What was read, and what of it was left out; or the code to end with, once all that is wrong was said. */
type Read = {readonly judgements: Judgements; readonly notes: readonly Sentence[]} | {readonly code: ExitCode}

/** How far people agree in a project, as this person may see it, or in a dataset. */
export async function agreementOfProject(path: string, options: AgreementOptions, terminal: Terminal): Promise<ExitCode> {
  const out = options.disagreements === undefined ? undefined : await namedFile(options.disagreements)
  if (out?.ok === false) return terminal.fail(2, out.error)
  const wish = wishIn(options)
  const info = await stat(path).catch(() => undefined)
  const read = await (info?.isFile() === true ? ofFile(path, wish, terminal) : ofFolder(path, options.postgres, wish, terminal))
  if ('code' in read) return read.code
  const {judgements} = read
  const report = withBar(agreementReport(judgements, wish), terminal)
  if (!report.ok) {
    for (const note of read.notes) terminal.complain(note)
    return terminal.fail(1, report.error)
  }
  const shown = withNames(report.value, judgements, options.format === 'table')
  await terminal.write([figuresAs(options.format, shown, terminal.language, {confusions: report.value.confusions, ...aboutOf(report.value)})])
  for (const note of [...report.value.notes, ...read.notes, ...report.value.refusals]) terminal.complain(note)
  if (out !== undefined) {
    const table = withBar(disagreementsTable(judgements, wish), terminal)
    if (!table.ok) return terminal.fail(1, table.error)
    await writeFileWhole(out.value, table.value)
  }
  return report.value.refusals.length > 0 && (options.measures ?? options.level) !== undefined ? 1 : 0
}

const wishIn = (options: AgreementOptions): AgreementWish => {
  const {round, layer, feature, level, measures, unfinished} = options
  const resampling = resamplingIn(options)
  return {
    ...(round !== undefined && {rounds: round}),
    ...(layer !== undefined && {layers: layer}),
    ...(feature !== undefined && {features: feature}),
    ...(measures !== undefined && {measures: listIn(measures)}),
    ...(level !== undefined && {level: level as Level}),
    ...(unfinished === true && {takesUnfinished: true}),
    ...(resampling !== undefined && {resampling}),
    matching: matchingIn(options) as Matching,
    by: listIn(options.by) as readonly By[],
    sampling: samplingIn(options),
  }
}

async function ofFile(path: string, wish: AgreementWish, terminal: Terminal): Promise<Read> {
  const file = await openJsonFile(path)
  if (!file.ok) return {code: terminal.fail(1, atPlace(path, file.error))}
  try {
    const input = readJsonInput(file.value)
    if (!input.ok) return {code: terminal.fail(1, atPlace(path, input.error))}
    if (input.value.kind === 'schema')
      return {code: terminal.fail(1, atPlace(path, message('This is a schema, in which nobody says anything. Choose a dataset or a project.')))}
    const found = withBar(datasetJudgements(input.value.json, file.value.source.size, wish), terminal)
    if (found.ok && !(await file.value.isUnchanged())) return {code: terminal.fail(1, atPlace(path, CHANGED))}
    if (found.ok) return {judgements: found.value, notes: []}
    for (const problem of found.error) terminal.complain(atPlace(path, problem))
    return {code: 1}
  } catch (error) {
    return {code: terminal.fail(1, atPlace(path, sentenceOf(error)))}
  } finally {
    await file.value.close()
  }
}

async function ofFolder(path: string, postgres: string | undefined, wish: AgreementWish, terminal: Terminal): Promise<Read> {
  const opened = await readProject(path, postgres)
  if (!opened.ok) return {code: terminal.fail(3, opened.error)}
  const bar = terminal.bar()
  try {
    const read = await judgementsOf(opened.value, wish, part => bar?.part(part))
    bar?.clear()
    return read.ok ? read.value : {code: terminal.fail(1, read.error)}
  } catch (error) {
    bar?.clear()
    return {code: terminal.fail(1, sentenceOf(error))}
  } finally {
    await opened.value.folder.close()
  }
}

async function judgementsOf(
  view: Parameters<typeof judgedAgreement>[0],
  wish: AgreementWish,
  onPart: (part: number) => void,
): Promise<Result<{readonly judgements: Judgements; readonly notes: readonly Sentence[]}>> {
  const judged = await judgedAgreement(view, wish)
  if (!judged.ok) return judged
  const {store, texts} = view.folder
  const steps = readJudgements(judged.value.plan, {load: store.load, text: texts.get})
  let step = await steps.next()
  for (; !step.done; step = await steps.next()) onPart(step.value)
  return step.value.ok ? ok({judgements: step.value.value, notes: judged.value.notes}) : refused(step.value.error)
}

/** Annotators and rounds by their names; articles too where people read it. */
function withNames({measures}: AgreementReport, {annotators, rounds, texts}: Judgements, withTitles: boolean): readonly Reported[] {
  const names = new Map(annotators.map(({id, name}) => [id, name]))
  const roundNames = new Map(rounds.map(({id, name}) => [id, name || id]))
  const titles = new Map(withTitles ? texts.map(({article, title}) => [article, title]) : [])
  const named = (of: ReadonlyMap<string, string>, key: string, id: string | undefined) => (id === undefined ? {} : {[key]: of.get(id) ?? id})
  return measures.map(each => {
    const {first, second, without, article, round} = each.params
    return {
      ...each,
      params: {
        ...each.params,
        ...named(names, 'first', first),
        ...named(names, 'second', second),
        ...named(names, 'without', without),
        ...named(titles, 'article', article),
        ...named(withTitles ? roundNames : new Map(), 'round', round),
      },
    }
  })
}

const aboutOf = ({annotators, rounds, articles}: AgreementReport) => ({annotators, rounds, articles})
