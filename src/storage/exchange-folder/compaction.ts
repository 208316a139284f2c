import {rm} from 'node:fs/promises'
import {dirname} from 'node:path'
import * as Y from 'yjs'
import {soundRecords} from '../../project/sound-records.ts'
import {LARGEST_UNPACKED} from './bounds.ts'
import {allFiles, idsIn, readSegment, segmentPath} from './device-folders.ts'
import {syncFolder} from './durable-file.ts'
import type {SyncContext} from './own-segments.ts'
import {replacedIds, writeSegment} from './own-segments.ts'
import {openSealed, sealEntry} from './seal.ts'
import type {Entry, SegmentBody} from './segment-body.ts'
import type {Segment} from './segment.ts'
import {segmentName} from './segment.ts'

/** So many of our own segments of one level are made into one of the next, so each piece is rewritten a few times only. */
export const FAN = 32
/** Segments of this size are left as they are, and no snapshot grows much beyond four of them. Bytes in the folder. */
const FULL = 4 << 20

/**
 * Makes many of our own segments into few. A snapshot lies whole in the folder before anything it replaces is removed, and
 * that is removed only when every other device known here has said that it merged the snapshot. Returns how many were replaced.
 */
export async function compactOwn(context: SyncContext, fan: number): Promise<number> {
  const {state} = context
  let replaced = 0
  for (let level = 0; ; level++) {
    const standing = [...state.own].filter(([, each]) => each.level >= level)
    if (standing.length === 0) break
    const gone = replacedIds(state)
    const group: string[] = []
    let size = 0
    for (const [id, own] of standing.sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (own.level !== level || gone.has(id) || own.bytes >= FULL || size > 4 * FULL) continue
      group.push(id)
      size += own.bytes
    }
    if (group.length < fan) continue
    const segments = await readOwn(context, group)
    if (segments === undefined) break
    await writeSegment(context, await snapshotOf(context, segments, level + 1))
    await state.commit()
    replaced += segments.length
  }
  await removeReplaced(context)
  return replaced
}

/** What a snapshot is made of, unpacked, at most; some more when the last one was large. Bytes. */
const LARGEST_GROUP = LARGEST_UNPACKED / 4

const sizeOf = (entry: Entry): number => (entry.kind === 'document' ? entry.update : entry.kind === 'text' ? entry.text : entry.box).length

/** The first of them, as many as one snapshot can stand for. `undefined` when one is damaged: it is taken away, and the next flush writes again all we have. */
async function readOwn({share, state, forgetFolder}: SyncContext, ids: readonly string[]): Promise<Segment[] | undefined> {
  const segments: Segment[] = []
  let unpacked = 0
  const writer = state.writer()
  for (const id of ids) {
    const name = segmentName(id, state.own.get(id)?.level ?? 0)
    const segment = await readSegment(share, {folder: writer, name, key: `${writer}/${id}`, id})
    if (typeof segment !== 'string') {
      segments.push(segment)
      for (const entry of segment.entries) unpacked += sizeOf(entry)
      if (unpacked > LARGEST_GROUP) break
      continue
    }
    if (segment === 'unreadable') return undefined
    await rm(segmentPath(share, writer, name), {force: true})
    state.removeOwn(id)
    forgetFolder()
    await state.commit()
    return undefined
  }
  return segments
}

async function snapshotOf({share, state, person}: SyncContext, segments: readonly Segment[], level: number): Promise<SegmentBody> {
  const updates = new Map<string, {entry: Extract<Entry, {kind: 'document'}>; updates: Uint8Array[]; seal?: string}>()
  const others = new Map<string, Entry>()
  const secretKeys = new Map([...state.seals.values()].map(({id, key}) => [id, key]))
  const gather = (entry: Extract<Entry, {kind: 'document'}>, seal?: string): void => {
    const place = `${seal ?? ''}/${entry.name}`
    const known = updates.get(place)
    if (known === undefined) updates.set(place, {entry, updates: [entry.update], ...(seal === undefined ? {} : {seal})})
    else known.updates.push(entry.update)
  }
  for (const [at, {entries}] of segments.entries()) {
    for (const [index, entry] of entries.entries()) {
      if (entry.kind === 'document') gather(entry)
      else if (entry.kind === 'text') others.set(entry.article, entry)
      else {
        const open = state.keys.get(entry.seal)
        const key = open ?? secretKeys.get(entry.seal)
        const inside = key === undefined ? undefined : await openSealed(key, entry)
        if (inside === undefined) others.set(`${at}/${index}`, entry)
        else gather(inside, open === undefined ? entry.seal : undefined)
      }
    }
  }
  const entries = [...others.values()]
  for (const each of updates.values()) {
    const merged = {...each.entry, update: Y.mergeUpdates([...soundRecords(each.updates).updates])}
    const key = each.seal === undefined ? undefined : secretKeys.get(each.seal)
    entries.push(each.seal === undefined || key === undefined ? merged : await sealEntry({id: each.seal, key}, merged))
  }
  const lying = new Set((await allFiles(share)).flatMap(({id}) => id ?? []))
  const replaces = segments.flatMap(segment => [segment.id, ...segment.replaces])
  return {
    person,
    level,
    replaces: [...new Set(replaces)].filter(id => state.own.has(id)),
    seen: [...new Set(segments.flatMap(({seen}) => seen))].filter(id => lying.has(id)),
    keys: Object.assign({}, ...segments.map(({keys}) => keys)),
    entries,
  }
}

async function removeReplaced({share, state}: SyncContext): Promise<void> {
  const writer = state.writer()
  const others = new Set([...state.merged.values()].map(each => each.writer).filter(each => each !== writer && !state.isFormerWriter(each)))
  for (const [id, {level, replaces}] of [...state.own]) {
    const leftover = replaces.filter(each => state.own.has(each))
    if (leftover.length === 0 || ![...others].every(each => state.hasConfirmed(each, id))) continue
    const name = segmentName(id, level)
    if (!(await idsIn(share, writer)).has(id) || typeof (await readSegment(share, {folder: writer, name, key: '', id})) === 'string') continue
    for (const each of leftover) await rm(segmentPath(share, writer, segmentName(each, state.own.get(each)?.level ?? 0)), {force: true})
    await syncFolder(dirname(segmentPath(share, writer, name)))
    for (const each of leftover) {
      state.removeOwn(each)
      // A sync tool may bring it back: then it is not a stranger's.
      state.setMerged(`${writer}/${each}`, {writer})
    }
    await state.commit()
  }
}
