import type {Connection, Document} from '@hocuspocus/server'

/** Takes documents out of use that are not what the log has: everybody comes back to them as the log has them. */
export interface SpoiltDocuments {
  end(document: Document): void
  /** To be awaited before a document is loaded: what was shown of a spoilt one may still be on its way to the log. */
  written(name: string): Promise<void>
}

export function spoiltDocuments(given: {
  /** The hub itself reads it and goes on doing so: it is made again when the project is opened. */
  kept: string
  settled: () => Promise<void>
  reset: (connection: Connection) => void
  forget: (name: string) => void
}): SpoiltDocuments {
  const spoilt = new Set<string>()
  return {
    end: document => {
      for (const connection of document.getConnections()) given.reset(connection)
      if (document.name === given.kept) return
      spoilt.add(document.name)
      given.forget(document.name)
      document.destroy()
    },
    written: async name => {
      if (!spoilt.delete(name)) return
      await given.settled()
    },
  }
}
