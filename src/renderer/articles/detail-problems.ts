import {languageTag} from '../../core/article/article-language.ts'
import {isImpossibleDate, isPublishedDate} from '../../core/article/published-date.ts'
import {say} from '../ui/say.ts'

/** What is wrong with a date as a person writes it; a year or a month is one too. */
export function dateProblem(text: string): string | undefined {
  if (text === '' || isPublishedDate(text)) return undefined
  return isImpossibleDate(text) ? say('There is no {date} in the calendar.', {date: text}) : say('Write the date as year-month-day, such as 2025-02-04.')
}

export const languageProblem = (text: string): string | undefined =>
  text === '' || languageTag(text) !== undefined ? undefined : say('Write a language code, such as en, ar or zh-Hans.')
