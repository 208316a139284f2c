import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {counted} from '../core/counted.ts'
import {sealsSentence} from '../core/dataset/seals.ts'
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
import {readJsonInput} from './json-input.ts'
import {readPassphrase} from './passphrase.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'

export async function check(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {postgres: {type: 'string'}}})
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return terminal.fail(2, 'check takes one FILE, PROJECT or FOLDER. See claimlight --help.')
  const info = await stat(path).catch(() => undefined)
  const other = info === undefined || info.isDirectory() ? undefined : otherThanFile(info)
  if (other !== undefined) return terminal.fail(1, `${path}: ${other}`)
  if (info?.isFile() === true) return path.endsWith(EXCHANGE_ENDING) ? checkExchange(path, terminal) : checkFile(path, terminal)
  const isShare = (await stat(join(path, 'share.json')).catch(() => undefined)) !== undefined
  return isShare ? checkShared(path, terminal) : checkFolder(path, values.postgres, terminal)
}

async function checkExchange(path: string, {say, complain, fail}: Terminal): Promise<ExitCode> {
  const passphrase = await readPassphrase({isNew: false})
  if (!passphrase.ok) return fail(1, passphrase.error)
  const file = await readExchange(path, {passphrase: passphrase.value})
  if (!file.ok) return fail(1, `${path}: ${file.error}`)
  const problems = await file.value.check()
  if (!problems.ok) return fail(1, `${path}: ${problems.error}`)
  for (const problem of problems.value) complain(`${path}: ${problem}`)
  say(
    `${path}: a whole exchange file of project ${file.value.projectId}, ${problems.value.length === 0 ? 'no problems' : counted(problems.value.length, 'problem')}`,
  )
  return problems.value.length === 0 ? 0 : 1
}

async function checkShared(path: string, {say, complain, fail}: Terminal): Promise<ExitCode> {
  const passphrase = await readPassphrase({isNew: false})
  if (!passphrase.ok) return fail(1, passphrase.error)
  const share = await joinExchangeFolder(path, {passphrase: passphrase.value})
  if (!share.ok) return fail(1, `${path}: ${share.error}`)
  const {segments, documents, texts, sealed, problems} = await checkExchangeFolder(share.value)
  for (const problem of problems) complain(problem)
  say(
    `${path}: ${counted(segments, 'segment')} with ${counted(documents, 'document')}, ${counted(texts, 'text')} and ${counted(sealed, 'sealed document')}, ${counted(problems.length, 'problem')}`,
  )
  return problems.length === 0 ? 0 : 1
}

async function checkFile(path: string, terminal: Terminal): Promise<ExitCode> {
  const file = await openJsonFile(path)
  if (!file.ok) return terminal.fail(1, `${path}: ${file.error}`)
  try {
    return await checkJson(path, file.value, terminal)
  } catch (error) {
    return terminal.fail(1, `${path}: ${sentenceOf(error)}`)
  } finally {
    await file.value.close()
  }
}

async function checkJson(path: string, file: FileSource, {say, complain, fail, bar}: Terminal): Promise<ExitCode> {
  const input = readJsonInput(file)
  if (!input.ok) return fail(1, `${path}: ${input.error}`)
  if (input.value.kind === 'schema') {
    say(`${path}: a schema with ${counted(input.value.schema.layers.length, 'layer')}, no problems`)
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
  for (const problem of step.value.ok ? [] : step.value.error) complain(`${path}: ${problem}`)
  if (!step.value.ok) return 1
  if (!(await file.isUnchanged())) return fail(1, `${path}: ${CHANGED}`)
  const {counts, seals} = step.value.value
  for (const broken of seals.broken) complain(`${path}: ${broken}`)
  const problems = seals.broken.length === 0 ? 'no problems' : counted(seals.broken.length, 'problem')
  say(`${path}: ${counted(counts.articles, 'article')}, ${counted(counts.annotations, 'annotation')}${sealsSentence(seals)}, ${problems}`)
  return seals.broken.length === 0 ? 0 : 1
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
  const noted = notes.length === 0 ? '' : `, ${counted(notes.length, 'note')}`
  say(`${path}: ${counted(articles, 'article')}, ${counted(annotations, 'annotation')}, ${counted(problems.length, 'problem')}${noted}`)
  return problems.length === 0 ? 0 : 1
}
