/** The languages Claimlight speaks, by their BCP 47 tags, each under the name it has for those who speak it. */
export const LANGUAGES: Readonly<Record<string, string>> = {en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français', ar: 'العربية'}

/** Of what somebody reads, best first, the first that Claimlight speaks; English if none. */
export const languageFor = (preferred: readonly string[]): string =>
  preferred.map(tag => tag.toLowerCase().split(/[-_.]/u)[0] ?? '').find(tag => Object.hasOwn(LANGUAGES, tag)) ?? 'en'
