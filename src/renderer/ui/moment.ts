const two = (many: number): string => String(many).padStart(2, '0')

/** A day as dates of articles are written, here: `2025-02-04`. */
export function dayOf(time: number): string {
  const date = new Date(time)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Hour and minute, here. */
export function timeOf(time: number): string {
  const date = new Date(time)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

export const momentOf = (time: number): string => `${dayOf(time)} ${timeOf(time)}`

/** What an article or a file says of its day; a time behind it is left out. */
export const publishedDay = (published: string): string => /^\d{4}-\d{2}-\d{2}(?=[T ])/.exec(published)?.[0] ?? published
