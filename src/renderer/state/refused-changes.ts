import type {ArticleId} from '../../core/article/article.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'

/**
 * Lets go of what the hub will not take, as it may when somebody's role changes before her last changes arrive: they must
 * neither look as if they were saved nor come back from the crash buffer.
 */
export function dropRefusedChanges(given: {
  connection: HubConnection
  /** Before a document is let go of. */
  refused: (document: OpenDocument) => void
  /** How the article is called to its reader. */
  nameOf: (article: ArticleId) => string
  tell: (news: string) => void
  lostSet: (article: ArticleId) => void
  lostDiscussion: (article: ArticleId) => void
  /** Begins again: what everything here stands on is gone. */
  restart: (news: string) => void
}): () => void {
  return given.connection.onRefused((address, document) => {
    given.refused(document)
    const discarded = document.discard()
    if (address.kind === 'set' || address.kind === 'discussion') {
      given.tell(`Your last changes to ${given.nameOf(address.article)} could not be taken: you may only read it now.`)
      if (address.kind === 'set') given.lostSet(address.article)
      else given.lostDiscussion(address.article)
    } else void discarded.then(() => given.restart('Your last changes to this project could not be taken: you may only read that part of it now.'))
  })
}
