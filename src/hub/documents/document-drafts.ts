import * as Y from 'yjs'

/** Milliseconds that a draft is kept for the next change: an import makes many, one after the other. */
const KEPT = 5000

/**
 * Documents in which changes are made before anybody sees them. One that was just changed is kept, and brought up to what the
 * document in memory is: making it anew each time would take longer with every article.
 */
export interface DocumentDrafts {
  /** `undefined` where the document is not in memory. */
  of(name: string): Y.Doc | undefined
  /** What was made in drafts was not written. */
  drop(): void
}

export function documentDrafts(loaded: (name: string) => Y.Doc | undefined): DocumentDrafts {
  let kept: {readonly name: string; readonly of: Y.Doc; readonly draft: Y.Doc} | undefined
  let timer: NodeJS.Timeout | undefined
  const drop = (): void => {
    clearTimeout(timer)
    kept?.draft.destroy()
    kept = undefined
  }
  return {
    of: name => {
      const doc = loaded(name)
      if (doc === undefined) return undefined
      if (kept?.name !== name || kept.of !== doc) {
        drop()
        kept = {name, of: doc, draft: new Y.Doc()}
      }
      Y.applyUpdate(kept.draft, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(kept.draft)))
      clearTimeout(timer)
      timer = setTimeout(drop, KEPT)
      timer.unref()
      return kept.draft
    },
    drop,
  }
}
