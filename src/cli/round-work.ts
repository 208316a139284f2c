import {counted} from '../core/counted.ts'
import {workRoundOf} from '../core/round/blindness.ts'
import {ownerOf} from '../core/round/owner.ts'
import type {Round} from '../core/round/round.ts'
import {storedSet} from '../hub/requests/project-documents.ts'
import {readableWork} from '../hub/rounds/progress.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import type {ReadProject} from './read-project.ts'

/** Lines on whose work in a round may be read here: of each annotator each article; with `late`, only what was taken after the opening, and how many annotations that is. */
export async function* workLines(
  {folder, project, person, may}: Pick<ReadProject, 'folder' | 'project' | 'person' | 'may'>,
  round: Round,
  late: boolean,
): AsyncGenerator<string, void, undefined> {
  const addressOf = (article: string, annotator: string): DocumentAddress => ({kind: 'set', article, owner: ownerOf(annotator, workRoundOf(round))})
  const mayRead = (article: string, owner: ReturnType<typeof ownerOf>): boolean => may(person, {kind: 'set', article, owner}) !== 'none'
  const work = round.state === 'open' ? await readableWork(round, {store: folder.store, project}, mayRead) : new Map<string, readonly string[]>()
  for (const [annotator, articles] of work) {
    for (const article of articles) {
      const line = `\t${project.people.get(annotator)?.name ?? annotator}\t${project.articles.get(article)?.title ?? article}`
      if (!late) yield line
      else {
        const {annotations, readMarks} = (await storedSet(folder.store, documentName(folder.projectId, addressOf(article, annotator)))).late()
        if (annotations.size + readMarks.size > 0) yield `${line}\t${counted(annotations.size, 'late annotation')}${readMarks.size > 0 ? ', read mark' : ''}`
      }
    }
  }
}
