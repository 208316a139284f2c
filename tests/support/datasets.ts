import {isUtf8} from 'node:buffer'
import {randomUUID} from 'node:crypto'
import type {ByteSource} from '../../src/core/json/byte-source.ts'
import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import type {SealReport} from '../../src/core/dataset/seals.ts'
import {readDataset} from '../../src/core/dataset/sound-dataset.ts'
import {NO_DATASET} from '../../src/core/dataset/survey.ts'
import {openJson} from '../../src/core/json/json-file.ts'
import type {Result} from '../../src/core/result.ts'
import {ok, refused} from '../../src/core/result.ts'
import {finished} from '../../src/core/steps.ts'
import type {MadeDataset} from '../../src/ipc/dataset-api.ts'
import type {HostApi} from '../../src/ipc/host-api.ts'
import type {Project} from '../../src/project/project.ts'

/** A file in memory. */
export function bytesOf(content: string | Uint8Array): ByteSource {
  const all = Buffer.from(content)
  const text = (bytes: Buffer): string | undefined => (isUtf8(bytes) ? bytes.toString('utf8') : undefined)
  return {size: all.length, bytes: (from, to) => all.subarray(from, to), text: (from, to) => text(all.subarray(from, to))}
}

/** Reads a dataset as an import does, and takes all of it together. */
export function parseDataset(content: string | Uint8Array): Result<ProjectSnapshot, readonly string[]> {
  const opened = finished(openJson(bytesOf(content)))
  if (!opened.ok) return refused([`${opened.error}`])
  const read = opened.value === undefined ? refused([NO_DATASET]) : finished(readDataset(opened.value))
  if (!read.ok) return refused(read.error.map(String))
  return ok({...read.value.head, articles: [...read.value.articles()], sets: [...read.value.sets()].filter(part => typeof part !== 'number')})
}

/** Whether what was finished in rounds is what a dataset has, as a check tells it. */
export function sealsIn(content: string): {readonly kept: number; readonly broken: readonly string[]} {
  const {kept, broken} = sealReport(content)
  return {kept, broken: broken.map(String)}
}

/** What else is odd about that. */
export const oddIn = (content: string): readonly string[] => sealReport(content).odd.map(String)

function sealReport(content: string): SealReport {
  const opened = finished(openJson(bytesOf(content)))
  if (!opened.ok || opened.value === undefined) throw new Error(`${NO_DATASET}`)
  const read = finished(readDataset(opened.value))
  if (!read.ok) throw new Error(read.error.join('\n'))
  return read.value.seals
}

/** Sends a dataset as a window does, in pieces, and imports it. */
export async function sendAndImport(
  api: Pick<HostApi, 'sendDataset' | 'importDataset'>,
  name: string,
  content: string | Uint8Array,
  piece = 100_000,
): ReturnType<HostApi['importDataset']> {
  const all = Buffer.from(content)
  const upload = randomUUID()
  for (let at = 0; at === 0 || at < all.length; at += piece) {
    const sent = await api.sendDataset({upload, at, bytes: all.subarray(at, at + piece)})
    if (!sent.ok) return sent
  }
  return api.importDataset({upload, name, size: all.length})
}

/** The whole file, as it arrives piece by piece. */
export async function fileOf({pieces}: MadeDataset): Promise<string> {
  const all: Uint8Array[] = []
  for await (const piece of pieces()) all.push(piece)
  return Buffer.concat(all).toString('utf8')
}

/** A project as plain values; of its articles, those whose texts are given. */
export const aSnapshot = (
  project: Project,
  {texts = new Map(), registries, sets}: {readonly texts?: ReadonlyMap<string, string>} & Pick<ProjectSnapshot, 'registries' | 'sets'>,
): ProjectSnapshot => ({
  name: project.name(),
  schema: project.schema(),
  articles: project.articles.all().flatMap(entry => {
    const text = texts.get(entry.id)
    return text === undefined ? [] : [{...entry, text}]
  }),
  annotators: project.people.all().map(({id, name}) => ({id, name})),
  topics: project.topics.all(),
  registries,
  sets,
})
