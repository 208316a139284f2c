import {expect, test} from 'vitest'
import {isImpossibleDate, isPublishedDate} from '../../src/core/article/published-date.ts'

test('[PD1] a date is a day, a month or a year that the calendar has', () => {
  for (const date of ['2025-02-04', '2024-02-29', '2000-02-29', '2025-12-31', '2025-02', '1789'])
    expect([date, isPublishedDate(date), isImpossibleDate(date)]).toEqual([date, true, false])
  for (const date of ['2025-02-30', '2025-02-29', '1900-02-29', '2025-04-31', '2025-13-01', '2025-00', '2025-02-00', '2025-02-30T10:00:00Z'])
    expect([date, isPublishedDate(date), isImpossibleDate(date)]).toEqual([date, false, true])
  for (const date of ['4 Feb 2025', '', 'spring 2025', '20250204']) expect([date, isPublishedDate(date), isImpossibleDate(date)]).toEqual([date, false, false])
})
