import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {documentName} from '../../project/document-address.ts'
import type {PastChange} from '../../project/past-change.ts'
import {project} from '../../project/project.ts'
import type {ArticleTexts} from '../../storage/texts/article-texts.ts'
import {mergedState} from '../../storage/document-state.ts'
import {playedPast} from '../../storage/log/logged-past.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {documentFrom} from '../../project/document-from.ts'
import {sentenceOf} from '../sentence-of.ts'
import {metadataOf} from '../sidecars.ts'

type Place = {readonly store: DocumentLog; readonly texts: ArticleTexts}

/** Documents written with one commit. */
const AT_ONCE = 200

/** Brings everything of a project to another place: texts first, each document as one update. Doing it twice changes nothing. */
export async function copyProject(projectId: string, from: Place, to: Place): Promise<Result<null>> {
  try {
    const {articles} = project(documentFrom(await from.store.load(documentName(projectId, {kind: 'project'}))))
    for (const id of await from.texts.list()) {
      const text = await from.texts.get(id)
      const known = articles.get(id)
      if (text.ok) await to.texts.put(text.value, known === undefined ? {title: '', sourceName: '', warnings: []} : metadataOf(known))
      // One that no article needs is no loss.
      else if (known !== undefined) return refused(message('“{article}” could not be copied. {why}', {article: known.title, why: text.error}))
    }
    const documents = await from.store.documents()
    for (let at = 0; at < documents.length; at += AT_ONCE) {
      const some = await Promise.all(
        documents
          .slice(at, at + AT_ONCE)
          .map(async document => ({...document, update: mergedState(await from.store.load(document.name)), owners: await from.store.owners(document.name)})),
      )
      await Promise.all(some.map(({name, address, update, owners}) => to.store.append(name, address, update, owners, null)))
      for (const {name, address} of some) if (address.kind === 'set') await to.store.bringPast(name, await pastOf(from.store, name))
    }
    return ok(null)
  } catch (error) {
    return refused(message('The project could not be copied: {why}', {why: sentenceOf(error)}))
  }
}

async function pastOf(store: DocumentLog, name: string): Promise<readonly PastChange[]> {
  const {doc, changes} = await playedPast(await store.past(name))
  doc.destroy()
  return changes
}
