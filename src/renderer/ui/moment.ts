import {dayOf, say, timeOf} from './say.ts'

export const momentOf = (time: number): string => say('{day} {time}', {day: dayOf(time), time: timeOf(time)})

/** What an article or a file says of its day; a time behind it is left out. */
export const publishedDay = (published: string): string => /^\d{4}-\d{2}-\d{2}(?=[T ])/.exec(published)?.[0] ?? published
