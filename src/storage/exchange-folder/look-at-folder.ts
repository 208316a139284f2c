import * as Y from 'yjs'
import {turn} from '../libsql/turn.ts'
import {fits} from './check-folder.ts'
import {allFiles, readSegment} from './device-folders.ts'
import type {ExchangeFolder} from './exchange-folder.ts'

/** What lies in a share about the project itself, and for whom the devices work that wrote into it. Nothing is merged, and nothing is written. */
export async function lookIntoFolder(share: ExchangeFolder): Promise<{readonly project: Y.Doc; readonly persons: ReadonlySet<string>}> {
  const project = new Y.Doc()
  const persons = new Set<string>()
  for (const file of await allFiles(share)) {
    await turn()
    const segment = await readSegment(share, file)
    if (typeof segment === 'string') continue
    persons.add(segment.person)
    for (const entry of segment.entries) {
      if (entry.kind === 'document' && entry.address.kind === 'project' && fits(share, entry)) Y.applyUpdate(project, entry.update)
    }
  }
  return {project, persons}
}
