import {randomUUID} from 'node:crypto'
import {stat} from 'node:fs/promises'
import {basename} from 'node:path'
import {parseArgs} from 'node:util'
import {counted} from '../core/counted.ts'
import type {EncodingOffer, TextEncoding} from '../core/text-encoding.ts'
import {TEXT_ENCODINGS} from '../core/text-encoding.ts'
import type {Schema} from '../core/schema.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Hub} from '../hub/hub.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {createHub} from '../hub/hub.ts'
import {openOrCreate} from '../hub/sample-project.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import type {HostApi, ImportOutcome} from '../ipc/host-api.ts'
import {isArticleName, readFileBytes, readFolder} from '../storage/import-files.ts'
import {encodingNamed} from '../storage/text-decoder.ts'
import {readJsonFile, readJsonInput} from './json-input.ts'
import {localOwner} from './local-owner.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

/** `shown` is the path as it was given, `name` what the article keeps as its source. */
type Input = {readonly shown: string; readonly path: string; readonly name: string; readonly within?: string}

export async function importIntoProject(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {encoding: {type: 'string'}, postgres: {type: 'string'}}})
  const [path, ...files] = positionals
  if (path === undefined || files.length === 0) return terminal.fail(2, 'import takes a PROJECT and at least one FILE. See claimlight --help.')
  const encoding = encodingNamed(values.encoding ?? '')
  if (values.encoding !== undefined && encoding === undefined)
    return terminal.fail(2, `There is no encoding "${values.encoding}". Choose one of ${Object.keys(TEXT_ENCODINGS).join(', ')}.`)
  const opened =
    values.postgres === undefined ? await openOrCreate(path, {create: true, newId: randomUUID}) : await openCommonProject(path, values.postgres, {copy: true})
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {person, warnings} = await localOwner()
  for (const warning of [...warnings, ...opened.value.warnings]) terminal.complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root)})
  const importing = importer(hub, hub.requests(person, 'browser'), encoding ?? null, terminal)
  try {
    for (const file of files) await importing.take(file)
    return importing.refused() ? 1 : 0
  } finally {
    await hub.close()
  }
}

function importer(
  hub: Hub,
  requests: HostApi,
  encoding: TextEncoding | null,
  {say, complain}: Terminal,
): {take(path: string): Promise<void>; refused(): boolean} {
  let anyRefused = false
  const tell = (state: string, shown: string, detail: string): void => say(`${state.padEnd(9)} ${shown}${detail === '' ? '' : `  ${detail}`}`)
  const refuse = (shown: string, reason: string): void => {
    anyRefused = true
    tell('refused', shown, '')
    complain(`${shown}: ${reason}`)
  }
  const takeArticle = async ({shown, path, name, within}: Input): Promise<void> => {
    const bytes = await readFileBytes(path, within)
    if (!bytes.ok) return refuse(shown, bytes.error)
    const imported = await requests.importFiles([{name, bytes: bytes.value}], encoding)
    const outcome: ImportOutcome | undefined = imported.ok ? imported.value[0] : {file: name, state: 'refused', reason: imported.error}
    switch (outcome?.state) {
      case 'imported':
        return tell('imported', shown, outcome.title)
      case 'duplicate':
        return tell('duplicate', shown, `is in the project already as “${outcome.title}”${outcome.isNewSource ? '; entered as another source of it' : ''}`)
      case 'offered':
        refuse(shown, offerSentence(outcome.offer))
        return offerLines(outcome.offer).forEach(complain)
      case 'refused':
        return refuse(shown, outcome.reason)
      default:
        throw new Error('An import of one file has one outcome.')
    }
  }
  const takeJson = async ({shown, path, name}: Input): Promise<void> => {
    const read = await readJsonFile(path)
    if (!read.ok) return refuse(shown, read.error)
    const text = read.value
    const input = readJsonInput(text)
    if (!input.ok) return refuse(shown, input.error)
    if (input.value.kind === 'schema') {
      const taken = await takeSchema(hub, requests, input.value.schema)
      return taken.ok ? tell('schema', shown, input.value.schema.name) : refuse(shown, taken.error)
    }
    const taken = await requests.importDataset(name, text)
    if (!taken.ok) return refuse(shown, taken.error.replace(`${name}: `, ''))
    tell('dataset', shown, `${counted(taken.value.articles, 'article')}, ${counted(taken.value.annotations, 'annotation')}`)
  }
  return {
    refused: () => anyRefused,
    take: async path => {
      const info = await stat(path).catch(() => undefined)
      if (info === undefined) return refuse(path, 'There is no such file or folder.')
      if (info.isDirectory()) {
        const found = await readFolder(path)
        if (!found.ok) return refuse(path, found.error)
        const {files, passed} = found.value
        for (const {file, reason} of passed) refuse(file.path, reason)
        if (files.length + passed.length === 0) return refuse(path, 'There are no .txt or .md files in this folder.')
        for (const file of files) await takeArticle({shown: file.path, path: file.path, name: file.name, within: path})
        return
      }
      const input = {shown: path, path, name: basename(path)}
      try {
        await (/\.json$/i.test(path) && !isArticleName(path) ? takeJson(input) : takeArticle(input))
      } catch (error) {
        refuse(path, sentenceOf(error))
      }
    },
  }
}

const offerSentence = ({why, readings}: EncodingOffer): string =>
  `${why} See below which reads well, and import it again with --encoding ${readings.map(({encoding}) => encoding).join(' or ')}.`

/** The same places as each encoding reads them, one below the other. */
function offerLines({lines, readings}: EncodingOffer): readonly string[] {
  const width = Math.max(...readings.map(({encoding}) => encoding.length))
  return lines.flatMap((line, at) => [
    `  line ${line}`,
    ...readings.map(({encoding, words}) => `    ${encoding.padEnd(width)}  ${words[at]?.replace(/\p{Cc}/gu, '\u2423') ?? ''}`),
  ])
}

/** Layers that hold annotations must stay, or those could be seen and mended nowhere. */
async function takeSchema(hub: Hub, requests: HostApi, schema: Schema): Promise<Result<null>> {
  const summaries = await requests.summaries(null)
  if (!summaries.ok) return summaries
  const used = new Set(summaries.value.flatMap(({layers}) => Object.keys(layers)))
  const lost = [...used].filter(name => schema.layers.every(layer => layer.name !== name))
  if (lost.length > 0)
    return refused(
      `The project has annotations on the layer ${lost.map(name => `"${name}"`).join(', ')}, which this schema does not have. Add it to the schema.`,
    )
  const changed = await hub.changeProject(project => project.setSchema(schema))
  return changed.ok ? ok(null) : changed
}
