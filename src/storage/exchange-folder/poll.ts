import type {Sentence} from '../../core/language/message.ts'
import type {SegmentFile} from './device-folders.ts'
import {allFiles, fileProblem, readSegment} from './device-folders.ts'
import {absorb} from './knowledge.ts'
import type {SyncContext} from './own-segments.ts'
import type {MergedSegment} from './merge-segment.ts'
import {mergeSegment} from './merge-segment.ts'
import type {Segment} from './segment.ts'
import {turn} from '../libsql/turn.ts'

/** What came of looking into the folder once. Counts of segments, documents and texts are of what arrived now. */
export type PollReport = {
  readonly segments: number
  readonly documents: number
  readonly texts: number
  /** Files that are being copied or are damaged; they are read again at each poll. */
  readonly unfinished: number
  /** Files, merged but for parts that wait for the opening of a round. */
  readonly sealed: number
  /** Files, merged but for parts that the project's rules refuse at present. */
  readonly held: number
  /** Read from files in the folder at this look. */
  readonly bytes: number
  /** Each a sentence about a file or an entry, for a person. */
  readonly problems: readonly Sentence[]
}

export type Progress = {readonly onProgress?: ((done: number, total: number) => void) | undefined; readonly signal?: AbortSignal | undefined}

/** Segments merged between two commits of the state. After a crash they are merged again, which changes nothing. */
const BATCH = 50
/** How often files that vanish or open while being read make us look again within one poll. */
const ROUNDS = 5

export async function mergeArrivals(context: SyncContext, {onProgress, signal}: Progress = {}): Promise<PollReport> {
  const {share, state, target, refused} = context
  const before = refused.bytes
  const count = {segments: 0, documents: 0, texts: 0}
  const memory = {
    projectId: share.projectId,
    target,
    keys: state.keys,
    addKey: state.addKey,
    hasText: (article: string) => state.texts.has(article),
    onText: state.addText,
    onDocument: (name: string, update: Uint8Array) => state.setKnown(name, absorb(state.known(name), update), state.compared(name)),
  }
  let problems = new Map<string, Sentence>()
  let unfinished = new Set<string>()

  for (const [file, {held}] of [...state.merged]) {
    if (held?.some(entry => target.accepts?.(entry.address, entry) !== false) === true) state.unmerge(file)
  }
  for (let round = 0; round < ROUNDS; round++) {
    let again = false
    problems = new Map()
    unfinished = new Set()
    const all = await allFiles(share)
    refused.keep(new Set(all.map(({folder, name}) => `${folder}/${name}`)))
    const files = all.filter(file => file.folder !== state.writer() && !state.merged.has(file.key))
    for (const [at, file] of files.entries()) {
      if (signal?.aborted === true) break
      onProgress?.(at, files.length)
      if (state.merged.has(file.key)) continue
      await turn()
      const segment = await readSegment(share, file, refused)
      if (typeof segment === 'string') {
        if (segment === 'gone') again = true
        else if (segment === 'unfinished') unfinished.add(file.key)
        else problems.set(file.key, fileProblem(file, segment))
        continue
      }
      unfinished.delete(file.key)
      problems.delete(file.key)
      const merged = await mergeSegment(memory, segment)
      count.segments++
      count.documents += merged.documents
      count.texts += merged.texts
      for (const [index, problem] of merged.problems.entries()) problems.set(`${file.key}/${index}`, problem)
      remember(context, file, segment, merged)
      if (openNow(context, segment)) again = true
      if (count.segments % BATCH === 0) await state.commit()
    }
    onProgress?.(files.length, files.length)
    if (!again || signal?.aborted === true) break
  }
  await state.commit()
  const merged = [...state.merged.values()]
  return {
    ...count,
    bytes: refused.bytes - before,
    unfinished: unfinished.size,
    sealed: merged.filter(({seals}) => seals !== undefined).length,
    held: merged.filter(({held}) => held !== undefined).length,
    problems: [...problems.values()],
  }
}

function remember({state}: SyncContext, file: SegmentFile, segment: Segment, {seals, held}: MergedSegment): void {
  const {writer} = segment
  state.setMerged(file.key, {writer, ...(seals.length > 0 ? {seals} : {}), ...(held.length > 0 ? {held} : {})})
  for (const id of segment.replaces) {
    const key = `${file.folder}/${id}`
    if (!state.merged.has(key)) state.setMerged(key, {writer})
  }
  if (writer === state.writer()) return
  if (segment.level > 0) state.confirmLater(segment.id)
  state.setConfirmedBy(writer, segment.seen)
}

/** Whether files that were waiting for the keys of this segment can be read now. */
function openNow({state}: SyncContext, segment: Segment): boolean {
  const keys = new Set(Object.keys(segment.keys))
  if (keys.size === 0) return false
  const waiting = [...state.merged].filter(([, {seals}]) => seals?.some(seal => keys.has(seal)) === true)
  for (const [file] of waiting) state.unmerge(file)
  return waiting.length > 0
}
