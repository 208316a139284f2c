import {articleId} from '../../core/article.ts'
import {documentName} from '../../project/document-address.ts'
import {documentTitle, isUpdate} from '../document-state.ts'
import type {SegmentFile} from './device-folders.ts'
import {allFiles, readSegment} from './device-folders.ts'
import {absorb} from './knowledge.ts'
import type {SyncContext} from './own-segments.ts'
import {openSealed} from './seal.ts'
import type {DocumentEntry} from './segment-body.ts'
import type {Segment} from './segment.ts'
import type {HeldEntry} from './sync-state.ts'
import {turn} from './turn.ts'

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
  /** Each a sentence about a file or an entry, for a person. */
  readonly problems: readonly string[]
}

export type Progress = {readonly onProgress?: ((done: number, total: number) => void) | undefined; readonly signal?: AbortSignal | undefined}

/** Segments merged between two commits of the state. After a crash they are merged again, which changes nothing. */
const BATCH = 50
/** How often files that vanish or open while being read make us look again within one poll. */
const ROUNDS = 5

export async function mergeArrivals(context: SyncContext, {onProgress, signal}: Progress = {}): Promise<PollReport> {
  const {share, state, target} = context
  const count = {segments: 0, documents: 0, texts: 0}
  let problems = new Map<string, string>()
  let unfinished = new Set<string>()

  for (const [file, {held}] of [...state.merged]) {
    if (held?.some(entry => target.accepts?.(entry.address, entry) !== false) === true) state.unmerge(file)
  }
  for (let round = 0; round < ROUNDS; round++) {
    let again = false
    problems = new Map()
    unfinished = new Set()
    const files = (await allFiles(share)).filter(file => file.folder !== state.writer() && !state.merged.has(file.key))
    for (const [at, file] of files.entries()) {
      if (signal?.aborted === true) break
      onProgress?.(at, files.length)
      if (state.merged.has(file.key)) continue
      await turn()
      const segment = await readSegment(share, file)
      if (typeof segment === 'string') {
        if (segment === 'gone') again = true
        else if (segment === 'unfinished') unfinished.add(file.key)
        else problems.set(file.key, fileProblem(file, segment))
        continue
      }
      unfinished.delete(file.key)
      problems.delete(file.key)
      const merged = await mergeSegment(context, segment)
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
  const all = [...state.merged.values()]
  return {
    ...count,
    unfinished: unfinished.size,
    sealed: all.filter(({seals}) => seals !== undefined).length,
    held: all.filter(({held}) => held !== undefined).length,
    problems: [...problems.values()],
  }
}

function fileProblem({folder, name}: SegmentFile, problem: 'newer' | 'foreign' | 'unreadable'): string {
  const where = `${folder}/${name}`
  if (problem === 'newer') return `${where} was written by a newer version of Claimlight. Update Claimlight to get what is in it.`
  if (problem === 'unreadable') return `${where} cannot be read. Check your rights to the shared folder.`
  return `${where} does not belong to this share and is ignored. It can be deleted by whoever put it there.`
}

type MergedSegment = {documents: number; texts: number; seals: string[]; held: HeldEntry[]; problems: string[]}

/** Hands a segment's content on; resolves when all of it is on disk. Used for files in a folder and for mailed ones. */
export async function mergeSegment({share, state, target}: Pick<SyncContext, 'share' | 'state' | 'target'>, segment: Segment): Promise<MergedSegment> {
  const found: MergedSegment = {documents: 0, texts: 0, seals: [], held: [], problems: []}
  const documents: DocumentEntry[] = []
  const writing: Promise<void>[] = []
  for (const [seal, key] of Object.entries(segment.keys)) state.addKey(seal, key)
  for (const entry of segment.entries) {
    if (entry.kind === 'document') documents.push(entry)
    else if (entry.kind === 'text') {
      if (articleId(entry.text) !== entry.article) found.problems.push(`A text from ${segment.writer} is not the article it claims to be and was left out.`)
      else if (!state.texts.has(entry.article)) {
        found.texts++
        writing.push(target.applyText(entry.text).then(() => state.addText(entry.article)))
      }
    } else {
      const key = state.keys.get(entry.seal)
      const opened = key === undefined ? undefined : await openSealed(key, entry)
      if (opened === undefined) found.seals.push(entry.seal)
      else documents.push(opened)
    }
  }
  for (const {name, address, update} of documents) {
    if (documentName(share.projectId, address) !== name || !isUpdate(update)) {
      found.problems.push(`Something from ${segment.writer} about ${documentTitle(address)} is not readable and was left out.`)
      continue
    }
    if (target.accepts?.(address, segment) === false) {
      found.held.push({writer: segment.writer, person: segment.person, address})
      continue
    }
    found.documents++
    writing.push(target.apply(name, address, update).then(() => state.setKnown(name, absorb(state.known(name), update), state.comparedHash(name))))
  }
  await Promise.all(writing)
  return found
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
