import {vi} from 'vitest'

/** Waits until what is expected holds. How long is no matter of the test: long enough for a machine with much else to do. */
export const eventually = <T>(expectation: () => T | Promise<T>): Promise<T> => vi.waitFor(expectation, {timeout: 60_000, interval: 20})
