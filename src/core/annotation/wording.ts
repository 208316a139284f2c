import {earlier} from '../earlier.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import {isSame} from '../json/same.ts'
import {layerUnder, readWord} from '../schema/mapping.ts'
import type {Schema} from '../schema/schema.ts'
import {STANCES} from '../schema/schema.ts'
import type {Annotation, Features, FeatureValue, Stance, Wording} from './annotation.ts'
import {isLabels, isStances} from './annotation.ts'

/** A value, where it is read, and how it was said. */
type Reading = {readonly feature: string; readonly value: FeatureValue; readonly name: string; readonly said: FeatureValue}

/** What wordings of one annotation say, in the words of a schema. The earliest comes first, and some of them name a layer. */
export function readWordings(schema: Schema, wordings: readonly Wording[]): {readonly layer: string; readonly features: Features} {
  const namings = wordings.flatMap(({version, layer}) => (layer === undefined ? [] : [{version, layer}]))
  const places = new Map<string, Reading[]>()
  for (const {version, features} of wordings) {
    const layer = layerUnder(schema, namings, version)
    for (const [name, value] of Object.entries(features)) {
      const feature = readWord(schema, {layer, feature: name}, version).feature ?? name
      const label = (each: string): string => readWord(schema, {layer, feature: name, label: each}, version).label ?? each
      places.set(feature, [...(places.get(feature) ?? []), {feature, value: inWords(value, label), name, said: value}])
    }
  }
  return {layer: layerUnder(schema, namings, Math.max(schema.version, namings.at(-1)?.version ?? 0)), features: joined(places)}
}

function inWords(value: FeatureValue, label: (said: string) => string): FeatureValue {
  if (typeof value === 'string') return label(value)
  if (isLabels(value)) return [...new Set(value.map(label))].sort(inCodeUnits)
  if (isStances(value)) return value.map(stance => ({...stance, value: label(stance.value)}))
  return value
}

/** Labels and stances stand beside each other. Of other values in one place the last stands there, and what was said under another name stays under that. */
function joined(places: ReadonlyMap<string, readonly Reading[]>): Features {
  const features: Record<string, FeatureValue> = {}
  const displaced: Reading[] = []
  for (const [feature, readings] of places) {
    const values = readings.map(({value}) => value)
    const [labels, last] = [labelsOf(values), readings.at(-1)]
    if (values.every(isStances)) features[feature] = values.flat().sort(earlier)
    else if (labels !== undefined) features[feature] = labels
    else if (last !== undefined) {
      features[feature] = last.value
      displaced.push(...readings.slice(0, -1))
    }
  }
  for (const {name, said} of displaced) features[name] ??= said
  return features
}

/** Of several values of which one at least is a list of labels; `undefined` where another is none. */
function labelsOf(values: readonly FeatureValue[]): readonly string[] | undefined {
  const labels = values.flatMap(value => (isLabels(value) ? value : typeof value === 'string' && value !== '' ? [value] : []))
  if (!values.some(isLabels) || !values.every(value => isLabels(value) || typeof value === 'string')) return undefined
  return [...new Set(labels)].sort(inCodeUnits)
}

/** Whether a reading says what they say in the same words, and all of it as the annotation was made. */
export function isWordForWord([first, ...later]: readonly Wording[], {layer, features}: Pick<Annotation, 'layer' | 'features'>): boolean {
  if (first === undefined || later.length > 0 || first.layer !== layer) return false
  const said = Object.entries(first.features)
  return said.length === Object.keys(features).length && said.every(([name, value]) => isSame(value, features[name]))
}

export const withStances = (features: Features, change: (stance: Stance) => Stance): Features => {
  const stances = features[STANCES]
  return isStances(stances) ? {...features, [STANCES]: stances.map(change)} : features
}

/** With everything that they say named by what it stands for, or by whom it is. */
export const withFeatures = (wordings: readonly Wording[], change: (features: Features) => Features): readonly Wording[] =>
  wordings.map(wording => ({...wording, features: change(wording.features)}))
