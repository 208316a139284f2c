import type {Catalogue} from './language.ts'

/** Each is loaded by the windows that speak it alone. English is in the code. */
const catalogues: {readonly [tag: string]: () => Promise<{readonly default: Catalogue}>} = {
  de: () => import('../../../resources/languages/de.json'),
  es: () => import('../../../resources/languages/es.json'),
  fr: () => import('../../../resources/languages/fr.json'),
  ar: () => import('../../../resources/languages/ar.json'),
}

export const catalogueOf = async (tag: string): Promise<Catalogue> => (await catalogues[tag]?.())?.default ?? {}
