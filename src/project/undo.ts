import * as Y from 'yjs'
import type {Origin} from './origin.ts'
import {ANNOTATOR} from './origin.ts'

/** How many of a person's steps can be taken back. Documents with a step in reach stay open. */
const REACH = 200

/**
 * One person's undo and redo across all documents of a project, in the order of her own acts. Colleagues' changes are
 * never taken back. A step names the document, so that the window can show where it happened.
 */
export interface UndoHistory {
  /** Starts following a document under a key of the caller's (an article id, say). Call before the first change. */
  follow(key: string, doc: Y.Doc, types: readonly Y.Map<unknown>[]): void
  /** Stops following: its document is closed, and its steps are out of reach. */
  forget(key: string): void
  /** Takes back the last step; the key of its document, or `undefined` when there is none. */
  undo(): string | undefined
  redo(): string | undefined
  canUndo(): boolean
  canRedo(): boolean
  /** Whether a step of this document can still be taken back or done again: then it must not be closed. */
  reaches(key: string): boolean
  observe(listener: () => void): () => void
}

export function undoHistory(origin: Origin = ANNOTATOR): UndoHistory {
  const managers = new Map<string, Y.UndoManager>()
  let done: string[] = []
  let undone: string[] = []
  let replaying = false
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }

  const replay = (from: string[], to: string[], direction: 'undo' | 'redo'): string | undefined => {
    for (let key = from.pop(); key !== undefined; key = from.pop()) {
      replaying = true
      const step = managers.get(key)?.[direction]()
      replaying = false
      if (step === null || step === undefined) continue
      to.push(key)
      tell()
      return key
    }
    tell()
    return undefined
  }

  const forget = (key: string): void => {
    managers.get(key)?.destroy()
    managers.delete(key)
    done = done.filter(each => each !== key)
    undone = undone.filter(each => each !== key)
    tell()
  }

  return {
    follow: (key, doc, types) => {
      if (managers.get(key)?.doc === doc) return
      if (managers.has(key)) forget(key)
      const manager = new Y.UndoManager([...types], {trackedOrigins: new Set([origin]), captureTimeout: 0, doc})
      manager.on('stack-item-added', () => {
        if (replaying) return
        done.push(key)
        undone = []
        if (done.length > REACH) done.shift()
        tell()
      })
      managers.set(key, manager)
    },
    forget,
    undo: () => replay(done, undone, 'undo'),
    redo: () => replay(undone, done, 'redo'),
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
    reaches: key => done.includes(key) || undone.includes(key),
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
