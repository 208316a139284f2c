import type {Annotation, Features, FeatureValue, Stance, Wording as Said} from '../../core/annotation/annotation.ts'
import {isLabels, isStances} from '../../core/annotation/annotation.ts'
import {layerUnder, readWord} from '../../core/schema/mapping.ts'
import type {Feature, Schema} from '../../core/schema/schema.ts'
import {layerNamed, STANCES} from '../../core/schema/schema.ts'
import type {Naming} from '../annotate/feature-words.ts'
import {featureOf, layerWords, stanceWords, valueWords} from '../annotate/feature-words.ts'
import {say} from '../ui/say.ts'

/** What it takes to say a value in the words of when it was said: a version of the schema too, where it is known here. */
export type NamingThen = Naming & {readonly schemaOf: (version: number) => Schema | undefined}

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
  const schema = naming.schemaOf(said.version)
  return layerNamed(schema ?? NO_SCHEMA, said.layer)?.label ?? asWritten(said.layer, said.version)
}

/** A feature that an annotation says something in, in the words of when it did. */
export function saidThen(naming: NamingThen, annotation: Annotation, name: string): SaidThen {
  const places = placesOf(naming, annotation, name)
  const last = places.at(-1)
  const schema = last && naming.schemaOf(last.version)
  const then = schema === undefined ? naming : {...naming, schema}
  const [layer, named] = last === undefined || schema === undefined ? [annotation.layer, name] : [last.layer, last.name]
  const feature = featureOf(then, layer, named)
  return {
    feature,
    label: feature?.label ?? named,
    isPrimary: layerNamed(then.schema, layer)?.primary === named,
    words: value => (isLabels(value) ? places.map(place => wordsAt(naming, place, place.value)).join(', ') : wordsAt(naming, last, last?.value ?? value)),
  }
}

/** "Favor: holder → target", the stance as it was called then. */
export function stanceThen(naming: NamingThen, annotation: Annotation, stance: Stance): string {
  for (const {version, features} of saysOf(annotation).toReversed()) {
    const stances = features[STANCES]
    const found = isStances(stances) ? stances.find(({id}) => id === stance.id) : undefined
    const schema = found && naming.schemaOf(version)
    if (found === undefined) continue
    if (schema !== undefined) return stanceWords({...naming, schema}, layerIn(naming, annotation, version), found)
    return stanceWords({...naming, schema: NO_SCHEMA}, '', {...found, value: asWritten(found.value, version)})
  }
  return stanceWords(naming, annotation.layer, stance)
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
    return saidIn(features).flatMap(([written, value]) => (isIt(layer, written, version) ? [{version, layer, name: written, value}] : []))
  })
}

const saidIn = (features: Features): readonly (readonly [string, FeatureValue])[] => Object.entries(features).filter(([, value]) => !isStances(value))

function layerIn({schema}: Naming, annotation: Annotation, version: number): string {
  const namings = saysOf(annotation).flatMap(({version: of, layer}) => (layer === undefined ? [] : [{version: of, layer}]))
  return layerUnder(schema, namings, version)
}

function wordsAt(naming: NamingThen, place: Place | undefined, value: FeatureValue): string {
  const schema = place && naming.schemaOf(place.version)
  if (place === undefined) return valueWords(naming, undefined, value)
  if (schema !== undefined) return valueWords({...naming, schema}, featureOf({...naming, schema}, place.layer, place.name), value)
  const today = featureOf(naming, place.layer, place.name)
  // Of what is no label nothing is called otherwise today.
  if (today !== undefined && !('choices' in today)) return valueWords(naming, today, value)
  if (typeof value === 'string') return asWritten(value, place.version)
  return isLabels(value) ? value.map(label => asWritten(label, place.version)).join(', ') : valueWords(naming, today, value)
}
