import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {articleId} from '../../core/article/article.ts'
import {documentName} from '../../project/document-address.ts'
import {soundRecords} from '../../project/sound-records.ts'
import {documentTitle} from '../document-state.ts'
import {LARGEST_UNPACKED} from './bounds.ts'
import {openSealed} from './seal.ts'
import type {DocumentEntry} from './segment-body.ts'
import type {Segment} from './segment.ts'
import type {FolderTarget} from './folder-source.ts'
import {WAITS} from './folder-source.ts'
import type {HeldEntry} from './sync-state.ts'

/** What merging needs to know, and what it tells about what is on disk by then. */
export type MergeMemory = {
  readonly projectId: string
  readonly target: FolderTarget
  readonly keys: ReadonlyMap<string, string>
  addKey(seal: string, key: string): void
  hasText(article: ArticleId): boolean
  onText(article: ArticleId): void
  onDocument(name: string, update: Uint8Array): void
}

export type MergedSegment = {
  documents: number
  texts: number
  readonly seals: string[]
  readonly held: HeldEntry[]
  readonly problems: Sentence[]
}

/** Hands a segment's content on; resolves when all of it is on disk. Used for files in a folder and for mailed ones. */
export async function mergeSegment({projectId, target, ...memory}: MergeMemory, segment: Segment): Promise<MergedSegment> {
  const found: MergedSegment = {documents: 0, texts: 0, seals: [], held: [], problems: []}
  const documents: DocumentEntry[] = []
  const writing: Promise<void>[] = []
  // What is sealed unpacks beside what holds it.
  let room = LARGEST_UNPACKED
  for (const [seal, key] of Object.entries(segment.keys)) memory.addKey(seal, key)
  for (const entry of segment.entries) {
    if (entry.kind === 'document') documents.push(entry)
    else if (entry.kind === 'text') {
      if (articleId(entry.text) !== entry.article)
        found.problems.push(message('A text from {writer} is not the article it claims to be and was left out.', {writer: segment.writer}))
      else if (!memory.hasText(entry.article)) {
        found.texts++
        writing.push(target.applyText(entry.text).then(() => memory.onText(entry.article)))
      }
    } else {
      const key = memory.keys.get(entry.seal)
      const opened = key === undefined ? undefined : await openSealed(key, entry, room)
      room -= opened?.update.length ?? 0
      if (opened === undefined) found.seals.push(entry.seal)
      else documents.push(opened)
    }
  }
  const take = async ({name, address, update}: DocumentEntry): Promise<void> => {
    const {updates, damage} = soundRecords([update])
    const [sound] = documentName(projectId, address) === name ? updates : []
    if (sound === undefined || damage.length > 0)
      found.problems.push(
        message('Something from {writer} about {document} is damaged and was left out. All else was taken.', {
          writer: segment.writer,
          document: documentTitle(address),
        }),
      )
    if (sound === undefined) return
    const held = {writer: segment.writer, person: segment.person, address}
    if (target.accepts?.(address, segment) === false) {
      found.held.push(held)
      return
    }
    found.documents++
    const why = await target.apply(name, address, sound)
    if (why === undefined) memory.onDocument(name, sound)
    else if (why === WAITS) found.held.push(held)
    else
      found.problems.push(
        message('Something from {writer} about {document} was left out. {why}', {writer: segment.writer, document: documentTitle(address), why}),
      )
  }
  // What the others may hold follows from the project.
  const isProject = ({address}: DocumentEntry): boolean => address.kind === 'project'
  for (const each of documents.filter(isProject)) await take(each)
  writing.push(...documents.filter(each => !isProject(each)).map(take))
  const refused = (await Promise.allSettled(writing)).find(each => each.status === 'rejected')
  if (refused !== undefined) throw refused.reason
  return found
}
