import {expect, test} from 'vitest'
import {momentOf, publishedDay} from '../../src/renderer/ui/moment.ts'
import {dayOf, timeOf} from '../../src/renderer/ui/say.ts'

test('days and times are written in one form, as dates of articles are', () => {
  const time = new Date(2025, 1, 4, 8, 5, 59).getTime()
  expect([dayOf(time), timeOf(time), momentOf(time)]).toEqual(['2025-02-04', '08:05', '2025-02-04 08:05'])
  expect(['2025-02-04T08:05:00+02:00', '2025-02-04', '2025-02', '2025', '4 שבט'].map(publishedDay)).toEqual([
    '2025-02-04',
    '2025-02-04',
    '2025-02',
    '2025',
    '4 שבט',
  ])
})
