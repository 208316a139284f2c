/** 9999-12-31: later times have no four-digit year, and earlier ones than 1970 come from a broken clock only. */
export const LAST_TIME = 253_402_300_799_999

/** Milliseconds since 1970 in UTC, whatever a record says. */
export function iso(at: number): string {
  const time = Math.trunc(Math.min(Math.max(at, 0), LAST_TIME))
  const day = Math.floor(time / DAY)
  if (day !== last.day) last = {day, text: new Date(time).toISOString().slice(0, 'YYYY-MM-DDT'.length)}
  const inDay = time - day * DAY
  return `${last.text}${two(inDay / 3_600_000)}:${two((inDay / 60_000) % 60)}:${two((inDay / 1000) % 60)}.${String(inDay % 1000).padStart(3, '0')}Z`
}

/** Milliseconds. */
export const DAY = 86_400_000
/** What is said of one article was mostly said on one day, and an export says some hundred thousand times when. */
let last = {day: Number.NaN, text: ''}
const TWO = Array.from({length: 60}, (_, number) => String(number).padStart(2, '0'))
const two = (number: number): string => TWO[Math.floor(number)] ?? ''
