import {cp} from 'node:fs/promises'

/**
 * Copies a folder with projects in it that are closed. Closing brought all into `store.db`; the driver takes the two files beside it away a
 * moment later, maybe while they are copied. `without`: parts of paths that stay behind.
 */
export const copyClosedProject = (from: string, to: string, without = /$^/): Promise<void> =>
  cp(from, to, {recursive: true, filter: path => !/store\.db-(?:shm|wal)$/.test(path) && !without.test(path)})
