import type {Span} from '../text/span.ts'

/** The same words for people who read other languages, by their tags (BCP 47). What is kept, counted and exported does not depend on them. */
export type Translations = {readonly [tag: string]: {readonly label?: string; readonly guideline?: string}}

/**
 * Words that show when something is the right choice, or is not. `quote` is what was marked, so that it can be read where the text is not at hand; `article` and `span` (in UTF-16 code
 * units, whatever else a file counts) say where that is. `note` is Markdown.
 */
export type Example = {
  readonly kind: 'positive' | 'negative'
  readonly quote: string
  readonly article?: string
  readonly span?: Span
  readonly note?: string
}

/**
 * One label of a closed list. `key` is the digit or letter that chooses it while an annotation is selected; `parent` the value of the label
 * of the same feature of which it is a kind; `guideline` says in Markdown when it is the right one. What is `retired`
 * is still read and shown, and offered to nobody any more.
 */
export type Choice = {
  readonly value: string
  readonly label: string
  readonly key?: string
  readonly parent?: string
  readonly guideline?: string
  readonly examples?: readonly Example[]
  readonly retired?: true
  readonly translations?: Translations
}

/** What a feature means, where that is no matter of its kind: who speaks, the words that say so, and which object of the registry the marked words name. */
export type Role = 'attribution' | 'cue' | 'identity'

/** One answer to a question: a label, or whether it is so. */
export type Answer = string | boolean

/** A feature is asked only where another feature of its layer is answered in this way, or in one of these. */
export type Condition = {readonly feature: string; readonly is: Answer | readonly Answer[]}

/**
 * `key` is the letter that goes to a feature while an annotation of its layer is selected. `guideline` is Markdown, shown while coding.
 * What stands in a feature with `countsForAgreement: false`, as a note, is never compared between people.
 */
type Named = {
  readonly name: string
  readonly label: string
  readonly key?: string
  readonly guideline?: string
  readonly examples?: readonly Example[]
  readonly translations?: Translations
  readonly required?: true
  readonly when?: Condition
  readonly countsForAgreement?: false
  readonly role?: Role
}

/**
 * What an annotation of a layer may say. `choices` takes several labels; `stances` is a list whose items are
 * {@link import('../annotation/annotation.ts').Stance}; `reference` points at an entity, a claim, or another annotation (a mention), of `layers`
 * only where it names some.
 */
export type Feature =
  | (Named & {readonly kind: 'choice'; readonly choices: readonly Choice[]})
  | (Named & {readonly kind: 'choices'; readonly choices: readonly Choice[]})
  | (Named & {readonly kind: 'text'})
  | (Named & {readonly kind: 'number'; readonly min?: number; readonly max?: number})
  | (Named & {readonly kind: 'yes-no'})
  | (Named & {readonly kind: 'reference'; readonly to: readonly ReferenceKind[]; readonly layers?: readonly string[]})
  | (Named & {readonly kind: 'stances'; readonly choices: readonly Choice[]})

export type ReferenceFeature = Extract<Feature, {kind: 'reference'}>

export type ReferenceKind = 'entity' | 'claim' | 'mention' | 'unnamed' | 'none'

/** How highlights of a layer look: a hue and a line, so that layers differ without colour too. */
export type LayerLook = {
  readonly hue: 'amber' | 'blue' | 'green' | 'violet' | 'rose' | 'teal'
  readonly line: 'solid' | 'dotted' | 'dashed' | 'double' | 'wavy'
}

/** What an annotation of a layer is about: words, the whole article, or two other annotations. */
export type LayerKind = 'span' | 'article' | 'relation'

/**
 * A kind of annotation. `primary` names the choice feature that digits set and lists show. Without `of` it is of spans. Of a relation, `from` and
 * `to` name the layers that its ends may be of; without them any that is not of relations.
 */
export type Layer = {
  readonly name: string
  readonly label: string
  readonly key: string
  readonly look: LayerLook
  readonly of?: LayerKind
  readonly from?: readonly string[]
  readonly to?: readonly string[]
  readonly guideline?: string
  readonly examples?: readonly Example[]
  readonly translations?: Translations
  readonly primary?: string
  readonly features: readonly Feature[]
}

/** A layer, a feature or a label that a change of the schema takes away, and which of the next version it is read as. The stances of a layer are named {@link STANCES}. `split`: the labels that it became, so that what was said is to be looked at again. */
export type WantedMapping = {
  readonly layer: string
  readonly feature?: string
  readonly label?: string
  readonly to: string
  readonly split?: readonly string[]
}

/** `version`: the one from which on what earlier ones said is read so. */
export type Mapping = WantedMapping & {readonly version: number}

/**
 * The kinds of annotation a project uses. `description` says what it is for and where its labels come from, `guideline` in Markdown how to code by it as a whole; `version` counts up with every published change; annotations name the one they were made under.
 * `mappings` are those of all changes that came before, the earliest first.
 */
export type Schema = {
  readonly name: string
  readonly description?: string
  readonly guideline?: string
  readonly examples?: readonly Example[]
  readonly version: number
  readonly layers: readonly Layer[]
  readonly mappings?: readonly Mapping[]
}

/** The kind of feature that is a list of stances, and what annotations have that list under, whatever a schema calls it. No other feature can have this name. */
export const STANCES = 'stances'

export const kindOfLayer = ({of = 'span'}: Layer): LayerKind => of

export const layerNamed = (schema: Schema, name: string): Layer | undefined => schema.layers.find(layer => layer.name === name)
/** By its name; the stances of a layer also by their kind, as annotations name them. */
export const featureNamed = (layer: Layer, name: string): Feature | undefined =>
  layer.features.find(feature => feature.name === name) ?? (name === STANCES ? stancesFeature(layer) : undefined)

/** A layer has one at most, called as its schema likes. */
export const stancesFeature = (layer: Layer | undefined): Extract<Feature, {kind: typeof STANCES}> | undefined =>
  layer?.features.find(feature => feature.kind === STANCES)

/** Under which name annotations have what they say in a feature. */
export const keyOf = ({kind, name}: Feature): string => (kind === STANCES ? STANCES : name)

/** The feature whose labels digits set and lists show. */
export function primaryFeature(layer: Layer): Extract<Feature, {kind: 'choice'}> | undefined {
  const feature = layer.primary === undefined ? undefined : featureNamed(layer, layer.primary)
  return feature?.kind === 'choice' ? feature : undefined
}
