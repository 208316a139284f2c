/** The tag of a text in a language that nobody knows (BCP 47), for browsers and screen readers: else they take it for the window's. */
export const UNKNOWN_LANGUAGE = 'und'

/** Whether a text is a language tag as BCP 47 has them, such as en, ar or zh-Hans. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

/** What a browser is told about words of an article. Words of several directions go by their first letter that has one. */
export const spokenIn = (language: string | undefined): {readonly lang: string; readonly dir: 'auto'} => ({
  lang: language !== undefined && isLanguageTag(language) ? language : UNKNOWN_LANGUAGE,
  dir: 'auto',
})
