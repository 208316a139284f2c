import type {Sentence} from './language/message.ts'

/** What came of a request that may be refused for a reason a person can act on. Exceptions are for bugs only. */
export type Result<T, E = Sentence> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly error: E}

export const ok = <T>(value: T): {readonly ok: true; readonly value: T} => ({ok: true, value})
export const refused = <E>(error: E): {readonly ok: false; readonly error: E} => ({ok: false, error})
