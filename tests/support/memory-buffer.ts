import * as Y from 'yjs'
import type {CrashBuffer} from '../../src/sync/hub-connection.ts'

/** Keeps in memory what a crash buffer keeps on disk. */
export function memoryBuffer(): CrashBuffer & {kept(): readonly string[]} {
  const updates = new Map<string, Uint8Array[]>()
  const following = new Map<string, () => void>()
  return {
    attach: async (name, doc, isFromHub) => {
      const mine = updates.get(name) ?? []
      updates.set(name, mine)
      for (const update of mine) Y.applyUpdate(doc, update, 'buffer')
      const keep = (update: Uint8Array, origin: unknown): void => {
        if (!isFromHub(origin)) mine.push(update)
      }
      doc.on('update', keep)
      following.set(name, () => doc.off('update', keep))
    },
    detach: async (name, forget) => {
      following.get(name)?.()
      if (forget) updates.delete(name)
    },
    kept: () => [...updates].filter(([, mine]) => mine.length > 0).map(([name]) => name),
  }
}
