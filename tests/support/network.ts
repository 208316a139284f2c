import * as Y from 'yjs'

/** Replicas of one document whose messages arrive when the test says so, in the order it says. */
export interface Network {
  readonly docs: readonly Y.Doc[]
  /** Delivers the message at `pick` (modulo what is waiting); nothing when none waits. */
  deliver(pick: number): void
  deliverAll(): void
}

export function network(replicas: number): Network {
  const waiting: {to: Y.Doc; update: Uint8Array}[] = []
  const docs = Array.from({length: replicas}, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = index + 1
    return doc
  })
  for (const from of docs) {
    from.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'network') return
      for (const to of docs) if (to !== from) waiting.push({to, update})
    })
  }
  const deliver = (pick: number): void => {
    const [message] = waiting.splice(pick % Math.max(1, waiting.length), 1)
    if (message !== undefined) Y.applyUpdate(message.to, message.update, 'network')
  }
  return {
    docs,
    deliver,
    deliverAll: () => {
      while (waiting.length > 0) deliver(0)
    },
  }
}
