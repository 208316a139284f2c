/** What is wrong with a date as a person writes it; a year or a month is one too. */
export const dateProblem = (text: string): string | undefined =>
  text === '' || isDate(text) ? undefined : 'Write the date as year-month-day, such as 2025-02-04.'

export const languageProblem = (text: string): string | undefined =>
  text === '' || isLanguage(text) ? undefined : 'Write a language code, such as en, ar or zh-Hans.'

/** 2025-02-30 is none, though computers read it as one in March. */
function isDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false
  const [year, month = '01', day = '01'] = text.split('-')
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
}

function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
