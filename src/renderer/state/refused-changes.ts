import type {ArticleId} from '../../core/article/article.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'
import {say} from '../ui/say.ts'

/**
 * Lets go of what the hub will not take, as it may when somebody's role changes before her last changes arrive: they must
 * neither look as if they were saved nor come back from the crash buffer. What came after its round was opened is nobody's fault: that
 * stays in the crash buffer.
 */
export function dropRefusedChanges(given: {
  connection: HubConnection
  /** Before a document is let go of. */
  refused: (document: OpenDocument) => void
  /** How the article is called to its reader. */
  nameOf: (article: ArticleId) => string
  tell: (news: string) => void
  /** Whether a set or registry is refused because its round is over; `undefined` as long as that is not known here. */
  isOver: (address: DocumentAddress) => boolean | undefined
  /** Calls after each change of rounds and roles. */
  onMove: (listener: () => void) => void
  lostSet: (article: ArticleId) => void
  lostDiscussion: (article: ArticleId) => void
  /** Begins again: what everything here stands on is gone. */
  restart: (news: string) => void
}): () => void {
  const undecided = new Map<OpenDocument, DocumentAddress>()
  const decide = (): void => {
    for (const [document, address] of [...undecided]) {
      const isOver = given.isOver(address)
      // Letting go of one tells of it, and all are looked at then.
      if (isOver === undefined || !undecided.delete(document)) continue
      if (isOver) keep(address, document)
      else drop(address, document)
    }
  }
  const keep = (address: DocumentAddress, document: OpenDocument): void => {
    given.refused(document)
    given.tell(
      address.kind === 'set'
        ? say('Your last changes to {title} came after the round was opened, so the hub did not take it. It is kept on this device.', {
            title: given.nameOf(address.article),
          })
        : say('What you named last came after the round was opened, so the hub did not take it. It is kept on this device.'),
    )
    void document.close()
  }
  const drop = (address: DocumentAddress, document: OpenDocument): void => {
    given.refused(document)
    const discarded = document.discard()
    if (address.kind === 'set' || address.kind === 'discussion') {
      given.tell(say('Your last changes to {title} could not be taken: you may only read it now.', {title: given.nameOf(address.article)}))
      if (address.kind === 'set') given.lostSet(address.article)
      else given.lostDiscussion(address.article)
    } else void discarded.then(() => given.restart(say('Your last changes to this project could not be taken: you may only read that part of it now.')))
  }
  given.onMove(decide)
  return given.connection.onRefused((address, document) => {
    undecided.set(document, address)
    decide()
  })
}
