import {randomUUID} from 'node:crypto'
import {readdir, rm, stat} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {parseArgs} from 'node:util'
import type {Language} from '../core/language/language.ts'
import type {Message, Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import type {EncodingOffer, TextEncoding} from '../core/text/text-encoding.ts'
import {ALL_TEXT_ENCODINGS} from '../core/text/text-encoding.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import type {Hub} from '../hub/hub.ts'
import {createHub} from '../hub/hub.ts'
import {openOrCreate} from '../hub/sample-project.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import type {HostApi, ImportOutcome} from '../ipc/host-api.ts'
import {isArticleName, readFileBytes, readFolder} from '../storage/texts/import-files.ts'
import {encodingNamed} from '../storage/texts/text-decoder.ts'
import {openJsonFile} from '../storage/texts/json-file.ts'
import {atPlace} from './at-place.ts'
import {manyAnnotations, manyArticles} from './counts.ts'
import {interruption} from './interruption.ts'
import {readJsonInput} from './json-input.ts'
import {localOwner} from './local-owner.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

/** `shown` is the path as it was given, `name` what the article keeps as its source. */
type Input = {readonly shown: string; readonly path: string; readonly name: string; readonly within?: string}

export async function importIntoProject(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {encoding: {type: 'string'}, postgres: {type: 'string'}}})
  const [path, ...files] = positionals
  if (path === undefined || files.length === 0) return terminal.fail(2, message('import takes a PROJECT and at least one FILE. See claimlight --help.'))
  const encoding = encodingNamed(values.encoding ?? '')
  if (values.encoding !== undefined && encoding === undefined)
    return terminal.fail(
      2,
      message('There is no encoding "{encoding}". Choose one of {encodings}.', {encoding: values.encoding, encodings: ALL_TEXT_ENCODINGS.join(', ')}),
    )
  const inside = await readdir(path).catch(() => undefined)
  const opened =
    values.postgres === undefined ? await openOrCreate(path, {create: true, newId: randomUUID}) : await openCommonProject(path, values.postgres, {copy: true})
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {person, warnings} = await localOwner()
  for (const warning of [...warnings, ...opened.value.warnings]) terminal.complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root), indexesTexts: false})
  const {signal, over} = interruption()
  const importing = importer(hub, hub.requests(person, 'browser'), {encoding: encoding ?? null, signal}, terminal)
  try {
    for (const file of files) await importing.take(file)
    return importing.end()
  } finally {
    over()
    await hub.close()
    if (values.postgres === undefined && !importing.hasTaken()) await withoutEmptyProject(path, inside)
  }
}

/** A project that was made for what was then refused goes again. `inside`: what was in its folder before; `undefined` where there was none. */
async function withoutEmptyProject(path: string, inside: readonly string[] | undefined): Promise<void> {
  if (inside !== undefined && inside.length > 0) return
  const left = inside === undefined ? [path] : (await readdir(path)).map(name => join(path, name))
  for (const each of left) await rm(each, {recursive: true, force: true})
}

function importer(
  hub: Pick<Hub, 'importDataset'>,
  requests: HostApi,
  {encoding, signal}: {readonly encoding: TextEncoding | null; readonly signal: AbortSignal},
  terminal: Terminal,
): {take(path: string): Promise<void>; hasTaken(): boolean; end(): ExitCode} {
  const counts = {imported: 0, duplicate: 0, refused: 0}
  let articles = false
  let whole = false
  const {complain} = terminal
  /** Where somebody looks on, a bar in place of a line for each of thousands. */
  const bar = terminal.bar()
  const tell = (state: string, shown: string, detail: Sentence): void => {
    if (bar === undefined) terminal.say(`${state.padEnd(9)} ${shown}${detail === '' ? '' : `  ${terminal.language.tell(detail)}`}`)
  }
  const refuse = (shown: string, reason: Sentence): void => {
    counts.refused++
    bar?.clear()
    tell('refused', shown, '')
    complain(atPlace(shown, reason))
  }
  const told = (shown: string, outcome: ImportOutcome): void => {
    switch (outcome.state) {
      case 'imported':
        counts.imported++
        return tell('imported', shown, outcome.title)
      case 'duplicate':
        counts.duplicate++
        return tell(
          'duplicate',
          shown,
          outcome.isNewSource
            ? message('is in the project already as “{title}”; entered as another source of it', {title: outcome.title})
            : message('is in the project already as “{title}”', {title: outcome.title}),
        )
      case 'offered':
        refuse(shown, offerSentence(outcome.offer))
        return offerLines(outcome.offer, terminal.language).forEach(complain)
      case 'refused':
        return refuse(shown, outcome.reason)
      default:
        return outcome satisfies never
    }
  }
  const cancelled = (done: number, files: number): void => {
    bar?.clear()
    complain(message('Cancelled after {done, number} of {files, number} files. What was imported stays.', {done, files}))
  }
  const takeArticles = async (inputs: readonly Input[]): Promise<void> => {
    let done = 0
    articles = true
    const show = (part: number, of: number): void => bar?.show(done + Math.floor(part * of), inputs.length)
    show(0, 0)
    for await (const batch of readBatches(inputs)) {
      const whole = batch.flatMap(({name, bytes}) => (bytes.ok ? [{name, bytes: bytes.value}] : []))
      const watch = {signal, onPart: (part: number) => show(part, batch.length)}
      const imported: Result<readonly ImportOutcome[]> = whole.length === 0 ? ok([]) : await requests.importFiles(whole, encoding, watch)
      if (!imported.ok && signal.aborted) return cancelled(done, inputs.length)
      const outcomes = imported.ok ? imported.value.values() : undefined
      for (const {shown, name, bytes} of batch) {
        if (!bytes.ok) refuse(shown, bytes.error)
        else told(shown, outcomes?.next().value ?? {file: name, state: 'refused', reason: imported.ok ? message('It has no outcome.') : imported.error})
      }
      done += batch.length
      show(0, 0)
    }
    bar?.clear()
  }
  const takeJson = async ({shown, path}: Input): Promise<void> => {
    const file = await openJsonFile(path)
    if (!file.ok) return refuse(shown, file.error)
    try {
      const input = readJsonInput(file.value)
      if (!input.ok) return refuse(shown, input.error)
      if (input.value.kind === 'schema') {
        const taken = await requests.takeSchema(input.value.schema)
        whole ||= taken.ok
        return taken.ok ? tell('schema', shown, input.value.schema.name) : refuse(shown, taken.error)
      }
      const taken = await hub.importDataset(file.value, {signal, onPart: part => bar?.part(part)})
      bar?.clear()
      if (!taken.ok) return refuse(shown, taken.error)
      whole = true
      const {articles: many, annotations} = taken.value
      const counts = message('{articles}, {annotations}', {articles: manyArticles(many), annotations: manyAnnotations(annotations)})
      terminal.say(`dataset   ${shown}  ${terminal.language.tell(counts)}`)
    } finally {
      await file.value.close()
    }
  }
  return {
    hasTaken: () => whole || counts.imported + counts.duplicate > 0,
    end: () => {
      const {imported, duplicate, refused: left} = counts
      if (articles)
        terminal.say(
          message(
            '{imported, plural, =0 {no articles imported} one {# article imported} other {# articles imported}}{duplicate, plural, =0 {} other {, # in the project already}}{refused, plural, =0 {} other {, # refused}}',
            {imported, duplicate, refused: left},
          ),
        )
      return left === 0 && !signal.aborted ? 0 : 1
    },
    take: async path => {
      if (signal.aborted) return
      const info = await stat(path).catch(() => undefined)
      if (info === undefined) return refuse(path, message('There is no such file or folder.'))
      if (info.isDirectory()) {
        const found = await readFolder(path)
        if (!found.ok) return refuse(path, found.error)
        const {files, passed} = found.value
        for (const {file, reason} of passed) refuse(file.path, reason)
        if (files.length + passed.length === 0) return refuse(path, message('There are no .txt or .md files in this folder.'))
        return takeArticles(files.map(file => ({shown: file.path, path: file.path, name: file.name, within: path})))
      }
      const input = {shown: path, path, name: basename(path)}
      try {
        await (/\.json$/i.test(path) && !isArticleName(path) ? takeJson(input) : takeArticles([input]))
      } catch (error) {
        refuse(path, sentenceOf(error))
      }
    },
  }
}

/** Files, and bytes of them, that are imported together, and files that are read at the same time: enough to be quick, few enough for the memory. */
const BATCH = {files: 200, bytes: 16 * 1024 * 1024}
const READ_AT_ONCE = 8

type ReadInput = Input & {readonly bytes: Result<Uint8Array>}

async function* readBatches(inputs: readonly Input[]): AsyncGenerator<readonly ReadInput[]> {
  let next = readBatch(inputs, 0)
  for (let at = 0; at < inputs.length; ) {
    const batch = await next
    at += batch.length
    // The next is read while this one is imported.
    next = readBatch(inputs, at)
    yield batch
  }
}

async function readBatch(inputs: readonly Input[], from: number): Promise<readonly ReadInput[]> {
  const batch: ReadInput[] = []
  let bytes = 0
  while (batch.length < BATCH.files && bytes < BATCH.bytes && from + batch.length < inputs.length) {
    const at = from + batch.length
    const some = inputs.slice(at, at + READ_AT_ONCE)
    const read = await Promise.all(some.map(async input => ({...input, bytes: await readFileBytes(input.path, input.within)})))
    batch.push(...read)
    for (const each of read) bytes += each.bytes.ok ? each.bytes.value.byteLength : 0
  }
  return batch
}

const offerSentence = ({why, readings}: EncodingOffer): Message =>
  message('{why} See below which reads well, and import it again with --encoding and one of {encodings}.', {
    why,
    encodings: readings.map(({encoding}) => encoding).join(', '),
  })

/** The same places as each encoding reads them, one below the other. */
function offerLines({lines, readings}: EncodingOffer, {tell}: Language): readonly string[] {
  const width = Math.max(...readings.map(({encoding}) => encoding.length))
  return lines.flatMap((line, at) => [
    `  ${tell(message('line {line}', {line}))}`,
    ...readings.map(({encoding, words}) => `    ${encoding.padEnd(width)}  ${words[at]?.replace(/\p{Cc}/gu, '\u2423') ?? ''}`),
  ])
}
