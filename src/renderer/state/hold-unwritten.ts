import type {Store} from './store.ts'

/** Counts the fields that hold text which is not written yet. */
export const holdUnwritten = (unwritten: Store<number>) => (): (() => void) => {
  unwritten.update(count => count + 1)
  return () => unwritten.update(count => count - 1)
}
