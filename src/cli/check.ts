import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {message} from '../core/language/message.ts'
import {PASSES, readDataset} from '../core/dataset/sound-dataset.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import {checkProject} from '../hub/requests/check-project.ts'
import type {FileSource} from '../storage/texts/file-source.ts'
import {CHANGED} from '../storage/texts/file-source.ts'
import {otherThanFile} from '../storage/texts/plain-file.ts'
import {checkExchangeFolder} from '../storage/exchange-folder/check-folder.ts'
import {EXCHANGE_ENDING} from '../storage/exchange-folder/exchange.ts'
import {readExchange} from '../storage/exchange-folder/read-exchange.ts'
import {joinExchangeFolder} from '../storage/exchange-folder/exchange-folder.ts'
import {openJsonFile} from '../storage/texts/json-file.ts'
import {atPlace} from './at-place.ts'
import {manyAnnotations, manyArticles, manyDocuments, manyProblems, manyTexts} from './counts.ts'
import {readJsonInput} from './json-input.ts'
import {readPassphrase} from './passphrase.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'

export async function check(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {postgres: {type: 'string'}}})
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return terminal.fail(2, message('check takes one FILE, PROJECT or FOLDER. See claimlight --help.'))
  const info = await stat(path).catch(() => undefined)
  const other = info === undefined || info.isDirectory() ? undefined : otherThanFile(info)
  if (other !== undefined) return terminal.fail(1, atPlace(path, other))
  if (info?.isFile() === true) return path.endsWith(EXCHANGE_ENDING) ? checkExchange(path, terminal) : checkFile(path, terminal)
  const isShare = (await stat(join(path, 'share.json')).catch(() => undefined)) !== undefined
  return isShare ? checkShared(path, terminal) : checkFolder(path, values.postgres, terminal)
}

async function checkExchange(path: string, {say, complain, fail, language}: Terminal): Promise<ExitCode> {
  const passphrase = await readPassphrase({isNew: false, language})
  if (!passphrase.ok) return fail(1, passphrase.error)
  const file = await readExchange(path, {passphrase: passphrase.value})
  if (!file.ok) return fail(1, atPlace(path, file.error))
  const problems = await file.value.check()
  if (!problems.ok) return fail(1, atPlace(path, problems.error))
  for (const problem of problems.value) complain(atPlace(path, problem))
  const {projectId} = file.value
  say(atPlace(path, message('a whole exchange file of project {projectId}, {problems}', {projectId, problems: manyProblems(problems.value.length)})))
  return problems.value.length === 0 ? 0 : 1
}

async function checkShared(path: string, {say, complain, fail, language}: Terminal): Promise<ExitCode> {
  const passphrase = await readPassphrase({isNew: false, language})
  if (!passphrase.ok) return fail(1, passphrase.error)
  const share = await joinExchangeFolder(path, {passphrase: passphrase.value})
  if (!share.ok) return fail(1, atPlace(path, share.error))
  const {segments, documents, texts, sealed, problems} = await checkExchangeFolder(share.value)
  for (const problem of problems) complain(problem)
  const counts = {
    segments: message('{segments, plural, =0 {no segments} one {# segment} other {# segments}}', {segments}),
    documents: manyDocuments(documents),
    texts: manyTexts(texts),
    sealed: message('{documents, plural, =0 {no sealed documents} one {# sealed document} other {# sealed documents}}', {documents: sealed}),
    problems: manyProblems(problems.length),
  }
  say(atPlace(path, message('{segments} with {documents}, {texts} and {sealed}, {problems}', counts)))
  return problems.length === 0 ? 0 : 1
}

async function checkFile(path: string, terminal: Terminal): Promise<ExitCode> {
  const file = await openJsonFile(path)
  if (!file.ok) return terminal.fail(1, atPlace(path, file.error))
  try {
    return await checkJson(path, file.value, terminal)
  } catch (error) {
    return terminal.fail(1, atPlace(path, sentenceOf(error)))
  } finally {
    await file.value.close()
  }
}

async function checkJson(path: string, file: FileSource, {say, complain, fail, bar}: Terminal): Promise<ExitCode> {
  const input = readJsonInput(file)
  if (!input.ok) return fail(1, atPlace(path, input.error))
  if (input.value.kind === 'schema') {
    const layers = input.value.schema.layers.length
    say(atPlace(path, message('a schema with {layers, plural, =0 {no layers} one {# layer} other {# layers}}, no problems', {layers})))
    return 0
  }
  const drawn = bar()
  const steps = readDataset(input.value.json)
  let step = steps.next()
  for (let done = file.source.size; !step.done; step = steps.next()) {
    done += step.value
    drawn?.part(Math.min(1, done / (PASSES.checked * file.source.size)))
  }
  drawn?.clear()
  for (const problem of step.value.ok ? [] : step.value.error) complain(atPlace(path, problem))
  if (!step.value.ok) return 1
  if (!(await file.isUnchanged())) return fail(1, atPlace(path, CHANGED))
  const {counts, seals} = step.value.value
  const found = [...seals.broken, ...seals.odd]
  for (const problem of found) complain(atPlace(path, problem))
  const [kept, finished, problems] = [seals.kept, seals.kept + seals.broken.length, manyProblems(found.length)]
  const given = {articles: manyArticles(counts.articles), annotations: manyAnnotations(counts.annotations), problems}
  const sealed = message('{finished, plural, one {{kept, number} of # finished set} other {{kept, number} of # finished sets}} as sealed', {kept, finished})
  say(
    atPlace(
      path,
      finished === 0 ? message('{articles}, {annotations}, {problems}', given) : message('{articles}, {annotations}, {sealed}, {problems}', {...given, sealed}),
    ),
  )
  return found.length === 0 ? 0 : 1
}

async function checkFolder(path: string, postgres: string | undefined, {say, complain, fail, bar}: Terminal): Promise<ExitCode> {
  const opened = await readProject(path, postgres)
  if (!opened.ok) return fail(3, opened.error)
  const drawn = bar()
  const checked = await checkProject(opened.value, {onPart: part => drawn?.part(part)})
  drawn?.clear()
  await opened.value.folder.close()
  if (!checked.ok) return fail(1, checked.error)
  const {articles, annotations, problems, notes} = checked.value
  for (const problem of problems) complain(problem)
  for (const note of notes) say(note)
  const given = {articles: manyArticles(articles), annotations: manyAnnotations(annotations), problems: manyProblems(problems.length)}
  const noted = message('{notes, plural, one {# note} other {# notes}}', {notes: notes.length})
  say(
    atPlace(
      path,
      notes.length === 0
        ? message('{articles}, {annotations}, {problems}', given)
        : message('{articles}, {annotations}, {problems}, {notes}', {...given, notes: noted}),
    ),
  )
  return problems.length === 0 ? 0 : 1
}
