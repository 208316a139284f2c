import type {Feature, Layer, Schema, Translations} from './schema.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const WORDS = ['label', 'guideline'] as const

/**
 * A schema as somebody may write it: a label or guideline may be a list of the same words by language, `{"en": "Claim", "de": "Behauptung"}`. The first is what exports and everybody
 * without a better one have; all are kept as `translations`. What has another form is left for whoever reads the schema to refuse.
 */
export function withTranslations(value: unknown): unknown {
  if (!isRecord(value)) return value
  const each = (list: unknown, change: (item: Record<string, unknown>) => unknown): unknown =>
    Array.isArray(list) ? list.map(item => (isRecord(item) ? change(item) : item)) : list
  const named = (item: Record<string, unknown>, inner: 'features' | 'choices' | undefined, change: (item: Record<string, unknown>) => unknown): unknown => {
    const plain = WORDS.reduce(taken, item)
    return inner !== undefined && inner in plain ? {...plain, [inner]: each(plain[inner], change)} : plain
  }
  const choice = (item: Record<string, unknown>): unknown => named(item, undefined, same => same)
  const feature = (item: Record<string, unknown>): unknown => named(item, 'choices', choice)
  const {layers} = value
  return Array.isArray(layers) ? {...value, layers: each(layers, item => named(item, 'features', feature))} : value
}

/** With the words by language of one field as translations, where it has them so. */
function taken(item: Record<string, unknown>, field: (typeof WORDS)[number]): Record<string, unknown> {
  const words = item[field]
  if (!isRecord(words) || Object.keys(words).length === 0) return item
  const {translations: before} = item
  const translations: Record<string, unknown> = isRecord(before) ? {...before} : {}
  for (const [tag, said] of Object.entries(words)) {
    const known = Object.hasOwn(translations, tag) ? translations[tag] : undefined
    Object.defineProperty(translations, tag, {value: {...(isRecord(known) ? known : {}), [field]: said}, enumerable: true, configurable: true, writable: true})
  }
  return {...item, [field]: Object.values(words)[0], translations}
}

type Worded = {readonly label: string; readonly guideline?: string; readonly translations?: Translations}

/**
 * A schema in the words of somebody who reads these languages, the best first (BCP 47). Where there are none, in those it was written in. Only for showing: what is kept, counted and
 * exported has the words it was written in, and no name or value of a label has a language.
 */
export function schemaInLanguage(schema: Schema, preferred: readonly string[]): Schema {
  const said = <T extends Worded>(worded: T): T => {
    if (worded.translations === undefined) return worded
    const label = inLanguage(worded.translations, 'label', preferred)
    const guideline = inLanguage(worded.translations, 'guideline', preferred)
    return {...worded, ...(label !== undefined && {label}), ...(guideline !== undefined && {guideline})}
  }
  const feature = (each: Feature): Feature => ('choices' in each ? {...said(each), choices: each.choices.map(said)} : said(each))
  return {...schema, layers: schema.layers.map((layer): Layer => ({...said(layer), features: layer.features.map(feature)}))}
}

/** In the first language of which there are words: the very tag, else another of the same language (de for de-AT, pt-BR for pt). */
function inLanguage(translations: Translations, field: 'label' | 'guideline', preferred: readonly string[]): string | undefined {
  const of = (tag: string): string => tag.toLowerCase()
  const main = (tag: string): string => of(tag).split('-')[0] ?? ''
  const there = Object.keys(translations).filter(tag => translations[tag]?.[field] !== undefined)
  for (const wanted of preferred) {
    const found = there.find(tag => of(tag) === of(wanted)) ?? there.find(tag => main(tag) === main(wanted))
    if (found !== undefined) return translations[found]?.[field]
  }
  return undefined
}
