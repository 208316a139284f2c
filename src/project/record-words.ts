import type * as Y from 'yjs'
import {LABEL_PREFIX, labelField} from '../core/annotation/record-key.ts'
import {isMappedSince, layerUnder, readWord} from '../core/schema/mapping.ts'
import type {Schema} from '../core/schema/schema.ts'
import {chosenIn} from './chosen-labels.ts'
import {namingsOf, saidLater, versionBeside, withVersion} from './said-later.ts'
import {featureOfField} from './written-text.ts'

/** The fields of one record as they are read under the schema in force. */
export type RecordWords = {
  /** Whether each is read as it is written. */
  readonly isPlain: boolean
  /** The version to tell with what is written now; `undefined` where that of the record says it. */
  readonly under: number | undefined
  /** The feature that a field belongs to. */
  featureOf(field: string, value: unknown): string | undefined
  /** The label that a field says. */
  labelOf(field: string, value: unknown): string | undefined
  /** What a field of a feature says. */
  valueOf(field: string, value: unknown): unknown
}

const saidIn = (_field: string, value: unknown): unknown => {
  const later = saidLater(value)
  return later === undefined ? value : later.said
}
const AS_WRITTEN = {isPlain: true, featureOf: featureOfField, labelOf: (field: string) => chosenIn(field)?.[1], valueOf: saidIn}

type Fields = {get(field: string): unknown}

export function recordWords(record: Fields, schema: Schema | undefined): RecordWords {
  const made = record.get('schemaVersion')
  if (schema === undefined || typeof made !== 'number') return {...AS_WRITTEN, under: undefined}
  // Whoever is behind the record does not know yet what was read as what since her own version.
  const under = made > schema.version || isMappedSince(schema, made) ? schema.version : undefined
  if (schema.mappings === undefined) return {...AS_WRITTEN, under}
  const namings = namingsOf(record.get('layer'), made)
  const versionOf = (field: string, value: unknown): number => versionOfField(field, value) ?? made
  return {
    isPlain: false,
    under,
    featureOf: (field, value) => {
      const feature = featureOfField(field, value)
      const version = versionOf(field, value)
      return feature && readWord(schema, {layer: layerUnder(schema, namings, version), feature}, version).feature
    },
    labelOf: (field, value) => {
      const [feature, label] = chosenIn(field) ?? []
      const version = versionOf(field, value)
      return feature === undefined || label === undefined
        ? undefined
        : readWord(schema, {layer: layerUnder(schema, namings, version), feature, label}, version).label
    },
    valueOf: (field, value) => {
      const [said, feature, version] = [saidIn(field, value), featureOfField(field, value), versionOf(field, value)]
      return typeof said === 'string' && feature !== undefined
        ? readWord(schema, {layer: layerUnder(schema, namings, version), feature, label: said}, version).label
        : said
    },
  }
}

/** `undefined` where the version of the record is that of the field. */
function versionOfField(field: string, value: unknown): number | undefined {
  if (field.startsWith(LABEL_PREFIX)) return typeof value === 'number' ? value : undefined
  return field.startsWith('text/') || field.startsWith('stance/') ? versionBeside(value) : saidLater(value)?.under
}

/** Whether something stands in a feature beside its labels and texts. */
export const hasFirst = (record: Y.Map<unknown>, name: string, words: RecordWords): boolean => {
  const own = `feature/${name}`
  return (
    (record.has(own) && standsFor(record, own, words) === undefined) ||
    (!words.isPlain && [...record].some(([field, value]) => field.startsWith('feature/') && words.featureOf(field, value) === name))
  )
}

/** Takes out what stands in a feature, labels and texts apart. */
export function takeOut(record: Y.Map<unknown>, name: string, words: RecordWords): void {
  const own = `feature/${name}`
  if (words.isPlain || standsFor(record, own, words) === undefined) record.delete(own)
  if (words.isPlain) return
  for (const [field, value] of [...record.entries()])
    if (field.startsWith('feature/') && field !== own && words.featureOf(field, value) === name) record.delete(field)
}

/** Makes this what stands in a feature, labels and texts apart. */
export function writeValue(record: Y.Map<unknown>, name: string, value: unknown, words: RecordWords): void {
  const own = `feature/${name}`
  const before = record.get(own)
  const other = standsFor(record, own, words)
  takeOut(record, name, words)
  record.set(own, withVersion(value, words.under))
  // A feature that came back takes the key of what it is read as since, which is then said under a key of its own.
  if (other !== undefined) writeValue(record, other, words.valueOf(own, before), words)
}

/** The other feature that a field alone says something in. */
function standsFor(record: Y.Map<unknown>, field: string, words: RecordWords): string | undefined {
  if (words.isPlain || !record.has(field)) return undefined
  const feature = words.featureOf(field, record.get(field))
  if (feature === undefined || field === `feature/${feature}`) return undefined
  const isSaid = [...record].some(([other, value]) => other !== field && other.startsWith('feature/') && words.featureOf(other, value) === feature)
  return isSaid ? undefined : feature
}

/** Makes these the labels of a feature. Those that stand there already, in whatever words, are not written anew, which others may be taking away. */
export function writeLabels(record: Y.Map<unknown>, feature: string, labels: readonly string[], words: RecordWords): void {
  const missing = new Set(labels)
  for (const [field, value] of [...record.entries()]) {
    if (!field.startsWith(LABEL_PREFIX) || words.featureOf(field, value) !== feature) continue
    const label = words.labelOf(field, value) ?? ''
    if (labels.includes(label)) missing.delete(label)
    else record.delete(field)
  }
  for (const label of missing) writeLabel(record, feature, label, words)
}

/** A label that came back takes the key of what it is read as since, which is then said under a key of its own. */
function writeLabel(record: Y.Map<unknown>, feature: string, label: string, words: RecordWords): void {
  const field = labelField(feature, label)
  const before = record.get(field)
  const [otherFeature, other] = before === undefined ? [] : [words.featureOf(field, before), words.labelOf(field, before)]
  record.set(field, words.under ?? true)
  if (otherFeature === undefined || other === undefined || (otherFeature === feature && other === label)) return
  const isSaid = [...record].some(
    ([each, value]) => each.startsWith(LABEL_PREFIX) && words.featureOf(each, value) === otherFeature && words.labelOf(each, value) === other,
  )
  if (!isSaid) writeLabel(record, otherFeature, other, words)
}
