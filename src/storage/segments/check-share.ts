import {articleId} from '../../core/article.ts'
import {documentName} from '../../project/document-address.ts'
import {documentTitle, isUpdate} from '../document-state.ts'
import {allFiles, fileProblem, readSegment} from './device-folders.ts'
import type {Segment} from './segment.ts'
import type {Share} from './share.ts'
import {turn} from '../turn.ts'

export type ShareCheck = {
  readonly segments: number
  readonly documents: number
  readonly texts: number
  readonly sealed: number
  readonly problems: readonly string[]
}

/** Reads every segment from end to end without merging anything. A problem is a sentence; a file still being copied is one too. */
export async function checkShare(share: Share): Promise<ShareCheck> {
  const count = {segments: 0, documents: 0, texts: 0, sealed: 0}
  const problems: string[] = []
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
        problems.push(`${file.folder}/${file.name} holds something about ${titleOf(entry)} that is not what it claims to be. It will not be merged.`)
    }
  }
  return {...count, problems}
}

type Entry = Segment['entries'][number]

const titleOf = (entry: Entry): string =>
  entry.kind === 'document' ? documentTitle(entry.address) : entry.kind === 'text' ? `article ${entry.article.slice(0, 12)}` : 'a closed round'

function fits({projectId}: Share, entry: Entry): boolean {
  if (entry.kind === 'text') return articleId(entry.text) === entry.article
  return entry.kind === 'sealed' || (documentName(projectId, entry.address) === entry.name && isUpdate(entry.update))
}
