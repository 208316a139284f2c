import {rename, rm} from 'node:fs/promises'
import {dirname} from 'node:path'
import {idsIn, makeWriterFolder, segmentPath, unfinishedPath} from './device-folders.ts'
import {syncFolder, writeDurably} from './durable-file.ts'
import type {RefusedFiles} from './refused-files.ts'
import type {SegmentBody} from './segment-body.ts'
import {formatSegment, segmentId, segmentName} from './segment.ts'
import type {FolderSource, FolderTarget} from './folder-source.ts'
import type {ExchangeFolder} from './exchange-folder.ts'
import type {SyncState} from './sync-state.ts'

export type SyncContext = {
  readonly share: ExchangeFolder
  readonly state: SyncState
  readonly source: FolderSource
  readonly target: FolderTarget
  readonly person: string
  readonly refused: RefusedFiles
  /** Takes nothing in the folder for granted any more: all we have is written to it again. */
  forgetFolder(): void
}

/** Ids that a snapshot of our own stands for. */
export const replacedIds = (state: SyncState): Set<string> => new Set([...state.own.values()].flatMap(({replaces}) => replaces))

/**
 * Compares our folder with what we remember having written, before anything is written or read. A segment we did not
 * write comes from a copy of this project under the same name: we take another one. A segment that is gone is
 * written again with all we have.
 */
export async function checkOwnFolder({share, state, forgetFolder}: SyncContext): Promise<void> {
  const ids = await idsIn(share, state.writer())
  const intent = state.intent()
  if (intent !== undefined) {
    state.finishIntent(ids.has(intent.id))
    await rm(unfinishedPath(share, state.writer(), intent.unfinished), {force: true})
  }
  const writer = state.writer()
  if ([...ids].some(id => !state.own.has(id) && !state.merged.has(`${writer}/${id}`))) state.renameWriter()
  const replaced = replacedIds(state)
  for (const id of [...state.own.keys()]) {
    if (ids.has(id)) continue
    state.removeOwn(id)
    if (!replaced.has(id)) forgetFolder()
  }
  await state.commit()
}

/** Writes one segment durably; throws what the disk says. Call {@link checkOwnFolder} first, and commit after. */
export async function writeSegment({share, state}: SyncContext, body: SegmentBody): Promise<string> {
  const writer = state.writer()
  await makeWriterFolder(share, writer)
  const seq = state.nextSeq()
  const bytes = await formatSegment(share.key, {share: share.id, writer, seq}, body)
  const id = segmentId(seq, bytes)
  const unfinished = unfinishedPath(share, writer, id)
  state.intend({id, unfinished: id, level: body.level, bytes: bytes.length, replaces: body.replaces})
  await state.commit()
  const path = segmentPath(share, writer, segmentName(id, body.level))
  try {
    await writeDurably(unfinished, bytes)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, {force: true})
    throw error
  }
  await syncFolder(dirname(path))
  state.finishIntent(true)
  return id
}
