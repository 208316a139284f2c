import type {Annotation, Features, FeatureValue, Stance, Wording as Said} from '../../core/annotation/annotation.ts'
import {isLabels, isStances} from '../../core/annotation/annotation.ts'
import type {KeptVersion} from '../../core/schema/kept-version.ts'
import type {Word} from '../../core/schema/mapping.ts'
import {layerUnder, readWord} from '../../core/schema/mapping.ts'
import type {Feature, Schema} from '../../core/schema/schema.ts'
import {layerNamed, STANCES, stancesFeature} from '../../core/schema/schema.ts'
import type {Naming} from '../annotate/feature-words.ts'
import {featureOf, layerWords, stanceWords, valueWords} from '../annotate/feature-words.ts'
import {say} from '../ui/say.ts'

/** What it takes to say a value in the words of when it was said: the versions of the schema too that are known here. */
export type NamingThen = Naming & {readonly versions: readonly KeptVersion[]}

/** A value of a feature as it was said, and what that feature was then. */
export type SaidThen = {
  readonly feature: Feature | undefined
  readonly label: string
  readonly isPrimary: boolean
  readonly words: (value: FeatureValue) => string
}

const saysOf = ({said, schemaVersion, layer, features}: Annotation): readonly Said[] => said ?? [{version: schemaVersion, layer, features}]

/** As the layer was called when it was given. */
export function layerThen(naming: NamingThen, annotation: Annotation): string {
  const said = saysOf(annotation).findLast(({layer}) => layer !== undefined)
  if (said?.layer === undefined) return layerWords(naming, annotation.layer)
  const {layer} = said
  const version = inForceThen(naming, annotation, said.version)
  if (schemaOf(naming, version) === undefined) return asWritten(layer, version)
  return firstOf(naming, version, schema => layerNamed(schema, readAs(naming, schema, {layer}, version).layer)?.label) ?? layer
}

/** A feature that an annotation says something in, in the words of when it did. */
export function saidThen(naming: NamingThen, annotation: Annotation, name: string): SaidThen {
  const places = placesOf(naming, annotation, name)
  const last = places.at(-1)
  const schema = last && schemaOf(naming, last.version)
  const [layer, named] = last === undefined || schema === undefined ? [annotation.layer, name] : [last.layer, last.name]
  const feature = last === undefined || schema === undefined ? featureOf(naming, layer, named) : featureAt(naming, last)
  return {
    feature,
    label: feature?.label ?? named,
    isPrimary: layerNamed(schema ?? naming.schema, layer)?.primary === named,
    words: value => (isLabels(value) ? places.map(place => wordsAt(naming, place, place.value)).join(', ') : wordsAt(naming, last, last?.value ?? value)),
  }
}

/** "Favor: holder → target", the stance as it was called then. */
export function stanceThen(naming: NamingThen, annotation: Annotation, stance: Stance): string {
  for (const {version: said, features} of saysOf(annotation).toReversed()) {
    const stances = features[STANCES]
    const found = isStances(stances) ? stances.find(({id}) => id === stance.id) : undefined
    if (found === undefined) continue
    const version = inForceThen(naming, annotation, said, found.at)
    const word = {layer: layerIn(naming, annotation, version), feature: STANCES, label: found.value}
    const label = firstOf(naming, version, schema => {
      const read = readAs(naming, schema, word, version)
      return stancesFeature(layerNamed(schema, read.layer))?.choices.find(({value}) => value === read.label)?.label
    })
    const isKnown = schemaOf(naming, version) !== undefined
    return stanceWords({...naming, schema: NO_SCHEMA}, '', {...found, value: isKnown ? (label ?? found.value) : asWritten(found.value, version)})
  }
  return stanceWords(naming, annotation.layer, stance)
}

const schemaOf = ({schema, versions}: NamingThen, version: number): Schema | undefined =>
  version === schema.version ? schema : versions.find(each => each.version === version)?.schema

/**
 * The version that something was said under which stands in an annotation as of another. What is said is told with its version only once words
 * have been read as others since the annotation was made: until then it may be of any version that came into force by then.
 */
function inForceThen({schema, versions}: NamingThen, {schemaVersion, at, editedAt = at}: Annotation, version: number, then: number = editedAt): number {
  if (version !== schemaVersion) return version
  const read = Math.min(...(schema.mappings ?? []).flatMap(mapping => (mapping.version > version ? [mapping.version] : [])))
  const inForce = versions.findLast(each => each.at !== undefined && each.at <= then && each.version < read)
  return Math.max(version, inForce?.version ?? version)
}

/** Of the version itself; where that has no such word, of the schema in force, or else of the latest version that has it. */
function firstOf<T>(naming: NamingThen, version: number, find: (schema: Schema) => T | undefined): T | undefined {
  const known = [schemaOf(naming, version), naming.schema, ...naming.versions.map(({schema}) => schema).reverse()]
  for (const schema of known) {
    const found = schema && find(schema)
    if (found !== undefined) return found
  }
  return undefined
}

/** A word of a version as another calls the same. */
const readAs = (naming: NamingThen, schema: Schema, word: Word, version: number): Word => readWord(naming.schema, word, version, schema.version)

function featureAt(naming: NamingThen, {version, layer, name}: Place): Feature | undefined {
  return firstOf(naming, version, schema => {
    const read = readAs(naming, schema, {layer, feature: name}, version)
    return featureOf({...naming, schema}, read.layer, read.feature ?? name)
  })
}

/** A label as it was called; `undefined` where no version known here calls it anything. */
function labelAt(naming: NamingThen, {version, layer, name}: Place, value: string): string | undefined {
  return firstOf(naming, version, schema => {
    const read = readAs(naming, schema, {layer, feature: name, label: value}, version)
    const feature = featureOf({...naming, schema}, read.layer, read.feature ?? name)
    return feature !== undefined && 'choices' in feature ? feature.choices.find(choice => choice.value === read.label)?.label : undefined
  })
}

const NO_SCHEMA: Schema = {name: '', version: 1, layers: []}

const asWritten = (value: string, version: number): string =>
  say('{value} (as it is written; version {version} of the schema is not known here)', {value, version})

type Place = {readonly version: number; readonly layer: string; readonly name: string; readonly value: FeatureValue}

/** Where it was said what stands in this feature in the words of today, the earliest first. */
function placesOf(naming: NamingThen, annotation: Annotation, name: string): readonly Place[] {
  const isIt = (layer: string, written: string, version: number): boolean =>
    (readWord(naming.schema, {layer, feature: written}, version).feature ?? written) === name
  return saysOf(annotation).flatMap(({version, features}) => {
    const layer = layerIn(naming, annotation, version)
    const then = inForceThen(naming, annotation, version)
    return saidIn(features).flatMap(([written, value]) => (isIt(layer, written, version) ? [{version: then, layer, name: written, value}] : []))
  })
}

const saidIn = (features: Features): readonly (readonly [string, FeatureValue])[] => Object.entries(features).filter(([, value]) => !isStances(value))

function layerIn({schema}: Naming, annotation: Annotation, version: number): string {
  const namings = saysOf(annotation).flatMap(({version: of, layer}) => (layer === undefined ? [] : [{version: of, layer}]))
  return layerUnder(schema, namings, version)
}

function wordsAt(naming: NamingThen, place: Place | undefined, value: FeatureValue): string {
  if (place === undefined) return valueWords(naming, undefined, value)
  if (schemaOf(naming, place.version) !== undefined) {
    const feature = featureAt(naming, place)
    const called = (label: string): string => labelAt(naming, place, label) ?? label
    if (isLabels(value)) return value.map(called).join(', ')
    // Of what is no label nothing is called otherwise.
    return typeof value === 'string' && (feature === undefined || 'choices' in feature) ? called(value) : valueWords(naming, feature, value)
  }
  const today = featureOf(naming, place.layer, place.name)
  if (today !== undefined && !('choices' in today)) return valueWords(naming, today, value)
  if (typeof value === 'string') return asWritten(value, place.version)
  return isLabels(value) ? value.map(label => asWritten(label, place.version)).join(', ') : valueWords(naming, today, value)
}
