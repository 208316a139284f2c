import {message} from '../../core/language/message.ts'
import type {Message} from '../../core/language/message.ts'
import type {Sentence} from '../../core/language/message.ts'
import {articleId} from '../../core/article/article.ts'
import {documentName} from '../../project/document-address.ts'
import {documentTitle, isSound} from '../document-state.ts'
import {allFiles, fileProblem, readSegment} from './device-folders.ts'
import type {Segment} from './segment.ts'
import type {ExchangeFolder} from './exchange-folder.ts'
import {turn} from '../libsql/turn.ts'

export type FolderCheck = {
  readonly segments: number
  readonly documents: number
  readonly texts: number
  readonly sealed: number
  readonly problems: readonly Sentence[]
}

/** Reads every segment from end to end without merging anything. A problem is a sentence; a file still being copied is one too. */
export async function checkExchangeFolder(share: ExchangeFolder): Promise<FolderCheck> {
  const count = {segments: 0, documents: 0, texts: 0, sealed: 0}
  const problems: Sentence[] = []
  for (const file of await allFiles(share)) {
    await turn()
    const segment = await readSegment(share, file)
    if (segment === 'gone') continue
    if (typeof segment === 'string') {
      problems.push(fileProblem(file, segment))
      continue
    }
    count.segments++
    for (const entry of segment.entries) {
      if (entry.kind === 'document') count.documents++
      else if (entry.kind === 'text') count.texts++
      else count.sealed++
      if (!fits(share, entry))
        problems.push(
          message(
            '{file} holds something about {document} that is damaged or not what it claims to be. That is left out when the file is merged, and all else of it is taken.',
            {file: `${file.folder}/${file.name}`, document: titleOf(entry)},
          ),
        )
    }
  }
  return {...count, problems}
}

type Entry = Segment['entries'][number]

/** What an entry is about, as a person would call it. */
export const titleOf = (entry: Entry): Message =>
  entry.kind === 'document'
    ? documentTitle(entry.address)
    : entry.kind === 'text'
      ? message('article {article}', {article: entry.article.slice(0, 12)})
      : message('a closed round')

/** Whether an entry is what it says, and such that a project can take it. */
export function fits({projectId}: {readonly projectId: string}, entry: Entry): boolean {
  if (entry.kind === 'text') return articleId(entry.text) === entry.article
  return entry.kind === 'sealed' || (documentName(projectId, entry.address) === entry.name && isSound(entry.update))
}
