/** A day, a month or a year as articles say when they came out: `2025-02-04`, `2025-02`, `2025`. */
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Whether a text is such a date, and one that the calendar has. */
export const isPublishedDate = (text: string): boolean => {
  const [, year, month, day] = DATE.exec(text) ?? []
  return year !== undefined && (month === undefined || isInCalendar(Number(year), Number(month), day === undefined ? 1 : Number(day)))
}

/** Whether a text begins as a date does that no calendar has, such as 2025-02-30. What is no date at all is not looked at. */
export function isImpossibleDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)/.exec(text) ?? []
  return month !== undefined && !isInCalendar(Number(year), Number(month), day === undefined ? 1 : Number(day))
}

function isInCalendar(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}
