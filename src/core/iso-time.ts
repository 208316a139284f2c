/** 9999-12-31: later times have no four-digit year, and earlier ones than 1970 come from a broken clock only. */
export const LAST_TIME = 253_402_300_799_999

/** Milliseconds since 1970 in UTC, whatever a record says. */
export const iso = (at: number): string => new Date(Math.min(Math.max(at, 0), LAST_TIME)).toISOString()
