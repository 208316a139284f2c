/** The tag of a text in a language that nobody knows (BCP 47), for browsers and screen readers: else they take it for the window's. */
export const UNKNOWN_LANGUAGE = 'und'

/** Those of two letters (ISO 639-1), by their first. Not asked of this computer: what it knows differs from one to another, and a dataset is sound everywhere or nowhere. */
const TWO_LETTERS: Readonly<Record<string, string>> = {
  a: 'abefkmnrsvyz',
  b: 'aeghimnors',
  c: 'aehorsuvy',
  d: 'aevz',
  e: 'elnostu',
  f: 'afijory',
  g: 'adlnuv',
  h: 'aeiortuyz',
  i: 'adegikostu',
  j: 'av',
  k: 'agijklmnorsuvwy',
  l: 'abgilnotuv',
  m: 'ghiklnrsty',
  n: 'abdeglnorvy',
  o: 'cjmrs',
  p: 'alst',
  q: 'u',
  r: 'mnouw',
  s: 'acdegiklmnoqrstuvw',
  t: 'aeghiklnorstwy',
  u: 'gkrz',
  v: 'eio',
  w: 'ao',
  x: 'h',
  y: 'io',
  z: 'ahu',
}

/** A language by its canonical tag (BCP 47), `zh-Hans` for `ZH-hans`; `undefined` for what is none. Those of three letters (ISO 639-3) are too many to look up. */
export function languageTag(text: string): string | undefined {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text)
    const [language = ''] = tag.split('-')
    const isKnown = language.length === 2 ? TWO_LETTERS[language.charAt(0)]?.includes(language.charAt(1)) === true : language.length === 3
    return isKnown && language !== UNKNOWN_LANGUAGE ? tag : undefined
  } catch {
    return undefined
  }
}

/** What a browser is told about words of an article. Words of several directions go by their first letter that has one. */
export const spokenIn = (language: string | undefined): {readonly lang: string; readonly dir: 'auto'} => ({
  lang: (language === undefined ? undefined : languageTag(language)) ?? UNKNOWN_LANGUAGE,
  dir: 'auto',
})
